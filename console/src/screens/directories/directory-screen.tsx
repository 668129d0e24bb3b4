import { Anchor, Button, List, Skeleton, Stack, Text } from '@mantine/core'
import { IconEdit, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { deleteDirectory, type Directory, directoryQuery } from '../../api/directories.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { ConfirmByTyping } from '../../ui/confirm-by-typing.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Count } from '../../ui/count.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import { RecentlyDeleted } from './recently-deleted.tsx'

export function DirectoryScreen() {
  const t = useText()
  const { slug } = useParams({ from: '/signed-in/integrations/directories/$slug' })
  const { data, error, refetch } = useQuery(directoryQuery(slug))
  return (
    <>
      <PageHeader
        title={data?.name ?? slug}
        crumbs={[{ label: t('nav.directories'), to: '/integrations/directories' }]}
        actions={data !== undefined && <Actions directory={data} />}
      />
      {data === undefined &&
        (error === null ? <Skeleton height={320} /> : <ErrorState error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && (
        <Stack gap="lg">
          <Addresses directory={data} />
          <Contents directory={data} />
          <RecentlyDeleted slug={slug} />
        </Stack>
      )}
    </>
  )
}

/** What the identity provider asks for. */
function Addresses({ directory: { baseUrls } }: { readonly directory: Directory }) {
  const t = useText()
  const url = (label: string, value: string) => ({ label, value: <Copyable value={value} what={label} /> })
  return (
    <Card title={t('directory.addresses')} description={t('directory.addressesLead')}>
      <Facts
        facts={[
          url(t('directory.urlDirectory'), baseUrls.directory),
          url(t('directory.urlTenant'), baseUrls.scim),
          url(t('directory.urlAccess'), baseUrls.access),
        ]}
      />
    </Card>
  )
}

function Contents({ directory }: { readonly directory: Directory }) {
  const t = useText()
  const listed = (path: string, count: number) => (
    <Anchor component={Link} to={`${path}?directory=${directory.slug}`} size="sm">
      <Count of={count} />
    </Anchor>
  )
  return (
    <Card title={t('directory.contents')}>
      <Facts
        facts={[
          { label: t('directory.type'), value: t(`directoryType.${directory.type}`) },
          { label: t('directory.domains'), value: <bdi>{directory.domains.join(', ')}</bdi> },
          { label: t('nav.users'), value: listed('/accounts/users', directory.users) },
          { label: t('nav.groups'), value: listed('/accounts/groups', directory.groups) },
          { label: t('client.created'), value: <Time at={directory.createdAt} /> },
        ]}
      />
    </Card>
  )
}

function Actions({ directory }: { readonly directory: Directory }) {
  const t = useText()
  const navigate = useNavigate({ from: '/integrations/directories/$slug' })
  const { panel } = useSearch({ from: '/signed-in/integrations/directories/$slug' })
  return (
    <>
      <Button
        component={Link}
        to={`/integrations/directories/${directory.slug}/edit`}
        variant="default"
        leftSection={<IconEdit size={16} aria-hidden />}
      >
        {t('common.edit')}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => void navigate({ search: { panel: 'delete' } })}
      >
        {t('common.delete')}
      </Button>
      <DeleteDirectory
        directory={directory}
        opened={panel === 'delete'}
        onClose={() => void navigate({ search: {}, replace: true })}
      />
    </>
  )
}

type DeleteDirectoryProps = { readonly directory: Directory; readonly opened: boolean; readonly onClose: () => void }

function DeleteDirectory({ directory, opened, onClose }: DeleteDirectoryProps) {
  const t = useText()
  const navigate = useNavigate()
  const deletion = useMutation({
    mutationFn: () => deleteDirectory(directory.slug, directory.name),
    onSuccess: async (gone) => {
      toast(t('deleteDirectory.done', { name: directory.name, ...gone }))
      await navigate({ to: '/integrations/directories', ignoreBlocker: true })
      queryClient.removeQueries({ queryKey: ['scim', directory.slug] })
      await queryClient.invalidateQueries({ queryKey: ['directories'] })
    },
  })
  return (
    <ConfirmByTyping
      opened={opened}
      onClose={onClose}
      title={t('deleteDirectory.title', { name: directory.name })}
      phrase={directory.name}
      action={t('deleteDirectory.action')}
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate()}
    >
      <Text size="sm">{t('deleteDirectory.stops')}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('deleteDirectory.users', { count: directory.users })}</List.Item>
        <List.Item>{t('deleteDirectory.groups', { count: directory.groups })}</List.Item>
      </List>
    </ConfirmByTyping>
  )
}
