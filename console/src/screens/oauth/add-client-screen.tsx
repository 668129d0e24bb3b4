import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { createClient } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { templatesQuery } from '../../api/templates.ts'
import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ClientFormCard } from './client-form.tsx'
import { BLANK, type ClientFormValues, settingsOf, valuesOf } from './client-form-values.ts'
import { ClientIdInput } from './client-id-input.tsx'
import { holdSecret } from './fresh-secret.ts'
import { useClientForm } from './use-client-form.ts'

/** The page that shows the secret has to be there before the secret is: it is shown once, and only the window has it. */
const loadClientPage = (): Promise<unknown> => import('./client-screen.tsx')

/** **Add Client**, begun from a template when the address names one. */
export function AddClientScreen() {
  const t = useText()
  const { template } = useSearch({ from: '/signed-in/settings/oauth/new' })
  const { data: templates } = useQuery({ ...templatesQuery, enabled: template !== undefined })
  const chosen = templates?.find(({ id }) => id === template)
  return (
    <>
      <PageHeader
        title={t('oauth.addClient')}
        crumbs={[{ label: t('nav.oauth'), to: '/settings/oauth' }]}
        description={t('addClient.lead')}
      />
      {template !== undefined && templates === undefined ? (
        <Skeleton height={480} maw="44rem" />
      ) : (
        <AddClientForm initial={chosen === undefined ? BLANK : valuesOf('', chosen)} />
      )}
    </>
  )
}

function AddClientForm({ initial }: { readonly initial: ClientFormValues }) {
  const navigate = useNavigate()
  const form = useClientForm('client', initial)
  useEffect(() => {
    void loadClientPage().catch(() => undefined)
  }, [])
  return (
    <ClientFormCard
      form={form}
      nameInput={<ClientIdInput form={form} />}
      cancelTo="/settings/oauth"
      save={async (values) => {
        await loadClientPage()
        return createClient(values.name, settingsOf(values))
      }}
      onSaved={({ client, secret }) => {
        holdSecret(client.clientId, secret)
        void queryClient.invalidateQueries({ queryKey: ['clients'] })
        void navigate({
          to: '/settings/oauth/clients/$clientId',
          params: { clientId: client.clientId },
          ignoreBlocker: true,
        })
      }}
    />
  )
}
