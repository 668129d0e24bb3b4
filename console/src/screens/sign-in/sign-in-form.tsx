import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { passkeyObstacle } from '../../api/passkey-support.ts'
import { signInWithPasskey } from '../../api/passkeys.ts'
import { isRefusal, problemOf } from '../../api/problem.ts'
import { type Session, signIn } from '../../api/session.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PasskeyObstacleNote } from '../../ui/passkey-obstacle.tsx'
import { usePasskeyInField } from './use-passkey-in-field.ts'

type SignInFormProps = {
  /** Filled in already when the same person signs in again. */
  readonly username?: string
  readonly onSignedIn: (session: Session) => void
}

export function SignInForm({ username = '', onSignedIn }: SignInFormProps) {
  const t = useText()
  const [problem, setProblem] = useState<unknown>()
  const [asksCode, setAsksCode] = useState(false)
  const obstacle = passkeyObstacle()
  const form = useForm({
    initialValues: { username, password: '', code: '' },
    validate: {
      username: (value) => (value.trim() === '' ? t('signIn.usernameMissing') : null),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
      code: (value) => (asksCode && value.trim() === '' ? t('signIn.codeMissing') : null),
    },
  })
  const outcome = { onMutate: () => setProblem(undefined), onError: setProblem }
  const attempt = useMutation({
    mutationFn: ({ code, ...credentials }: typeof form.values) =>
      signIn(asksCode ? { ...credentials, code } : credentials),
    onSuccess: onSignedIn,
    ...outcome,
    // the password was right, and this account wants a code too
    onError: (error) => (isRefusal(error, 'code_needed') ? setAsksCode(true) : setProblem(error)),
  })
  const passkey = useMutation({
    mutationFn: signInWithPasskey,
    ...outcome,
    onSuccess: (session) => session !== undefined && onSignedIn(session),
  })
  usePasskeyInField({
    paused: passkey.isPending,
    onSignedIn,
    // nobody asked for the offer, so nobody needs to hear that the browser or the network does without it
    onError: (error) => problemOf(error)?.kind === 'refused' && setProblem(error),
  })
  return (
    <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('signIn.username')}
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus={username === '' ? true : undefined}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          data-autofocus={username === '' ? undefined : true}
          {...form.getInputProps('password')}
        />
        {asksCode && (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...form.getInputProps('code')}
          />
        )}
        <FormProblem error={problem} />
        <Button type="submit" fullWidth loading={attempt.isPending}>
          {t('signIn.action')}
        </Button>
        {obstacle === undefined ? (
          <>
            <Divider label={t('passkeys.or')} />
            <Button
              variant="default"
              fullWidth
              leftSection={<IconKey size={16} aria-hidden />}
              loading={passkey.isPending}
              onClick={() => passkey.mutate({ username: form.values.username })}
            >
              {t('passkeys.use')}
            </Button>
          </>
        ) : (
          <PasskeyObstacleNote obstacle={obstacle} />
        )}
      </Stack>
    </form>
  )
}
