import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { directoryQuery } from '../../api/directories.ts'
import { type Resource, resourceQuery, type Schema, schemasQuery } from '../../api/scim.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AttributeSections } from '../../resource/attribute-sections.tsx'
import { EditAndDelete } from '../../resource/edit-and-delete.tsx'
import { editableFields } from '../../resource/editable-fields.ts'
import { History } from '../../resource/history.tsx'
import classes from '../../resource/person.module.css'
import { useResourceActions } from '../../resource/use-resource-actions.ts'
import { MemberGroups } from './member-groups.tsx'
import { Members } from './members.tsx'
import { ParkedMembers } from './parked-members.tsx'

const GROUP_SCHEMA = /:core:2\.0:Group$|:extension:.*:Group$/

/** One group: its members searched and paged, its attributes, and what happened to it. */
export function GroupScreen() {
  const t = useText()
  const { slug, id } = useParams({ from: '/signed-in/accounts/groups/$slug/$id' })
  const { data, error, refetch } = useQuery(resourceQuery(slug, 'Group', id))
  const { data: all = [] } = useQuery(schemasQuery(slug))
  const { data: directory } = useQuery(directoryQuery(slug))
  const owned = directory?.type === 'OTHER_DIRECTORY'
  const schemas = all.filter((schema) => GROUP_SCHEMA.test(schema.id))
  return (
    <>
      <PageHeader
        title={(data?.displayName ?? id).slice(0, 200)}
        crumbs={[{ label: t('nav.groups'), to: `/accounts/groups?directory=${slug}` }]}
        actions={data !== undefined && <Actions slug={slug} group={data} schemas={schemas} owned={owned} />}
      />
      {data === undefined &&
        (error === null ? <Skeleton height={420} /> : <ErrorState error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && (
        <div className={classes.columns}>
          <Stack gap="lg">
            <Members slug={slug} groupId={id} />
            <MemberGroups slug={slug} groupId={id} />
            <ParkedMembers slug={slug} groupId={id} />
          </Stack>
          <Stack gap="lg">
            <AttributeSections resource={data} schemas={schemas} owned={owned} />
            <History slug={slug} kind="Group" id={id} />
          </Stack>
        </div>
      )}
    </>
  )
}

type ActionsProps = {
  readonly slug: string
  readonly group: Resource
  readonly schemas: readonly Schema[]
  readonly owned: boolean
}

function Actions({ slug, group, schemas, owned }: ActionsProps) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/groups/$slug/$id' })
  const { panel } = useSearch({ from: '/signed-in/accounts/groups/$slug/$id' })
  const { deletion } = useResourceActions(slug, 'Group', group.id)
  return (
    <EditAndDelete
      dialog={{
        slug,
        kind: 'Group',
        id: group.id,
        title: t('people.editGroup'),
        owned,
        sections: editableFields(schemas, group),
      }}
      isEditing={panel === 'edit' && schemas.length > 0}
      onEdit={() => void navigate({ search: (before) => ({ ...before, panel: 'edit' }) })}
      onClose={() => void navigate({ search: (before) => ({ ...before, panel: undefined }), replace: true })}
      isDeleting={deletion.isPending}
      onDelete={() => deletion.mutate()}
    />
  )
}
