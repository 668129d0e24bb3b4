import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { passkeyObstacle } from '../../api/passkey-support.ts'
import { type Passkey, passkeysQuery, reloadWaysIn, removePasskey } from '../../api/passkeys.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PasskeyObstacleNote } from '../../ui/passkey-obstacle.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import classes from './own-passkeys.module.css'
import { PasskeyDialog } from './passkey-dialog.tsx'

/** What one signs in with in place of a password. */
export function OwnPasskeys() {
  const t = useText()
  const { data, error, refetch } = useQuery(passkeysQuery)
  const [naming, setNaming] = useState<'new' | Passkey>()
  const [leaving, setLeaving] = useState<Passkey>()
  const obstacle = passkeyObstacle()
  const removal = useMutation({
    mutationFn: ({ id }: Passkey) => removePasskey(id),
    onSuccess: async (_, { name }) => {
      setLeaving(undefined)
      toast(t('passkeys.removed', { name }))
      await reloadWaysIn()
    },
  })
  const close = (): void => {
    setLeaving(undefined)
    removal.reset()
  }
  const columns: readonly Column<Passkey>[] = [
    {
      key: 'name',
      label: t('passkeys.name'),
      render: ({ name, host }) => (
        <>
          <bdi>{name}</bdi>
          {host !== window.location.hostname && (
            <Text size="xs" c="dimmed">
              {t('passkeys.elsewhere', { host })}
            </Text>
          )}
        </>
      ),
    },
    { key: 'created', label: t('client.created'), hideBelow: 'sm', render: ({ createdAt }) => <Time at={createdAt} /> },
    { key: 'used', label: t('client.lastUsed'), render: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
    {
      key: 'actions',
      label: t('tokens.actions'),
      align: 'end',
      render: (passkey) => (
        <Group gap="xs" justify="flex-end">
          <Button size="compact-xs" variant="default" onClick={() => setNaming(passkey)}>
            {t('passkeys.rename')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setLeaving(passkey)}>
            {t('members.remove')}
          </Button>
        </Group>
      ),
    },
  ]
  return (
    <Card
      title={t('passkeys.title')}
      description={t('passkeys.lead')}
      actions={
        obstacle === undefined && (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNaming('new')}>
            {t('passkeys.add')}
          </Button>
        )
      }
      flush
    >
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={1} />}
      {data !== undefined && data.passkeys.length > 0 && (
        <DataTable label={t('passkeys.title')} columns={columns} rows={data.passkeys} rowKey={({ id }) => id} />
      )}
      {(obstacle !== undefined || data?.passkeys.length === 0) && (
        <div className={classes.note}>
          {obstacle === undefined ? (
            <Text size="sm" c="dimmed">
              {t('passkeys.none')}
            </Text>
          ) : (
            <PasskeyObstacleNote obstacle={obstacle} />
          )}
        </div>
      )}
      {naming !== undefined && <PasskeyDialog passkey={naming} onClose={() => setNaming(undefined)} />}
      <Confirm
        opened={leaving !== undefined}
        title={t('passkeys.removeTitle', { name: leaving?.name ?? '' })}
        text={t('passkeys.removeText')}
        action={t('members.remove')}
        busy={removal.isPending}
        error={removal.error}
        onConfirm={() => leaving !== undefined && removal.mutate(leaving)}
        onClose={close}
      />
    </Card>
  )
}
