/** Languages of the console, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', ja: '日本語' } as const

export type Language = keyof typeof LANGUAGES

const STORED = 'muster.language'

/** What was chosen here before, else the first language of the browser that there is a catalogue for, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const wished = [stored ?? '', ...browser].map((tag) => tag.slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? 'en'
}

export const storedLanguage = (): string | null => localStorage.getItem(STORED)

export const storeLanguage = (language: Language): void => localStorage.setItem(STORED, language)

const isLanguage = (tag: string): tag is Language => tag in LANGUAGES
