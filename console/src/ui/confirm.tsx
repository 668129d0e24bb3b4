import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useText } from '../text/use-text.ts'
import { FormProblem } from './form-problem.tsx'

type ConfirmProps = {
  readonly opened: boolean
  readonly title: string
  readonly text: string
  readonly action: string
  readonly busy: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** One question before something that cannot be undone but is small. */
export function Confirm({ opened, title, text, action, busy, error, onConfirm, onClose }: ConfirmProps) {
  const t = useText()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <FormProblem error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
