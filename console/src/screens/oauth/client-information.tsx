import type { Client } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'
import { ClientSecrets } from './client-secrets.tsx'
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
            ? { label: t('client.secret'), value: <ClientSecrets client={client} /> }
            : { label: t('client.secret'), value: <SecretOnce fresh={fresh} /> },
          { label: t('client.lastUsed'), value: <Time at={client.lastUsedAt} /> },
          { label: t('client.created'), value: <Time at={client.createdAt} /> },
        ]}
      />
    </Card>
  )
}
