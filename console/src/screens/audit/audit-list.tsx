import { Anchor, Button, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type AuditEntry, auditQuery, type AuditWish } from '../../api/audit.ts'
import { shortName } from '../../text/direction-marks.ts'
import { type Text as Say, useText } from '../../text/use-text.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { sayAct } from './acts.ts'
import { sayActor } from './say-actor.ts'
import classes from './audit.module.css'

/** The entries that the wish finds, the newest first, loaded page by page. */
export function AuditList({ wish }: { readonly wish: AuditWish }) {
  const t = useText()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditQuery(wish))
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const isFiltered = Object.values(wish).some((value) => value !== undefined && value !== '')
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton />}
      {data !== undefined && entries.length === 0 && !isFiltered && (
        <EmptyState icon={IconHistory} title={t('audit.none')}>
          {t('audit.noneText')}
        </EmptyState>
      )}
      {data !== undefined && entries.length === 0 && isFiltered && (
        <Text size="sm" c="dimmed" p="lg" ta="center" role="status">
          {t(hasNextPage ? 'audit.noneSoFar' : 'audit.noneFound')}
        </Text>
      )}
      {entries.length > 0 && (
        <DataTable
          label={t('nav.audit')}
          columns={columnsOf(t)}
          rows={entries}
          rowKey={({ sequence }) => String(sequence)}
        />
      )}
      {hasNextPage && (
        <div className={classes.more}>
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** The id of a session or a token says nothing to people; its entry has it. */
const readable = (id: string): string => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) || id === '' ? '–' : id)

const columnsOf = (t: Say): readonly Column<AuditEntry>[] => [
  {
    key: 'act',
    label: t('audit.what'),
    render: ({ act, sequence }) => (
      <Anchor
        component={Link}
        to="/settings/audit"
        search={((before: object) => ({ ...before, entry: sequence })) as never}
        size="sm"
      >
        {sayAct(t, act)}
      </Anchor>
    ),
  },
  {
    key: 'target',
    label: t('audit.target'),
    render: ({ target }) => <bdi className={classes.wide}>{shortName(target.name ?? readable(target.id))}</bdi>,
  },
  {
    key: 'who',
    label: t('audit.who'),
    render: ({ actor }) => <bdi className={classes.wide}>{shortName(sayActor(t, actor))}</bdi>,
  },
  { key: 'where', label: t('audit.where'), hideBelow: 'sm', render: ({ from }) => from?.address ?? '–' },
  { key: 'when', label: t('audit.when'), render: ({ at }) => <Time at={at} /> },
]
