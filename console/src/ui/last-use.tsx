import { Text } from '@mantine/core'
import { useText } from '../text/use-text.ts'
import { Time } from './time.tsx'

type LastUseProps = {
  readonly use: {
    readonly lastUsedAt: string | null
    readonly lastUsedFrom: string | null
    readonly lastUsedAgent: string | null
  }
}

/** "40 seconds ago", and below it who it was: the agent as it calls itself, and its address. */
export function LastUse({ use: { lastUsedAt, lastUsedFrom, lastUsedAgent } }: LastUseProps) {
  const t = useText()
  const who = [lastUsedAgent, lastUsedFrom].filter((part) => part !== null && part !== '')
  return (
    <>
      <Time at={lastUsedAt} />
      {who.length > 0 && (
        <Text size="xs" c="dimmed" title={t('lastUse.title')} style={{ overflowWrap: 'anywhere' }}>
          <bdi>{who.join(' · ')}</bdi>
        </Text>
      )}
    </>
  )
}
