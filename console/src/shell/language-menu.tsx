import { useLingui } from '@lingui/react'
import { IconLanguage } from '@tabler/icons-react'
import { LANGUAGES, type Language } from '../text/languages.ts'
import { chooseLanguage } from '../text/load-language.ts'
import { useText } from '../text/use-text.ts'
import { BarMenu } from '../ui/bar-menu.tsx'
import { toast } from '../ui/toast.ts'

export function LanguageMenu() {
  const t = useText()
  const current = useLingui().i18n.locale
  const choose = (language: Language): void => {
    chooseLanguage(language).catch(() => toast(t('error.unreachable'), { tone: 'bad' }))
  }
  return (
    <BarMenu
      label={t('language.label')}
      icon={IconLanguage}
      choices={Object.entries(LANGUAGES).map(([language, name]) => ({
        key: language,
        label: name,
        lang: language,
        isChosen: language === current,
        onChoose: () => choose(language as Language),
      }))}
    />
  )
}
