import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { RichText } from '../text/rich-text.tsx'
import { useText } from '../text/use-text.ts'
import { FormProblem } from './form-problem.tsx'

type ConfirmByTypingProps = {
  readonly opened: boolean
  readonly title: string
  /** What has to be typed, to the letter. */
  readonly phrase: string
  /** What goes. */
  readonly children: ReactNode
  readonly action: string
  readonly busy: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** For what cannot be undone: the name has to be typed before the button wakes. */
export function ConfirmByTyping({
  opened,
  title,
  phrase,
  children,
  action,
  busy,
  error,
  onConfirm,
  onClose,
}: ConfirmByTypingProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const matches = typed.trim() === phrase
  const close = (): void => {
    setTyped('')
    onClose()
  }
  const confirm = (event: FormEvent): void => {
    event.preventDefault()
    if (matches) onConfirm()
  }
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={confirm}>
        <Stack gap="md">
          {children}
          <TextInput
            label={<RichText id="confirm.type" values={{ phrase }} parts={{ name: <b /> }} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          <FormProblem error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" disabled={!matches} loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
