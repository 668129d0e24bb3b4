import { Anchor, Badge, SegmentedControl } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
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

/** **Accounts › Users**: search, order and filter stand in the address. */
export function UsersScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/accounts/users' })
  const { directory, q = '', sort, down, active } = useSearch({ from: '/signed-in/accounts/users' })
  const set = (change: ListSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const filter = filterOf(q.trim(), active)
  return (
    <>
      <PageHeader title={t('nav.users')} description={t('people.usersLead')} />
      <DirectoryChoice chosen={directory} onChoose={(slug) => set({ directory: slug })}>
        {({ slug }, picker) => (
          <ResourceList
            key={slug}
            slug={slug}
            kind="User"
            label={t('nav.users')}
            wish={{ filter, sortBy: sort, descending: down }}
            columns={columnsOf(t, slug)}
            sort={sort === undefined ? undefined : { by: sort, descending: down === true }}
            onSort={({ by, descending }) => set({ sort: by as ListOrder, down: descending || undefined })}
            text={q}
            onFind={(text) => set({ q: text === '' ? undefined : text })}
            filters={
              <>
                {picker}
                <SegmentedControl
                  size="xs"
                  aria-label={t('people.state')}
                  value={active ?? 'all'}
                  onChange={(value) => set({ active: value === 'yes' || value === 'no' ? value : undefined })}
                  data={[
                    { value: 'all', label: t('people.all') },
                    { value: 'yes', label: t('people.active') },
                    { value: 'no', label: t('people.inactive') },
                  ]}
                />
              </>
            }
            empty={{ icon: IconUser, title: t('people.noUsers'), text: t('people.noUsersText') }}
          />
        )}
      </DirectoryChoice>
    </>
  )
}

function filterOf(text: string, active: ListSearch['active']): string | undefined {
  const terms: string[] = []
  if (text !== '') {
    const like = quoted(text)
    terms.push(`(userName co ${like} or displayName co ${like} or emails.value co ${like})`)
  }
  if (active !== undefined) terms.push(`active eq ${active === 'yes'}`)
  return terms.length === 0 ? undefined : terms.join(' and ')
}

const columnsOf = (t: ReturnType<typeof useText>, slug: string): readonly Column<Resource>[] => [
  {
    key: 'userName',
    label: t('people.userName'),
    sortable: true,
    render: ({ id, userName = '', active }) => (
      <span className={classes.marked}>
        <Anchor component={Link} to={`/accounts/users/${slug}/${id}`} fw={500} size="sm" className={classes.name}>
          <bdi>{userName}</bdi>
        </Anchor>
        {active === false && <Badge color="gray">{t('people.inactive')}</Badge>}
      </span>
    ),
  },
  {
    key: 'displayName',
    label: t('people.name'),
    sortable: true,
    hideBelow: 'sm',
    render: ({ displayName = '' }) => <bdi className={classes.name}>{displayName}</bdi>,
  },
  {
    key: 'email',
    label: t('people.email'),
    hideBelow: 'md',
    render: ({ emails = [] }) => (
      <bdi className={classes.name}>{(emails.find(({ primary }) => primary) ?? emails[0])?.value ?? ''}</bdi>
    ),
  },
  {
    key: 'meta.lastModified',
    label: t('people.changed'),
    sortable: true,
    width: '10rem',
    hideBelow: 'sm',
    render: ({ meta }) => <Time at={meta.lastModified} />,
  },
]
