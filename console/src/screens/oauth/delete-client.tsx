import { List, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Client, clientQuery, clientsQuery, deleteClient } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { ConfirmByTyping } from '../../ui/confirm-by-typing.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'

type DeleteClientProps = { readonly client: Client; readonly opened: boolean; readonly onClose: () => void }

/** **Delete**, with what will stop working. */
export function DeleteClient({ client, opened, onClose }: DeleteClientProps) {
  const t = useText()
  const navigate = useNavigate()
  const deletion = useMutation({
    mutationFn: () => deleteClient(client.clientId),
    onSuccess: async () => {
      toast(t('deleteClient.done', { clientId: client.clientId }))
      await navigate({ to: '/settings/oauth', ignoreBlocker: true })
      queryClient.removeQueries(clientQuery(client.clientId))
      await queryClient.invalidateQueries(clientsQuery)
    },
  })
  return (
    <ConfirmByTyping
      opened={opened}
      onClose={onClose}
      title={t('deleteClient.title', { clientId: client.clientId })}
      phrase={client.clientId}
      action={t('deleteClient.action')}
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate()}
    >
      <Text size="sm">{t('deleteClient.stops')}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('deleteClient.secret')}</List.Item>
        <List.Item>{t('deleteClient.tokens', { count: client.liveTokens })}</List.Item>
        <List.Item>
          {t('deleteClient.lastUsed')} <Time at={client.lastUsedAt} />
        </List.Item>
      </List>
    </ConfirmByTyping>
  )
}
