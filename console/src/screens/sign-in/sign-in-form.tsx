import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type Session, signIn } from '../../api/session.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'

type SignInFormProps = {
  /** Filled in already when the same person signs in again. */
  readonly username?: string
  readonly onSignedIn: (session: Session) => void
}

export function SignInForm({ username = '', onSignedIn }: SignInFormProps) {
  const t = useText()
  const form = useForm({
    initialValues: { username, password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? t('signIn.usernameMissing') : null),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  })
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onSignedIn })
  return (
    <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('signIn.username')}
          autoComplete="username"
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
        <FormProblem error={attempt.error} />
        <Button type="submit" fullWidth loading={attempt.isPending}>
          {t('signIn.action')}
        </Button>
      </Stack>
    </form>
  )
}
