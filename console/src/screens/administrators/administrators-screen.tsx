import { Badge, Button, Group, Select, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Administrator,
  administratorsQuery,
  changeAdministrator,
  removeAdministrator,
} from '../../api/administrators.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionQuery } from '../../api/session.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState, sayProblem } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import { AddAdministrator } from './add-administrator.tsx'
import { ChangePassword } from './change-password.tsx'
import { OwnPasskeys } from './own-passkeys.tsx'
import { OwnSecondFactor } from './own-second-factor.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { ROLES } from './roles.ts'
import { SessionsDialog } from './sessions-dialog.tsx'

/** **Settings › Administrators**: accounts, and one's own passkeys, password and sessions. */
export function AdministratorsScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/settings/administrators' })
  const { panel } = useSearch({ from: '/signed-in/settings/administrators' })
  const { data: session } = useQuery(sessionQuery)
  const isOwner = session?.administrator.role === 'owner'
  return (
    <>
      <PageHeader
        title={t('nav.administrators')}
        description={t('administrators.lead')}
        actions={
          isOwner && (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => void navigate({ search: { panel: 'add' } })}
            >
              {t('administrators.add')}
            </Button>
          )
        }
      />
      <Stack gap="lg" maw="60rem">
        <Accounts self={session?.administrator.id} isOwner={isOwner} />
        <OwnPasskeys />
        <ChangePassword />
        <OwnSecondFactor />
        <OwnSessions />
      </Stack>
      {panel === 'add' && <AddAdministrator onClose={() => void navigate({ search: {}, replace: true })} />}
    </>
  )
}

function Accounts({ self, isOwner }: { readonly self: string | undefined; readonly isOwner: boolean }) {
  const t = useText()
  const { data, error, refetch } = useQuery(administratorsQuery)
  const [leaving, setLeaving] = useState<Administrator>()
  const [watched, setWatched] = useState<Administrator>()
  const reload = (): Promise<void> => queryClient.invalidateQueries(administratorsQuery)
  const removal = useMutation({
    mutationFn: ({ id }: Administrator) => removeAdministrator(id),
    onSuccess: async (_, { username }) => {
      setLeaving(undefined)
      toast(t('administrators.removed', { username }))
      await reload()
    },
  })
  const change = useMutation({
    mutationFn: ({ id, ...wanted }: Pick<Administrator, 'id'> & Partial<Administrator>) =>
      changeAdministrator(id, wanted),
    onSuccess: async () => {
      toast(t('administrators.changed'))
      await reload()
    },
    onError: (problem) => toast(sayProblem(t, problem), { tone: 'bad' }),
  })
  const columns: readonly Column<Administrator>[] = [
    {
      key: 'username',
      label: t('signIn.username'),
      render: ({ id, username, disabled }) => (
        <>
          <bdi>{username}</bdi> {id === self && <Badge>{t('administrators.you')}</Badge>}{' '}
          {disabled && <Badge color="gray">{t('client.disabled')}</Badge>}
        </>
      ),
    },
    {
      key: 'role',
      label: t('administrators.role'),
      render: ({ id, username, role }) =>
        isOwner && id !== self ? (
          <Select
            size="xs"
            w="10rem"
            aria-label={`${t('administrators.role')}: ${username}`}
            data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            value={role}
            allowDeselect={false}
            onChange={(value) => value !== null && change.mutate({ id, role: value })}
          />
        ) : (
          t(`role.${role}`)
        ),
    },
    { key: 'created', label: t('client.created'), hideBelow: 'sm', render: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'actions',
      label: t('tokens.actions'),
      align: 'end',
      render: (administrator) =>
        isOwner &&
        administrator.id !== self && (
          <Group gap="xs" justify="flex-end">
            <Button size="compact-xs" variant="default" onClick={() => setWatched(administrator)}>
              {t('sessions.show')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => change.mutate({ id: administrator.id, disabled: !administrator.disabled })}
            >
              {t(administrator.disabled ? 'administrators.enable' : 'administrators.disable')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setLeaving(administrator)}>
              {t('members.remove')}
            </Button>
          </Group>
        ),
    },
  ]
  return (
    <Card title={t('administrators.accounts')} description={t('administrators.accountsLead')} flush>
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={2} />}
      {data !== undefined && (
        <DataTable label={t('administrators.accounts')} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
      {watched !== undefined && <SessionsDialog of={watched} onClose={() => setWatched(undefined)} />}
      <Confirm
        opened={leaving !== undefined}
        title={t('administrators.removeTitle', { username: leaving?.username ?? '' })}
        text={t('administrators.removeText')}
        action={t('members.remove')}
        busy={removal.isPending}
        error={removal.error}
        onConfirm={() => leaving !== undefined && removal.mutate(leaving)}
        onClose={() => setLeaving(undefined)}
      />
    </Card>
  )
}
