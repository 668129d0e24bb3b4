import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { queryClient } from '../../api/query-client.ts'
import { createTemplate, templatesQuery } from '../../api/templates.ts'
import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.ts'
import { ClientFormCard } from './client-form.tsx'
import { BLANK, templateOf } from './client-form-values.ts'
import { useClientForm } from './use-client-form.ts'

/** **Add Template**. */
export function AddTemplateScreen() {
  const t = useText()
  const navigate = useNavigate()
  const form = useClientForm('template', BLANK)
  return (
    <>
      <PageHeader
        title={t('oauth.addTemplate')}
        crumbs={[{ label: t('nav.oauth'), to: '/settings/oauth' }]}
        description={t('template.lead')}
      />
      <ClientFormCard
        form={form}
        nameInput={
          <TextInput label={t('template.name')} autoComplete="off" maxLength={256} {...form.getInputProps('name')} />
        }
        cancelTo="/settings/oauth"
        save={(values) => createTemplate(templateOf(values))}
        onSaved={({ name }) => {
          void queryClient.invalidateQueries(templatesQuery)
          toast(t('template.saved', { name }))
          void navigate({ to: '/settings/oauth', search: { tab: 'templates' }, ignoreBlocker: true })
        }}
      />
    </>
  )
}
