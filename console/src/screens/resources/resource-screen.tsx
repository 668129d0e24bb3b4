import { Skeleton, Stack } from '@mantine/core'
import { IconCompassOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { directoryQuery } from '../../api/directories.ts'
import {
  customTypesQuery,
  type Resource,
  resourceQuery,
  type ResourceType,
  type Schema,
  schemasOf,
  schemasQuery,
} from '../../api/scim.ts'
import { AttributeSections } from '../../resource/attribute-sections.tsx'
import { EditAndDelete } from '../../resource/edit-and-delete.tsx'
import { editableFields } from '../../resource/editable-fields.ts'
import { History } from '../../resource/history.tsx'
import classes from '../../resource/person.module.css'
import { RawJson } from '../../resource/raw-json.tsx'
import { useResourceActions } from '../../resource/use-resource-actions.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { titleOf } from './shown-attributes.ts'

/** One resource of a type that the directory defines. */
export function ResourceScreen() {
  const { slug, type: name } = useParams({ from: '/signed-in/accounts/resources/$slug/$type/$id' })
  const t = useText()
  const { data: types, error, refetch } = useQuery(customTypesQuery(slug))
  const type = types?.find((candidate) => candidate.name === name)
  if (types === undefined) {
    return error === null ? <Skeleton height={420} /> : <ErrorState error={error} onRetry={() => void refetch()} />
  }
  if (type !== undefined) return <OneResource slug={slug} type={type} />
  return (
    <EmptyState level={1} icon={IconCompassOff} title={t('notFound.title')}>
      {t('notFound.text')}
    </EmptyState>
  )
}

function OneResource({ slug, type }: { readonly slug: string; readonly type: ResourceType }) {
  const t = useText()
  const { id } = useParams({ from: '/signed-in/accounts/resources/$slug/$type/$id' })
  const { data, error, refetch } = useQuery(resourceQuery(slug, type, id))
  const { data: all = [] } = useQuery(schemasQuery(slug))
  const { data: directory } = useQuery(directoryQuery(slug))
  const owned = directory?.type === 'OTHER_DIRECTORY'
  const schemas = schemasOf(type, all)
  const list = new URLSearchParams({ directory: slug, type: type.name })
  return (
    <>
      <PageHeader
        title={((data && titleOf(schemas[0], data)) ?? id).slice(0, 200)}
        crumbs={[
          { label: t('nav.resources'), to: '/accounts/resources' },
          { label: type.name, to: `/accounts/resources?${list}` },
        ]}
        actions={
          data !== undefined && <Actions slug={slug} type={type} resource={data} schemas={schemas} owned={owned} />
        }
      />
      {data === undefined &&
        (error === null ? <Skeleton height={420} /> : <ErrorState error={error} onRetry={() => void refetch()} />)}
      {data !== undefined && (
        <div className={classes.columns}>
          <Stack gap="lg">
            <AttributeSections resource={data} schemas={schemas} owned={owned} />
            <RawJson resource={data} />
          </Stack>
          <History slug={slug} kind={type} id={id} />
        </div>
      )}
    </>
  )
}

type ActionsProps = {
  readonly slug: string
  readonly type: ResourceType
  readonly resource: Resource
  readonly schemas: readonly Schema[]
  readonly owned: boolean
}

function Actions({ slug, type, resource, schemas, owned }: ActionsProps) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/resources/$slug/$type/$id' })
  const { panel } = useSearch({ from: '/signed-in/accounts/resources/$slug/$type/$id' })
  const { deletion } = useResourceActions(slug, type, resource.id)
  return (
    <EditAndDelete
      dialog={{
        slug,
        kind: type,
        id: resource.id,
        title: t('resources.edit', { type: type.name }),
        owned,
        sections: editableFields(schemas, resource),
      }}
      isEditing={panel === 'edit' && schemas.length > 0}
      onEdit={() => void navigate({ search: { panel: 'edit' } })}
      onClose={() => void navigate({ search: {}, replace: true })}
      isDeleting={deletion.isPending}
      onDelete={() => deletion.mutate()}
    />
  )
}
