import { Badge, Stack, Text } from '@mantine/core'
import type { Client, SecretInfo } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'
import { useFreshSecret } from './fresh-secret.ts'
import { SecretOnce } from './secret-once.tsx'

/** Card *Client Information*: the id, and the secret in clear as long as it is fresh. */
export function ClientInformation({ client }: { readonly client: Client }) {
  const t = useText()
  const fresh = useFreshSecret(client.clientId)
  return (
    <Card title={t('client.information')}>
      <Facts
        facts={[
          { label: t('client.id'), value: <Copyable value={client.clientId} what={t('client.id')} /> },
          fresh === undefined
            ? { label: t('client.secret'), value: <MaskedSecrets secrets={client.secrets} /> }
            : { label: t('client.secret'), value: <SecretOnce fresh={fresh} /> },
          { label: t('client.lastUsed'), value: <Time at={client.lastUsedAt} /> },
          { label: t('client.created'), value: <Time at={client.createdAt} /> },
        ]}
      />
    </Card>
  )
}

function MaskedSecrets({ secrets }: { readonly secrets: readonly SecretInfo[] }) {
  const t = useText()
  return (
    <Stack gap={6}>
      {secrets.map(({ secretId, hint, retiresAt }) => (
        <span key={secretId}>
          <Text span size="sm" ff="monospace" aria-label={t('client.secretEnds', { hint })}>
            ••••••••{hint}
          </Text>{' '}
          {retiresAt !== undefined && retiresAt !== null && (
            <Badge color="amber">
              {t('client.secretRetires')} <Time at={retiresAt} />
            </Badge>
          )}
        </span>
      ))}
      <Text size="xs" c="dimmed">
        {t('client.secretLost')}
      </Text>
    </Stack>
  )
}
