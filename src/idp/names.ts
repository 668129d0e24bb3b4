/** Where somebody's name comes from; `native` is how they write it, `latin` what a mail address is made of. */
export type NameCulture = {
  readonly locale: string
  readonly given: NameList
  readonly family: NameList
}
export type Name = { readonly native: string; readonly latin: string }
export type NameList = readonly [Name, ...Name[]]

/**
 * Shapes that break software: accents, apostrophes of both kinds, hyphens, particles, spaces, one letter, sixty
 * letters, letters that change their length with their case, right to left, no case at all.
 */
export const NAME_CULTURES: readonly [NameCulture, ...NameCulture[]] = [
  {
    locale: 'en-US',
    given: names('Ann|James|Mary|Tyler|Grace|Mary Ann|J|Christopher|DeShawn|Renée|Al|Jo|LaToya|Robert'),
    family: names("Smith|O'Brien|Johnson|McDonald|D’Angelo|Lee|St. John|Washington-Parker|O|Null|True|Test|Brown"),
  },
  {
    locale: 'de-DE',
    given: names('Jürgen|Käthe|Björn|Anne-Sophie|Günther|Zoë|Karl-Heinz|Ute|Jörg=Joerg'),
    family: names('Müller|Weiß=Weiss|von der Heide|Schröder|Großmann=Grossmann|Leutheusser-Schnarrenberger|Öz|Ullrich'),
  },
  {
    locale: 'fr-FR',
    given: names('François|Hélène|Jean-Baptiste|Chloé|Maëlys|Loïc|Anaïs'),
    family: names("d'Arcy|L’Hôte|Lefèvre|de La Fontaine|Dupont|Œuvrard=Oeuvrard|N'Diaye"),
  },
  {
    locale: 'es-ES',
    given: names(
      'José Ignacio|Íñigo|María de los Ángeles|Begoña|Nuria|María Guadalupe Concepción Esperanza Inmaculada',
    ),
    family: names('García Márquez|Núñez|de la Torre y Fernández de Córdoba-Villavicencio|Ibáñez|Peña'),
  },
  {
    locale: 'pl-PL',
    given: names('Łukasz=Lukasz|Małgorzata=Malgorzata|Wojciech|Żaneta'),
    family: names('Brzęczyszczykiewicz|Wiśniewski|Świątek|Zięba'),
  },
  {
    locale: 'tr-TR',
    given: names('İpek=Ipek|Işıl=Isil|Ömer|Çağla'),
    family: names('Yıldırım=Yildirim|Şahin|Öztürk|Iğdır=Igdir'),
  },
  {
    locale: 'ru-RU',
    given: names('Анна=Anna|Дмитрий=Dmitriy|Екатерина=Ekaterina|Пётр=Pyotr'),
    family: names('Иванова=Ivanova|Щербаков=Shcherbakov|Воробьёв=Vorobyov|Ли=Li'),
  },
  {
    locale: 'el-GR',
    given: names('Γιώργος=Giorgos|Σοφία=Sofia|Οδυσσέας=Odysseas'),
    family: names('Παπαδόπουλος=Papadopoulos|Νικολάου=Nikolaou|Ξενάκης=Xenakis'),
  },
  {
    locale: 'ja-JP',
    given: names('太郎=Taro|さくら=Sakura|健=Ken|ゆい=Yui'),
    family: names('山田=Yamada|髙橋=Takahashi|佐藤=Sato|𠮷田=Yoshida'),
  },
  {
    locale: 'zh-CN',
    given: names('伟=Wei|秀英=Xiuying|娜=Na'),
    family: names('王=Wang|李=Li|欧阳=Ouyang'),
  },
  {
    locale: 'ko-KR',
    given: names('민준=Minjun|서연=Seoyeon|하은=Haeun'),
    family: names('김=Kim|이=Lee|남궁=Namgung'),
  },
  {
    locale: 'ar-EG',
    given: names('محمد=Mohamed|فاطمة=Fatima|عبد الرحمن=Abdelrahman'),
    family: names('السيد=Elsayed|حسن=Hassan|بن علي=Ben Ali'),
  },
  {
    locale: 'he-IL',
    given: names('נועה=Noa|דוד=David|יעל=Yael'),
    family: names('כהן=Cohen|לוי=Levi|בן-דוד=Ben-David'),
  },
  {
    locale: 'hi-IN',
    given: names('प्रिया=Priya|अर्जुन=Arjun|लक्ष्मी=Lakshmi'),
    family: names('शर्मा=Sharma|सिंह=Singh|पटेल=Patel'),
  },
  {
    locale: 'vi-VN',
    given: names('Thị Ngọc Ánh|Đức=Duc|Hương'),
    family: names('Nguyễn|Trần|Đặng=Dang'),
  },
  {
    locale: 'th-TH',
    given: names('สมชาย=Somchai|ปาลิตา=Palita'),
    family: names('ศรีสุวรรณ=Srisuwan|วงศ์ประเสริฐ=Wongprasert'),
  },
]

/** `native=latin`, or `native` alone where leaving out the accents is enough. */
function names(list: string): NameList {
  const [first = '', ...rest] = list.split('|')
  return [parseName(first), ...rest.map(parseName)]
}

function parseName(entry: string): Name {
  const [native = '', latin] = entry.split('=')
  return { native, latin: latin ?? withoutAccents(native) }
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}
