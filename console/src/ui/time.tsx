import { Tooltip } from '@mantine/core'
import { fullTime, relativeTime, useLanguageTag } from '../text/time.ts'
import { useText } from '../text/use-text.ts'

/** An instant (ISO 8601) as people say it, with the exact one on hover and focus; absent: "never". */
export function Time({ at }: { readonly at: string | null | undefined }) {
  const t = useText()
  const language = useLanguageTag()
  if (at === null || at === undefined) return <>{t('time.never')}</>
  const instant = Date.parse(at)
  return (
    <Tooltip label={fullTime(language, instant)}>
      <time dateTime={at} tabIndex={-1}>
        {relativeTime(language, instant, Date.now())}
      </time>
    </Tooltip>
  )
}
