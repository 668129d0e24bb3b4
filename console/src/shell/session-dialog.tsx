import { Modal, Stack, Text } from '@mantine/core'
import { waitingForSignIn } from '../api/reauthentication.ts'
import { SignInForm } from '../screens/sign-in/sign-in-form.tsx'
import { useText } from '../text/use-text.ts'

/** The session ended while a page was open: sign in over it, and what was under way goes on. */
export function SessionDialog({ username }: { readonly username: string }) {
  const t = useText()
  const waiting = waitingForSignIn.use()
  const reason = waiting?.reason ?? 'ended'
  return (
    <Modal
      opened={waiting !== undefined}
      onClose={() => waiting?.giveUp()}
      closeOnClickOutside={false}
      title={t(`reauthentication.${reason}`)}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(`reauthentication.${reason}Text`)}</Text>
        <SignInForm username={username} onSignedIn={() => waiting?.done()} />
      </Stack>
    </Modal>
  )
}
