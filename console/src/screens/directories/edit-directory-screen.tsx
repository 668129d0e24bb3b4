import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { directoryQuery, updateDirectory } from '../../api/directories.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.ts'
import { DirectoryForm } from './directory-form.tsx'

export function EditDirectoryScreen() {
  const t = useText()
  const navigate = useNavigate()
  const { slug } = useParams({ from: '/signed-in/integrations/directories/$slug/edit' })
  const { data, error, refetch } = useQuery(directoryQuery(slug))
  const page = `/integrations/directories/${slug}`
  return (
    <>
      <PageHeader
        title={t('directory.editTitle')}
        crumbs={[
          { label: t('nav.directories'), to: '/integrations/directories' },
          { label: data?.name ?? slug, to: page },
        ]}
        description={t('directory.editLead')}
      />
      {data === undefined &&
        (error === null ? (
          <Skeleton height={260} maw="44rem" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ))}
      {data !== undefined && (
        <DirectoryForm
          initial={data}
          except={slug}
          cancelTo={page}
          save={(settings) => updateDirectory(slug, settings)}
          onSaved={({ name }) => {
            toast(t('directory.saved', { name }))
            void queryClient.invalidateQueries({ queryKey: ['directories'] })
            void navigate({ to: '/integrations/directories/$slug', params: { slug }, ignoreBlocker: true })
          }}
        />
      )}
    </>
  )
}
