import { useNavigate } from '@tanstack/react-router'
import { createDirectory, directoriesQuery } from '../../api/directories.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.ts'
import { DirectoryForm } from './directory-form.tsx'

/** A directory of type **Other**: what the guide needs a second Postman request for. */
export function AddDirectoryScreen() {
  const t = useText()
  const navigate = useNavigate()
  return (
    <>
      <PageHeader
        title={t('directory.add')}
        crumbs={[{ label: t('nav.directories'), to: '/integrations/directories' }]}
        description={t('directory.addLead')}
      />
      <DirectoryForm
        initial={{ name: '', domains: [] }}
        cancelTo="/integrations/directories"
        save={createDirectory}
        onSaved={({ slug, name }) => {
          toast(t('directory.created', { name }))
          void queryClient.invalidateQueries(directoriesQuery)
          void navigate({ to: '/integrations/directories/$slug', params: { slug }, ignoreBlocker: true })
        }}
      />
    </>
  )
}
