import { fullTime, relativeTime, useLanguageTag } from '../text/time.ts'
import { useText } from '../text/use-text.ts'

/** An instant (ISO 8601) as people say it, with the exact one on hover; absent: "never". */
export function Time({ at }: { readonly at: string | null | undefined }) {
  const t = useText()
  const language = useLanguageTag()
  if (at === null || at === undefined) return <>{t('time.never')}</>
  const instant = Date.parse(at)
  return (
    <time dateTime={at} title={fullTime(language, instant)}>
      {relativeTime(language, instant, Date.now())}
    </time>
  )
}
