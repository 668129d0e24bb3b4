import { Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type Client, clientQuery, updateClient } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.ts'
import { ClientFormCard } from './client-form.tsx'
import { settingsOf, valuesOf } from './client-form-values.ts'
import { UnknownMembersChoice } from './unknown-members-choice.tsx'
import { useClientForm } from './use-client-form.ts'

export function EditClientScreen() {
  const t = useText()
  const { clientId } = useParams({ from: '/signed-in/settings/oauth/clients/$clientId/edit' })
  const { data, error, refetch } = useQuery(clientQuery(clientId))
  return (
    <>
      <PageHeader
        title={t('common.edit')}
        crumbs={[
          { label: t('nav.oauth'), to: '/settings/oauth' },
          { label: clientId, to: `/settings/oauth/clients/${encodeURIComponent(clientId)}` },
        ]}
      />
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <Skeleton height={480} maw="44rem" /> : <EditClientForm client={data} />}
    </>
  )
}

function EditClientForm({ client }: { readonly client: Client }) {
  const t = useText()
  const navigate = useNavigate()
  const form = useClientForm('client', valuesOf(client.clientId, client))
  const page = { to: '/settings/oauth/clients/$clientId', params: { clientId: client.clientId } } as const
  return (
    <ClientFormCard
      form={form}
      nameInput={
        <TextInput label={t('client.id')} description={t('client.idFixed')} value={client.clientId} readOnly />
      }
      more={<UnknownMembersChoice form={form} />}
      cancelTo={`/settings/oauth/clients/${encodeURIComponent(client.clientId)}`}
      save={(values) => updateClient(client.clientId, settingsOf(values))}
      onSaved={() => {
        void queryClient.invalidateQueries({ queryKey: ['clients'] })
        toast(t('client.saved', { clientId: client.clientId }))
        void navigate({ ...page, ignoreBlocker: true })
      }}
    />
  )
}
