import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queryClient } from '../../api/query-client.ts'
import { endSessions, sessionsOfQuery, sessionsQuery } from '../../api/sessions.ts'
import { useText } from '../../text/use-text.ts'
import { sayProblem } from '../../ui/error-state.tsx'
import { toast } from '../../ui/toast.ts'

/** Signs somebody out everywhere but here, at one press; there while there is something to end. */
export function EndSessions({ administratorId }: { readonly administratorId?: string }) {
  const t = useText()
  const { data = [] } = useQuery(administratorId === undefined ? sessionsQuery : sessionsOfQuery(administratorId))
  const ending = useMutation({
    mutationFn: () => endSessions(administratorId),
    onSuccess: async ({ ended }) => {
      toast(t('sessions.endedMany', { count: ended }))
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
    onError: (problem) => toast(sayProblem(t, problem), { tone: 'bad' }),
  })
  if (data.every(({ current }) => current)) return null
  return (
    <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate()}>
      {t(administratorId === undefined ? 'sessions.endOthers' : 'sessions.endAll')}
    </Button>
  )
}
