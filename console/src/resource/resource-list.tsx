import { Paper, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, type TablerIcon } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import type { ResourceKind } from '../api/directories.ts'
import { listQuery, type ListWish, type Resource } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import type { Column, Sort } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'
import { VirtualTable } from '../ui/virtual-table.tsx'
import classes from './people-list.module.css'

const PAUSE_MS = 200

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

/** Users or groups of a directory, however many: searched while one types, sorted, loaded as one scrolls. */
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
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...listQuery(slug, kind, wish),
    // the old rows stand until the new ones are there: nothing jumps while one types
    placeholderData: keepPreviousData,
  })
  const rows = data?.pages.flatMap(({ Resources }) => Resources) ?? []
  const total = data?.pages[0]?.totalResults ?? 0
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <Paper>
      <div className={classes.filters}>
        <SearchInput label={t(kind === 'User' ? 'people.findUser' : 'people.findGroup')} text={text} onFind={onFind} />
        {filters}
        <Text size="sm" c="dimmed" className={classes.count} role="status">
          {data !== undefined && t(kind === 'User' ? 'people.users' : 'people.groups', { count: total })}
        </Text>
      </div>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton />}
      {data !== undefined && rows.length === 0 && wish.filter === undefined && (
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.text}
        </EmptyState>
      )}
      {data !== undefined && rows.length === 0 && wish.filter !== undefined && (
        <Text size="sm" c="dimmed" p="lg" ta="center">
          {t('people.noneFound')}
        </Text>
      )}
      {rows.length > 0 && (
        <div className={classes.fixed}>
          <VirtualTable
            label={label}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            {...(sort && { sort })}
            onSort={onSort}
            total={total}
            onNearEnd={more}
          />
        </div>
      )}
    </Paper>
  )
}

/** What is typed shows at once; what is asked waits until one pauses. */
function SearchInput({
  label,
  text,
  onFind,
}: {
  readonly label: string
  readonly text: string
  readonly onFind: (text: string) => void
}) {
  const [typed, setTyped] = useState(text)
  const find = useDebouncedCallback(onFind, PAUSE_MS)
  return (
    <TextInput
      className={classes.find}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        find(value)
      }}
    />
  )
}
