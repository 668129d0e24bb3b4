import { Badge, Button, Skeleton, Stack } from '@mantine/core'
import { IconEdit, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Client, clientQuery } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ClientConfiguration } from './client-configuration.tsx'
import { ClientInformation } from './client-information.tsx'
import classes from './client-screen.module.css'
import { DeleteClient } from './delete-client.tsx'
import { dropSecret } from './fresh-secret.ts'
import { GenerateToken } from './generate-token.tsx'
import { LiveTokens } from './live-tokens.tsx'
import { RegenerateSecret } from './regenerate-secret.tsx'
import { ToggleClient } from './toggle-client.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'

/** A client's own page. The open dialog stands in the address: `?panel=regenerate`. */
export function ClientScreen() {
  const t = useText()
  const { clientId } = useParams({ from: '/signed-in/settings/oauth/clients/$clientId' })
  const { data: client, error, refetch } = useQuery(clientQuery(clientId))
  useEffect(() => dropSecret, [clientId])
  return (
    <>
      <PageHeader
        title={clientId}
        crumbs={[{ label: t('nav.oauth'), to: '/settings/oauth' }]}
        mark={client?.enabled === false && <Badge color="gray">{t('client.disabled')}</Badge>}
        actions={client !== undefined && <Actions client={client} />}
      />
      {client !== undefined ? (
        <ClientPage client={client} />
      ) : error === null ? (
        <Skeleton height={320} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </>
  )
}

const ClientPage = ({ client }: { readonly client: Client }) => (
  <div className={classes.columns}>
    <Stack gap="lg">
      <ClientInformation client={client} />
      <ClientConfiguration client={client} />
    </Stack>
    <Stack gap="lg">
      {client.accessType === 'service' && (
        <ForEditors>
          <GenerateToken client={client} />
        </ForEditors>
      )}
      <LiveTokens client={client} />
    </Stack>
  </div>
)

function Actions({ client: { clientId }, client }: { readonly client: Client }) {
  const t = useText()
  const navigate = useNavigate({ from: '/settings/oauth/clients/$clientId' })
  const { panel } = useSearch({ from: '/signed-in/settings/oauth/clients/$clientId' })
  const open = (name: 'regenerate' | 'delete' | undefined) => (): void =>
    void navigate({ search: name === undefined ? {} : { panel: name }, replace: name === undefined })
  return (
    <>
      <Button
        component={Link}
        to={`/settings/oauth/clients/${encodeURIComponent(clientId)}/edit`}
        variant="default"
        leftSection={<IconEdit size={16} aria-hidden />}
      >
        {t('common.edit')}
      </Button>
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={open('regenerate')}>
        {t('client.regenerate')}
      </Button>
      <ToggleClient client={client} />
      <Button
        variant="default"
        className={classes.danger}
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={open('delete')}
      >
        {t('common.delete')}
      </Button>
      <RegenerateSecret client={client} opened={panel === 'regenerate'} onClose={open(undefined)} />
      <DeleteClient client={client} opened={panel === 'delete'} onClose={open(undefined)} />
    </>
  )
}
