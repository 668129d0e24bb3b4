import { Group, Modal, Stack, Text } from '@mantine/core'
import type { Administrator } from '../../api/administrators.ts'
import { useText } from '../../text/use-text.ts'
import { EndSessions } from './end-sessions.tsx'
import { ResetSecondFactor } from './reset-second-factor.tsx'
import { SessionsTable } from './sessions-table.tsx'

type SessionsDialogProps = { readonly of: Administrator; readonly onClose: () => void }

/** Where another administrator is signed in, for owners. */
export function SessionsDialog({ of, onClose }: SessionsDialogProps) {
  const t = useText()
  const { id, username } = of
  const title = t('sessions.of', { username })
  return (
    <Modal opened onClose={onClose} title={title} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text size="sm">{t('sessions.ofLead')}</Text>
        <SessionsTable label={title} administratorId={id} />
        <Group justify="flex-end" gap="xs">
          <ResetSecondFactor of={of} />
          <EndSessions administratorId={id} />
        </Group>
      </Stack>
    </Modal>
  )
}
