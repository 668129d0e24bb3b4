import { Badge, Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Client, revokeToken, type TokenInfo, tokensQuery } from '../../api/clients.ts'
import { noticesQuery } from '../../api/notices.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { LastUse } from '../../ui/last-use.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import { ForEditors } from '../../ui/for-editors.tsx'

/** When a token ends, marked once that is announced. */
function Expiry({ token: { tokenId, expiresAt } }: { readonly token: TokenInfo }) {
  const { data: notices = [] } = useQuery(noticesQuery)
  const t = useText()
  const notice = notices.find(({ credentialId }) => credentialId === tokenId)
  if (notice === undefined) return <Time at={expiresAt} />
  return (
    <Badge color={notice.stage === 1 ? 'red' : 'amber'} title={t('notices.mark')}>
      <Time at={expiresAt} />
    </Badge>
  )
}

/** The client's tokens that work now; each can be ended. */
export function LiveTokens({ client: { clientId } }: { readonly client: Client }) {
  const t = useText()
  const { data, error, refetch } = useQuery(tokensQuery(clientId))
  const [chosen, setChosen] = useState<TokenInfo>()
  const revocation = useMutation({
    mutationFn: (token: TokenInfo) => revokeToken(clientId, token.tokenId),
    onSuccess: () => {
      setChosen(undefined)
      toast(t('tokens.revoked'))
      return queryClient.invalidateQueries({ queryKey: ['clients'] })
    },
  })
  const columns: readonly Column<TokenInfo>[] = [
    {
      key: 'kind',
      label: t('tokens.kind'),
      render: ({ kind, scopes }) => (
        <>
          {t(kind === 'refresh' ? 'tokens.kindRefresh' : 'tokens.kindAccess')}
          <Text size="xs" c="dimmed">
            {scopes.join(', ')}
          </Text>
        </>
      ),
    },
    { key: 'issued', label: t('tokens.issued'), render: ({ issuedAt }) => <Time at={issuedAt} />, hideBelow: 'sm' },
    { key: 'used', label: t('client.lastUsed'), render: (token) => <LastUse use={token} /> },
    { key: 'expires', label: t('tokens.expires'), render: (token) => <Expiry token={token} /> },
    {
      key: 'revoke',
      label: t('tokens.actions'),
      align: 'end',
      render: (token) => (
        <ForEditors>
          {' '}
          <Button size="compact-xs" variant="default" onClick={() => setChosen(token)}>
            {t('tokens.revoke')}
          </Button>
        </ForEditors>
      ),
    },
  ]
  return (
    <Card title={t('tokens.title')} description={t('tokens.lead')} flush>
      {data !== undefined && data.length > 0 && (
        <DataTable label={t('tokens.title')} columns={columns} rows={data} rowKey={({ tokenId }) => tokenId} />
      )}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed" px="1.25rem" pb="md">
          {t('tokens.none')}
        </Text>
      )}
      {data === undefined &&
        (error === null ? <TableSkeleton rows={2} /> : <ErrorState error={error} onRetry={() => void refetch()} />)}
      <Confirm
        opened={chosen !== undefined}
        title={t('tokens.revokeTitle')}
        text={t(chosen?.kind === 'refresh' ? 'tokens.revokeRefreshText' : 'tokens.revokeText')}
        action={t('tokens.revoke')}
        busy={revocation.isPending}
        error={revocation.error}
        onConfirm={() => chosen !== undefined && revocation.mutate(chosen)}
        onClose={() => setChosen(undefined)}
      />
    </Card>
  )
}
