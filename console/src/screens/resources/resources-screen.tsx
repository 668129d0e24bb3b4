import { Anchor, Paper, Select, Skeleton } from '@mantine/core'
import { IconCategory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { customTypesQuery, quoted, type Resource, type ResourceType, schemasOf, schemasQuery } from '../../api/scim.ts'
import { DirectoryChoice } from '../../resource/directory-choice.tsx'
import classes from '../../resource/people-list.module.css'
import { ResourceList } from '../../resource/resource-list.tsx'
import { useText } from '../../text/use-text.ts'
import type { Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Time } from '../../ui/time.tsx'
import { searchedAttributes, shownAttributes } from './shown-attributes.ts'

/** **Accounts › Other Resources**: what a directory keeps besides users and groups. */
export function ResourcesScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/resources' })
  const { directory } = useSearch({ from: '/signed-in/accounts/resources' })
  return (
    <>
      <PageHeader title={t('nav.resources')} description={t('resources.lead')} />
      <DirectoryChoice
        chosen={directory}
        onChoose={(slug) => void navigate({ search: { directory: slug }, replace: true })}
      >
        {({ slug }, picker) => <Types key={slug} slug={slug} picker={picker} />}
      </DirectoryChoice>
    </>
  )
}

function Types({ slug, picker }: { readonly slug: string; readonly picker: ReactNode }) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/resources' })
  const { type: chosen } = useSearch({ from: '/signed-in/accounts/resources' })
  const { data: types, error, refetch } = useQuery(customTypesQuery(slug))
  if (types === undefined) {
    return error === null ? <Skeleton height={320} /> : <ErrorState error={error} onRetry={() => void refetch()} />
  }
  const type = types.find(({ name }) => name === chosen) ?? types[0]
  if (type === undefined) {
    return (
      <Paper>
        {picker !== false && <div className={classes.filters}>{picker}</div>}
        <EmptyState icon={IconCategory} title={t('resources.noTypes')}>
          {t('resources.noTypesText')}
        </EmptyState>
      </Paper>
    )
  }
  return (
    <OneType key={type.name} slug={slug} type={type}>
      {picker}
      <Select
        aria-label={t('resources.type')}
        data={types.map(({ name }) => name)}
        value={type.name}
        allowDeselect={false}
        onChange={(name) => void navigate({ search: { directory: slug, type: name ?? undefined }, replace: true })}
      />
    </OneType>
  )
}

type OneTypeProps = {
  readonly slug: string
  readonly type: ResourceType
  /** More filters. */
  readonly children: ReactNode
}

function OneType({ slug, type, children }: OneTypeProps) {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/resources' })
  const { q = '', sort, down } = useSearch({ from: '/signed-in/accounts/resources' })
  const { data: schemas } = useQuery(schemasQuery(slug))
  if (schemas === undefined) return <Skeleton height={320} />
  const shown = shownAttributes(schemasOf(type, schemas)[0])
  const like = quoted(q.trim())
  const terms = searchedAttributes(shown).map((name) => `${name} co ${like}`)
  return (
    <ResourceList
      slug={slug}
      kind={type}
      label={type.name}
      wish={{
        filter: q.trim() === '' || terms.length === 0 ? undefined : terms.join(' or '),
        sortBy: sort,
        descending: down,
      }}
      columns={columnsOf(
        t,
        slug,
        type,
        shown.map(({ name }) => name),
      )}
      sort={sort === undefined ? undefined : { by: sort, descending: down === true }}
      onSort={({ by, descending }) =>
        void navigate({ search: (before) => ({ ...before, sort: by, down: descending || undefined }), replace: true })
      }
      text={q}
      onFind={(found) =>
        void navigate({ search: (before) => ({ ...before, q: found === '' ? undefined : found }), replace: true })
      }
      filters={children}
      empty={{ icon: IconCategory, title: t('resources.none'), text: type.description ?? t('resources.noneText') }}
    />
  )
}

function columnsOf(
  t: ReturnType<typeof useText>,
  slug: string,
  type: ResourceType,
  names: readonly string[],
): readonly Column<Resource>[] {
  const [first = 'id', ...others] = names
  return [
    {
      key: first,
      label: first,
      sortable: first !== 'id',
      render: (resource) => (
        <Anchor
          component={Link}
          to={`/accounts/resources/${slug}/${encodeURIComponent(type.name)}/${resource.id}`}
          fw={500}
          size="sm"
          className={classes.name}
        >
          <bdi>{sayValue(resource[first]) || resource.id}</bdi>
        </Anchor>
      ),
    },
    ...others.map((name): Column<Resource> => ({
      key: name,
      label: name,
      sortable: true,
      hideBelow: 'sm',
      render: (resource) => <bdi className={classes.name}>{sayValue(resource[name])}</bdi>,
    })),
    {
      key: 'meta.lastModified',
      label: t('people.changed'),
      sortable: true,
      width: '10rem',
      render: ({ meta }) => <Time at={meta.lastModified} />,
    },
  ]
}

function sayValue(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
