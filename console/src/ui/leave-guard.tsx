import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useText } from '../text/use-text.ts'

type LeaveGuardProps = {
  /** Whether something would be lost now. */
  readonly active: boolean
  readonly title: string
  readonly text: string
  readonly stay: string
  readonly leave: string
}

/** Asks before another page, a reload or a closed tab loses something. Changes of the same page's panel pass. */
export function LeaveGuard({ active, title, text, stay, leave }: LeaveGuardProps) {
  const t = useText()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname,
    enableBeforeUnload: () => active,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={blocker.proceed}>
            {leave}
          </Button>
          <Button onClick={blocker.reset} data-autofocus>
            {stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
