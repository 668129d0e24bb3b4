import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { endSession, type OwnSession, sessionsQuery } from '../../api/administrators.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { ErrorState, sayProblem } from '../../ui/error-state.tsx'
import { LastUse } from '../../ui/last-use.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'

/** Where one is signed in; each other place can be signed out from here. */
export function OwnSessions() {
  const t = useText()
  const { data, error, refetch } = useQuery(sessionsQuery)
  const ending = useMutation({
    mutationFn: ({ id }: OwnSession) => endSession(id),
    onSuccess: async () => {
      toast(t('sessions.ended'))
      await queryClient.invalidateQueries(sessionsQuery)
    },
    onError: (problem) => toast(sayProblem(t, problem), { tone: 'bad' }),
  })
  const columns: readonly Column<OwnSession>[] = [
    {
      key: 'created',
      label: t('sessions.started'),
      render: ({ createdAt, current }) => (
        <>
          <Time at={createdAt} /> {current && <Badge>{t('sessions.current')}</Badge>}
        </>
      ),
    },
    { key: 'used', label: t('client.lastUsed'), hideBelow: 'sm', render: (session) => <LastUse use={session} /> },
    { key: 'expires', label: t('tokens.expires'), render: ({ expiresAt }) => <Time at={expiresAt} /> },
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
    <Card title={t('sessions.title')} description={t('sessions.lead')} flush>
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={1} />}
      {data !== undefined && (
        <DataTable label={t('sessions.title')} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </Card>
  )
}
