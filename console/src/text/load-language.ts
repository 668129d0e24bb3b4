import { i18n, type Messages } from '@lingui/core'
import { type Language, storeLanguage } from './languages.ts'

/** The build turns each of these files into `{ messages }`, compiled; to the type checker they are plain JSON. */
const CATALOGUES: Readonly<Record<Language, () => Promise<unknown>>> = {
  en: () => import('../messages/en.json'),
  de: () => import('../messages/de.json'),
  ja: () => import('../messages/ja.json'),
}

/** Shows everything in this language from now on. */
export async function showLanguage(language: Language): Promise<void> {
  const { messages } = (await CATALOGUES[language]()) as { readonly messages: Messages }
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language)
  storeLanguage(language)
}
