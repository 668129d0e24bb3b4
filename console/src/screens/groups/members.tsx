import { Anchor, Badge, Button, Text } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { listQuery, quoted, type Resource } from '../../api/scim.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import classes from '../../resource/people-list.module.css'
import { useResourceActions } from '../../resource/use-resource-actions.ts'
import { AddMember } from './add-member.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'

/** The users of a group, asked for as users (`groups[…]`), so that a group of a million is searched and paged like any list. */
export function Members({ slug, groupId }: { readonly slug: string; readonly groupId: string }) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/groups/$slug/$id' })
  const { q = '' } = useSearch({ from: '/signed-in/accounts/groups/$slug/$id' })
  const text = q.trim()
  const like = quoted(text)
  const found = text === '' ? '' : ` and (userName co ${like} or displayName co ${like})`
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...listQuery(slug, 'User', { filter: `groups[type eq "direct" and value eq ${quoted(groupId)}]${found}` }),
    placeholderData: keepPreviousData,
  })
  const rows = data?.pages.flatMap(({ Resources }) => Resources) ?? []
  const columns = useColumns(slug, groupId)
  return (
    <Card
      title={t('members.title')}
      description={data !== undefined && t('members.count', { count: data.pages[0]?.totalResults ?? 0 })}
      flush
    >
      <div className={classes.filters}>
        <SearchInput
          className={classes.find}
          label={t('members.find')}
          text={q}
          onFind={(sought) => void navigate({ search: sought === '' ? {} : { q: sought }, replace: true })}
        />
        <ForEditors>
          <AddMember slug={slug} groupId={groupId} />
        </ForEditors>
      </div>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton />}
      {data !== undefined && rows.length === 0 && (
        <Text size="sm" c="dimmed" p="lg" ta="center">
          {t(text === '' ? 'members.none' : 'people.noneFound')}
        </Text>
      )}
      {rows.length > 0 && (
        <div className={classes.fixed}>
          <DataTable label={t('members.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        </div>
      )}
      {hasNextPage && (
        <div className={classes.filters}>
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function useColumns(slug: string, groupId: string): readonly Column<Resource>[] {
  const t = useText()
  const { change } = useResourceActions(slug, 'Group', groupId)
  const remove = ({ id, userName = '' }: Resource): void =>
    change.mutate({
      operations: [{ op: 'remove', path: `members[value eq ${quoted(id)}]` }],
      undo: [{ op: 'add', path: 'members', value: [{ value: id }] }],
      said: t('members.removed', { name: shortName(userName) }),
    })
  return [
    {
      key: 'userName',
      label: t('people.userName'),
      render: ({ id, userName = '', active }) => (
        <span className={classes.marked}>
          <Anchor component={Link} to={`/accounts/users/${slug}/${id}`} size="sm" className={classes.name}>
            <bdi>{userName}</bdi>
          </Anchor>
          {active === false && <Badge color="gray">{t('people.inactive')}</Badge>}
        </span>
      ),
    },
    {
      key: 'name',
      label: t('people.name'),
      hideBelow: 'sm',
      render: ({ displayName = '' }) => <bdi className={classes.name}>{displayName}</bdi>,
    },
    {
      key: 'remove',
      label: t('tokens.actions'),
      width: '7rem',
      align: 'end',
      render: (user) => (
        <ForEditors>
          {' '}
          <Button size="compact-xs" variant="default" onClick={() => remove(user)}>
            {t('members.remove')}
          </Button>
        </ForEditors>
      ),
    },
  ]
}
