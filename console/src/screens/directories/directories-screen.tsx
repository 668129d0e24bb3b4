import { Anchor, Button, Paper } from '@mantine/core'
import { IconFolders, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { directoriesQuery, type Directory } from '../../api/directories.ts'
import { useText } from '../../text/use-text.ts'
import { Count } from '../../ui/count.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'

/** **Integrations › Directories**. */
export function DirectoriesScreen() {
  const t = useText()
  const { data, error, refetch } = useQuery(directoriesQuery)
  const columns = useColumns()
  const add = (
    <Button component={Link} to="/integrations/directories/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('directory.add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.directories')} description={t('directory.lead')} actions={add} />
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Paper>
          {data === undefined && <TableSkeleton rows={3} />}
          {data?.length === 0 && (
            <EmptyState icon={IconFolders} title={t('directory.none')} action={<ForEditors>{add}</ForEditors>}>
              {t('directory.noneText')}
            </EmptyState>
          )}
          {data !== undefined && data.length > 0 && (
            <DataTable label={t('nav.directories')} columns={columns} rows={data} rowKey={({ id }) => id} />
          )}
        </Paper>
      )}
    </>
  )
}

function useColumns(): readonly Column<Directory>[] {
  const t = useText()
  return [
    {
      key: 'name',
      label: t('directory.name'),
      render: ({ slug, name }) => (
        <Anchor component={Link} to={`/integrations/directories/${slug}`} fw={500} size="sm">
          <bdi>{name}</bdi>
        </Anchor>
      ),
    },
    { key: 'type', label: t('directory.type'), hideBelow: 'md', render: ({ type }) => t(`directoryType.${type}`) },
    {
      key: 'domains',
      label: t('directory.domains'),
      hideBelow: 'sm',
      render: ({ domains }) => <bdi>{domains.join(', ')}</bdi>,
    },
    { key: 'users', label: t('nav.users'), align: 'end', render: ({ users }) => <Count of={users} /> },
    {
      key: 'groups',
      label: t('nav.groups'),
      align: 'end',
      hideBelow: 'sm',
      render: ({ groups }) => <Count of={groups} />,
    },
    {
      key: 'url',
      label: t('directory.baseUrl'),
      align: 'end',
      hideBelow: 'sm',
      render: ({ name, baseUrls }) => (
        <CopyButton value={baseUrls.directory} what={`${t('directory.baseUrl')}: ${name}`} />
      ),
    },
  ]
}
