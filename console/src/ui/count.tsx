import { useLanguageTag } from '../text/time.ts'

/** A number as the reader's language writes it: 100,000. */
export const Count = ({ of }: { readonly of: number }) => of.toLocaleString(useLanguageTag())
