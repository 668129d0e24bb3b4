import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memberGroupsQuery } from '../../api/by-id.ts'
import { quoted, type Resource } from '../../api/scim.ts'
import classes from '../../resource/people-list.module.css'
import { useResourceActions } from '../../resource/use-resource-actions.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'

/** Groups that are members of this one. Few have any: without one there is no card. */
export function MemberGroups({ slug, groupId }: { readonly slug: string; readonly groupId: string }) {
  const t = useText()
  const { data: groups = [] } = useQuery(memberGroupsQuery(slug, groupId))
  const { change } = useResourceActions(slug, 'Group', groupId)
  if (groups.length === 0) return null
  const remove = ({ id, displayName = id }: Resource): void =>
    change.mutate({
      operations: [{ op: 'remove', path: `members[value eq ${quoted(id)}]` }],
      undo: [{ op: 'add', path: 'members', value: [{ value: id }] }],
      said: t('members.removed', { name: shortName(displayName) }),
    })
  const columns: readonly Column<Resource>[] = [
    {
      key: 'name',
      label: t('people.group'),
      render: ({ id, displayName = id }) => (
        <Anchor component={Link} to={`/accounts/groups/${slug}/${id}`} size="sm" className={classes.name}>
          <bdi>{displayName}</bdi>
        </Anchor>
      ),
    },
    {
      key: 'remove',
      label: t('tokens.actions'),
      width: '7rem',
      align: 'end',
      render: (group) => (
        <ForEditors>
          <Button size="compact-xs" variant="default" onClick={() => remove(group)}>
            {t('members.remove')}
          </Button>
        </ForEditors>
      ),
    },
  ]
  return (
    <Card title={t('members.groups')} description={t('people.groups', { count: groups.length })} flush>
      <div className={classes.fixed}>
        <DataTable label={t('members.groups')} columns={columns} rows={groups} rowKey={({ id }) => id} />
      </div>
    </Card>
  )
}
