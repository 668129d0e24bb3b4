import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type Client, updateClient } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { sayProblem } from '../../ui/error-state.tsx'
import { toast } from '../../ui/toast.ts'

/** Stops a client and lets it go on: secret and tokens are refused meanwhile, and none of them is lost. */
export function ToggleClient({ client: { clientId, enabled } }: { readonly client: Client }) {
  const t = useText()
  const toggle = useMutation({
    mutationFn: (wanted: boolean) => updateClient(clientId, { enabled: wanted }),
    onSuccess: (_, wanted) => {
      toast(t(wanted ? 'client.nowEnabled' : 'client.nowDisabled', { clientId }), {
        action: { label: t('common.undo'), run: () => toggle.mutate(!wanted) },
      })
      return queryClient.invalidateQueries({ queryKey: ['clients'] })
    },
    onError: (error) => toast(sayProblem(t, error), { tone: 'bad' }),
  })
  const Icon = enabled ? IconPlayerPause : IconPlayerPlay
  return (
    <Button
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      loading={toggle.isPending}
      onClick={() => toggle.mutate(!enabled)}
    >
      {t(enabled ? 'client.disable' : 'client.enable')}
    </Button>
  )
}
