import type { Client } from '../../api/clients.ts'
import { sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { type MessageId, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'

const GRANTS = {
  client_credentials: 'grant.clientCredentials',
  authorization_code: 'grant.authorizationCode',
  refresh_token: 'grant.refreshToken',
  password: 'grant.password',
} as const satisfies Record<Client['grantTypes'][number], MessageId>

/** Card *Client Configuration*, with the rows that its access type has. */
export function ClientConfiguration({ client }: { readonly client: Client }) {
  const t = useText()
  const language = useLanguageTag()
  const isUser = client.accessType === 'user'
  const refreshes = client.grantTypes.includes('refresh_token')
  const lifetime = (minutes: number): string => sayLifetime(language, minutes)
  return (
    <Card title={t('client.configuration')}>
      <Facts
        facts={[
          { label: t('client.accessType'), value: t(`accessType.${client.accessType}`) },
          isUser ? { label: t('client.redirectUri'), value: <Lines lines={client.redirectUris} /> } : undefined,
          { label: t('client.scope'), value: client.scopes.join(', ') },
          { label: t('client.grantType'), value: client.grantTypes.map((grant) => t(GRANTS[grant])).join(', ') },
          { label: t('client.issueRefreshToken'), value: t(refreshes ? 'common.enabled' : 'common.off') },
          { label: t('client.accessTokenTtl'), value: lifetime(client.accessTokenTtl) },
          refreshes ? { label: t('client.refreshTokenTtl'), value: lifetime(client.refreshTokenTtl) } : undefined,
          refreshes ? { label: t('client.idleTokenTtl'), value: lifetime(client.refreshTokenIdleTtl) } : undefined,
          { label: t('client.unknownMembers'), value: t(`unknownMembers.${client.unknownMembers}`) },
          { label: t('client.directory'), value: client.directory ?? t('client.anyDirectory') },
        ]}
      />
    </Card>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => lines.map((line) => <div key={line}>{line}</div>)
