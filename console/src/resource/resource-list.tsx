import { Paper, Text } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ResourceKind } from '../api/directories.ts'
import type { ListWish, Resource } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import type { Column, Sort } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'
import { VirtualTable } from '../ui/virtual-table.tsx'
import classes from './people-list.module.css'
import { useRows } from './use-rows.ts'

type ResourceListProps = {
  readonly slug: string
  readonly kind: ResourceKind
  readonly label: string
  readonly wish: ListWish
  readonly columns: readonly Column<Resource>[]
  readonly sort: Sort | undefined
  readonly onSort: (sort: Sort) => void
  readonly text: string
  readonly onFind: (text: string) => void
  /** More filters, beside the search. */
  readonly filters: ReactNode
  readonly empty: { readonly icon: TablerIcon; readonly title: string; readonly text: string }
}

const WORDS = {
  User: { find: 'people.findUser', count: 'people.users' },
  Group: { find: 'people.findGroup', count: 'people.groups' },
} as const
const OTHER_WORDS = { find: 'resources.find', count: 'resources.count' } as const

/** Users, groups or other resources of a directory, however many: searched while one types, sorted, loaded where one looks. */
export function ResourceList({
  slug,
  kind,
  label,
  wish,
  columns,
  sort,
  onSort,
  text,
  onFind,
  filters,
  empty,
}: ResourceListProps) {
  const t = useText()
  const words = typeof kind === 'string' ? WORDS[kind] : OTHER_WORDS
  const { total, rowAt, show, error, retry } = useRows(slug, kind, wish)
  return (
    <Paper>
      <div className={classes.filters}>
        <SearchInput className={classes.find} label={t(words.find)} text={text} onFind={onFind} />
        {filters}
        <Text size="sm" c="dimmed" className={classes.count} role="status">
          {total !== undefined && t(words.count, { count: total })}
        </Text>
      </div>
      {error !== null && <ErrorState error={error} onRetry={retry} />}
      {total === undefined && error === null && <TableSkeleton />}
      {total === 0 && wish.filter === undefined && (
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.text}
        </EmptyState>
      )}
      {total === 0 && wish.filter !== undefined && (
        <Text size="sm" c="dimmed" p="lg" ta="center">
          {t('people.noneFound')}
        </Text>
      )}
      {total !== undefined && total > 0 && (
        <div className={classes.fixed}>
          <VirtualTable
            label={label}
            columns={columns}
            rowAt={rowAt}
            rowKey={({ id }) => id}
            {...(sort && { sort })}
            onSort={onSort}
            total={total}
            onShow={show}
          />
        </div>
      )}
    </Paper>
  )
}
