import { Anchor } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { quoted, type Resource } from '../../api/scim.ts'
import { useText } from '../../text/use-text.ts'
import type { Column } from '../../ui/data-table.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Time } from '../../ui/time.tsx'
import { DirectoryChoice } from '../../resource/directory-choice.tsx'
import type { ListOrder, ListSearch } from '../../resource/list-search.ts'
import classes from '../../resource/people-list.module.css'
import { ResourceList } from '../../resource/resource-list.tsx'

/** **Accounts › User Groups**. */
export function GroupsScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/groups' })
  const { directory, q = '', sort, down } = useSearch({ from: '/signed-in/accounts/groups' })
  const set = (change: ListSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const text = q.trim()
  return (
    <>
      <PageHeader title={t('nav.groups')} description={t('people.groupsLead')} />
      <DirectoryChoice chosen={directory} onChoose={(slug) => set({ directory: slug })}>
        {({ slug }, picker) => (
          <ResourceList
            key={slug}
            slug={slug}
            kind="Group"
            label={t('nav.groups')}
            wish={{
              filter: text === '' ? undefined : `displayName co ${quoted(text)}`,
              sortBy: sort,
              descending: down,
            }}
            columns={columnsOf(t, slug)}
            sort={sort === undefined ? undefined : { by: sort, descending: down === true }}
            onSort={({ by, descending }) => set({ sort: by as ListOrder, down: descending || undefined })}
            text={q}
            onFind={(found) => set({ q: found === '' ? undefined : found })}
            filters={picker}
            empty={{ icon: IconUsersGroup, title: t('people.noGroups'), text: t('people.noGroupsText') }}
          />
        )}
      </DirectoryChoice>
    </>
  )
}

const columnsOf = (t: ReturnType<typeof useText>, slug: string): readonly Column<Resource>[] => [
  {
    key: 'displayName',
    label: t('people.group'),
    sortable: true,
    render: ({ id, displayName = '' }) => (
      <Anchor component={Link} to={`/accounts/groups/${slug}/${id}`} fw={500} size="sm" className={classes.name}>
        <bdi>{displayName}</bdi>
      </Anchor>
    ),
  },
  {
    key: 'meta.lastModified',
    label: t('people.changed'),
    sortable: true,
    width: '10rem',
    render: ({ meta }) => <Time at={meta.lastModified} />,
  },
]
