import { Badge, Button, Skeleton, Stack } from '@mantine/core'
import { IconUserCheck, IconUserOff } from '@tabler/icons-react'
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
import { RawJson } from '../../resource/raw-json.tsx'
import { useResourceActions } from '../../resource/use-resource-actions.ts'
import { Memberships } from './memberships.tsx'

const USER_SCHEMA = /:core:2\.0:User$|:extension:.*:User$/

/** One person: attributes by schema, memberships, and everything that happened to them. */
export function UserScreen() {
  const t = useText()
  const { slug, id } = useParams({ from: '/signed-in/accounts/users/$slug/$id' })
  const { data, error, refetch } = useQuery(resourceQuery(slug, 'User', id))
  const { data: all = [] } = useQuery(schemasQuery(slug))
  const { data: directory } = useQuery(directoryQuery(slug))
  const owned = directory?.type === 'OTHER_DIRECTORY'
  const schemas = all.filter((schema) => USER_SCHEMA.test(schema.id))
  const title = data?.displayName ?? data?.userName ?? id
  return (
    <>
      <PageHeader
        title={title.slice(0, 200)}
        crumbs={[{ label: t('nav.users'), to: `/accounts/users?directory=${slug}` }]}
        mark={data?.active === false && <Badge color="gray">{t('people.inactive')}</Badge>}
        actions={data !== undefined && <Actions slug={slug} user={data} schemas={schemas} owned={owned} />}
      />
      {data === undefined &&
        (error === null ? <Skeleton height={420} /> : <ErrorState error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && (
        <div className={classes.columns}>
          <Stack gap="lg">
            <AttributeSections resource={data} schemas={schemas} owned={owned} />
            <RawJson resource={data} />
          </Stack>
          <Stack gap="lg">
            <Memberships slug={slug} user={data} />
            <History slug={slug} kind="User" id={id} />
          </Stack>
        </div>
      )}
    </>
  )
}

type ActionsProps = {
  readonly slug: string
  readonly user: Resource
  readonly schemas: readonly Schema[]
  readonly owned: boolean
}

function Actions({ slug, user, schemas, owned }: ActionsProps) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/users/$slug/$id' })
  const { panel } = useSearch({ from: '/signed-in/accounts/users/$slug/$id' })
  const { change, deletion } = useResourceActions(slug, 'User', user.id)
  const isActive = user.active !== false
  const turn = (active: boolean) => [{ op: 'replace', path: 'active', value: active }] as const
  return (
    <EditAndDelete
      dialog={{
        slug,
        kind: 'User',
        id: user.id,
        title: t('people.editUser'),
        owned,
        sections: editableFields(schemas, user),
      }}
      isEditing={panel === 'edit' && schemas.length > 0}
      onEdit={() => void navigate({ search: { panel: 'edit' } })}
      onClose={() => void navigate({ search: {}, replace: true })}
      isDeleting={deletion.isPending}
      onDelete={() => deletion.mutate()}
    >
      <Button
        variant="default"
        leftSection={isActive ? <IconUserOff size={16} aria-hidden /> : <IconUserCheck size={16} aria-hidden />}
        loading={change.isPending}
        onClick={() =>
          change.mutate({
            operations: turn(!isActive),
            undo: turn(isActive),
            said: t(isActive ? 'people.deactivated' : 'people.activated'),
          })
        }
      >
        {t(isActive ? 'people.deactivate' : 'people.activate')}
      </Button>
    </EditAndDelete>
  )
}
