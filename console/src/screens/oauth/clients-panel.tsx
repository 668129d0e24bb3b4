import { Anchor, Badge, Button, Paper, Text, TextInput } from '@mantine/core'
import { IconKey, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Client, clientsQuery } from '../../api/clients.ts'
import { sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { type Column, DataTable, type Sort } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { type ClientOrder, orderClients } from './order-clients.ts'
import classes from './clients-panel.module.css'
import { ForEditors } from '../../ui/for-editors.tsx'

/** Tab **Clients**. There are few, so they are filtered and sorted here; filter and order stand in the address. */
export function ClientsPanel() {
  const { data, error, refetch } = useQuery(clientsQuery)
  if (data === undefined) {
    return error === null ? (
      <Paper className={classes.list}>
        <TableSkeleton />
      </Paper>
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    )
  }
  return data.length === 0 ? <NoClients /> : <ClientList clients={data} />
}

function ClientList({ clients }: { readonly clients: readonly Client[] }) {
  const t = useText()
  const navigate = useNavigate({ from: '/settings/oauth' })
  const { q = '', sort = 'client', down = false } = useSearch({ from: '/signed-in/settings/oauth' })
  const shown = orderClients(
    clients.filter(({ clientId }) => clientId.toLowerCase().includes(q.toLowerCase())),
    sort,
    down,
  )
  const order = ({ by, descending }: Sort): void =>
    void navigate({
      search: (before) => ({ ...before, sort: by as ClientOrder, down: descending || undefined }),
      replace: true,
    })
  const find = (text: string): void =>
    void navigate({ search: (before) => ({ ...before, q: text === '' ? undefined : text }), replace: true })
  return (
    <Paper className={classes.list}>
      <TextInput
        className={classes.find}
        aria-label={t('oauth.find')}
        placeholder={t('oauth.find')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <DataTable
        label={t('oauth.clients')}
        columns={useColumns()}
        rows={shown}
        rowKey={({ clientId }) => clientId}
        sort={{ by: sort, descending: down }}
        onSort={order}
      />
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" p="lg" ta="center">
          {t('oauth.noneFound', { text: q.slice(0, 80) })}
        </Text>
      )}
    </Paper>
  )
}

function useColumns(): readonly Column<Client>[] {
  const t = useText()
  const language = useLanguageTag()
  return [
    {
      key: 'client',
      label: t('client.id'),
      sortable: true,
      render: ({ clientId, enabled }) => (
        <>
          <Anchor component={Link} to={`/settings/oauth/clients/${encodeURIComponent(clientId)}`} fw={500} size="sm">
            {clientId}
          </Anchor>{' '}
          {!enabled && <Badge color="gray">{t('client.disabled')}</Badge>}
        </>
      ),
    },
    {
      key: 'type',
      label: t('client.accessType'),
      hideBelow: 'sm',
      render: (client) => t(`accessType.${client.accessType}`),
    },
    { key: 'scope', label: t('client.scope'), hideBelow: 'md', render: ({ scopes }) => scopes.join(', ') },
    {
      key: 'ttl',
      label: t('oauth.ttl'),
      hideBelow: 'md',
      render: ({ accessTokenTtl }) => sayLifetime(language, accessTokenTtl),
    },
    {
      key: 'tokens',
      label: t('oauth.liveTokens'),
      hideBelow: 'sm',
      align: 'end',
      render: ({ liveTokens }) => liveTokens,
    },
    { key: 'used', label: t('client.lastUsed'), sortable: true, render: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
  ]
}

function NoClients() {
  const t = useText()
  return (
    <Paper className={classes.list}>
      <EmptyState
        icon={IconKey}
        title={t('oauth.noClients')}
        action={
          <ForEditors>
            <Button component={Link} to="/settings/oauth/new">
              {t('oauth.addClient')}
            </Button>
          </ForEditors>
        }
      >
        {t('oauth.noClientsText')}
      </EmptyState>
    </Paper>
  )
}
