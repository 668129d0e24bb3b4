import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ResourceKind } from '../api/directories.ts'
import { type Change, historyQuery } from '../api/scim.ts'
import { shortName } from '../text/direction-marks.ts'
import { useText } from '../text/use-text.ts'
import { Card } from '../ui/card.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'
import { Time } from '../ui/time.tsx'
import classes from './attributes.module.css'
import { leafDifferences } from './leaf-differences.ts'
import { Leaf } from './leaf.tsx'
import { type Moved, MovedMembers } from './moved-members.tsx'

type HistoryProps = { readonly slug: string; readonly kind: ResourceKind; readonly id: string }

/** What happened, the newest first: who, when, and from what to what. */
export function History({ slug, kind, id }: HistoryProps) {
  const t = useText()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyQuery(slug, kind, id),
  )
  const changes = data?.pages.flatMap((page) => page.changes) ?? []
  return (
    <Card title={t('history.title')} description={t('history.lead')} flush>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={3} />}
      {changes.map((change) => (
        <Entry key={change.sequence} slug={slug} change={change} />
      ))}
      {hasNextPage && (
        <div className={classes.change}>
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function Entry({ slug, change }: { readonly slug: string; readonly change: Change }) {
  const t = useText()
  return (
    <div className={classes.change}>
      <Text size="sm">
        <b>{t(`history.${change.kind}`)}</b> <Time at={change.at} />
        {', '}
        {t('history.by', { name: shortName(change.actor.name) })}
      </Text>
      <div className={classes.difference}>
        {Object.entries((change.difference ?? {}) as Readonly<Record<string, unknown>>).map(([name, difference]) => (
          <Difference key={name} slug={slug} name={name} difference={difference} />
        ))}
      </div>
    </div>
  )
}

/** `[before, after]` of an attribute; added and removed ids of members. */
function Difference({
  slug,
  name,
  difference,
}: {
  readonly slug: string
  readonly name: string
  readonly difference: unknown
}) {
  if (!Array.isArray(difference)) return <MovedMembers slug={slug} moved={difference as Moved} />
  const [before, after] = difference as readonly unknown[]
  return leafDifferences(name, before, after).map((leaf) => <Leaf key={leaf.path} {...leaf} />)
}
