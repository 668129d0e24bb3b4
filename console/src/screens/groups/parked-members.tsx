import { Code, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { parkedQuery } from '../../api/directories.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'

/** Whom the identity provider has named and not provisioned. Mostly there is nobody, and then no card. */
export function ParkedMembers({ slug, groupId }: { readonly slug: string; readonly groupId: string }) {
  const t = useText()
  const { data } = useQuery(parkedQuery(slug, groupId))
  if (data === undefined || data.total === 0) return null
  const more = data.total - data.members.length
  return (
    <Card title={t('members.parkedTitle')} description={t('members.parked', { count: data.total })}>
      <Group gap="xs">
        {data.members.map(({ id }) => (
          <Code key={id}>{id}</Code>
        ))}
        {more > 0 && (
          <Text size="sm" c="dimmed">
            {t('members.parkedMore', { count: more })}
          </Text>
        )}
      </Group>
    </Card>
  )
}
