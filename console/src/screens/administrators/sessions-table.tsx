import { Badge, Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queryClient } from '../../api/query-client.ts'
import { type AdministratorSession, endSession, sessionsOfQuery, sessionsQuery } from '../../api/sessions.ts'
import { useText } from '../../text/use-text.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState, sayProblem } from '../../ui/error-state.tsx'
import { LastUse } from '../../ui/last-use.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'

type SessionsTableProps = {
  readonly label: string
  /** Whose; one's own without it. */
  readonly administratorId?: string
}

/** Where somebody is signed in; each place but the one that looks can be signed out. */
export function SessionsTable({ label, administratorId }: SessionsTableProps) {
  const t = useText()
  const query = administratorId === undefined ? sessionsQuery : sessionsOfQuery(administratorId)
  const { data, error, refetch } = useQuery(query)
  const ending = useMutation({
    mutationFn: ({ id }: AdministratorSession) => endSession(id, administratorId),
    onSuccess: async () => {
      toast(t('sessions.ended'))
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
    onError: (problem) => toast(sayProblem(t, problem), { tone: 'bad' }),
  })
  const columns: readonly Column<AdministratorSession>[] = [
    {
      key: 'created',
      label: t('sessions.started'),
      render: ({ createdAt, signedInFrom, signedInAgent, current }) => (
        <>
          {current && <Badge>{t('sessions.current')}</Badge>}{' '}
          <LastUse use={{ lastUsedAt: createdAt, lastUsedFrom: signedInFrom, lastUsedAgent: signedInAgent }} />
        </>
      ),
    },
    { key: 'used', label: t('client.lastUsed'), hideBelow: 'sm', render: (session) => <LastUse use={session} /> },
    {
      key: 'expires',
      label: t('tokens.expires'),
      hideBelow: 'sm',
      render: ({ expiresAt, idleMinutes }) => (
        <>
          <Time at={expiresAt} />
          {idleMinutes !== null && (
            <Text size="xs" c="dimmed">
              {t('sessions.idle', { minutes: idleMinutes })}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'end',
      label: t('tokens.actions'),
      align: 'end',
      render: (session) =>
        !session.current && (
          <Button size="compact-xs" variant="default" onClick={() => ending.mutate(session)}>
            {t('sessions.end')}
          </Button>
        ),
    },
  ]
  return (
    <>
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={1} />}
      {data?.length === 0 && <Text size="sm">{t('sessions.none')}</Text>}
      {data !== undefined && data.length > 0 && (
        <DataTable label={label} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </>
  )
}
