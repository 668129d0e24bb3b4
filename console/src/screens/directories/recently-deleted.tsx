import { Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type DeletedEntry, deletedQuery, type ResourceKind, restoreDeleted } from '../../api/directories.ts'
import { queryClient } from '../../api/query-client.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState, sayProblem } from '../../ui/error-state.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import { ForEditors } from '../../ui/for-editors.tsx'

type Row = DeletedEntry & { readonly kind: ResourceKind }

/** Users and groups that were deleted lately, to be brought back. */
export function RecentlyDeleted({ slug }: { readonly slug: string }) {
  const t = useText()
  const users = useQuery(deletedQuery(slug, 'User'))
  const groups = useQuery(deletedQuery(slug, 'Group'))
  const columns = useColumns(slug)
  const error = users.error ?? groups.error
  const rows: readonly Row[] = [
    ...(users.data ?? []).map((entry) => ({ ...entry, kind: 'User' as const })),
    ...(groups.data ?? []).map((entry) => ({ ...entry, kind: 'Group' as const })),
  ]
  return (
    <Card title={t('deleted.title')} description={t('deleted.lead')} flush>
      {error !== null && <ErrorState error={error} />}
      {users.isPending && <TableSkeleton rows={2} />}
      {users.data !== undefined && rows.length === 0 && (
        <Text size="sm" c="dimmed" px="1.25rem" pb="md">
          {t('deleted.none')}
        </Text>
      )}
      {rows.length > 0 && (
        <DataTable label={t('deleted.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
    </Card>
  )
}

function useColumns(slug: string): readonly Column<Row>[] {
  const t = useText()
  const restoration = useMutation({
    mutationFn: ({ kind, id }: Row) => restoreDeleted(slug, kind, id),
    onSuccess: async (_, { name }) => {
      toast(t('deleted.restored', { name: shortName(name) }))
      await queryClient.invalidateQueries({ queryKey: ['directories'] })
      await queryClient.invalidateQueries({ queryKey: ['scim', slug] })
    },
    onError: (error) => toast(sayProblem(t, error), { tone: 'bad' }),
  })
  return [
    { key: 'name', label: t('people.name'), render: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'kind',
      label: t('directory.type'),
      hideBelow: 'sm',
      render: ({ kind }) => t(kind === 'User' ? 'people.user' : 'people.group'),
    },
    { key: 'at', label: t('deleted.at'), render: ({ deletedAt }) => <Time at={deletedAt} /> },
    {
      key: 'restore',
      label: t('tokens.actions'),
      align: 'end',
      render: (row) => (
        <ForEditors>
          {' '}
          <Button size="compact-sm" variant="default" onClick={() => restoration.mutate(row)}>
            {t('deleted.restore')}
          </Button>
        </ForEditors>
      ),
    },
  ]
}
