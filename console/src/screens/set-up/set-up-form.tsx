import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { passkeyObstacle } from '../../api/passkey-support.ts'
import { claimSetUpWithPasskey } from '../../api/passkeys.ts'
import { signIn } from '../../api/session.ts'
import { claimSetUp } from '../../api/set-up.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { PasskeyChoice } from './passkey-choice.tsx'
import { MIN_PASSWORD_LENGTH, StrengthMeter } from './strength-meter.tsx'

/** Fields of the API, and the codes of refusals that name none. */
const FIELDS = {
  username: 'username',
  password: 'password',
  username_invalid: 'username',
  password_invalid: 'password',
}

type SetUpFormProps = { readonly token: string; readonly onRefused: (error: unknown) => void }

/** Username and password of the first administrator. */
export function SetUpForm({ token, onRefused }: SetUpFormProps) {
  const t = useText()
  const navigate = useNavigate()
  const [placed, setPlaced] = useState(false)
  const obstacle = passkeyObstacle()
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? t('signIn.usernameMissing') : null),
      password: (value) =>
        Array.from(value).length < MIN_PASSWORD_LENGTH
          ? t('setUp.passwordShort', { minimum: MIN_PASSWORD_LENGTH })
          : null,
    },
  })
  const refused = (error: unknown): void => {
    setPlaced(placeProblem(form, error, FIELDS))
    onRefused(error)
  }
  const claim = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await claimSetUp({ token, ...values })
      return signIn(values)
    },
    onSuccess: () => navigate({ to: '/' }),
    onError: refused,
  })
  const passkey = useMutation({
    mutationFn: claimSetUpWithPasskey,
    onMutate: claim.reset,
    onSuccess: (done) => done && navigate({ to: '/' }),
    onError: refused,
  })
  const choosePasskey = (): void => {
    if (!form.validateField('username').hasError) passkey.mutate({ token, username: form.values.username })
  }
  return (
    <form onSubmit={form.onSubmit((values) => claim.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <PasskeyChoice obstacle={obstacle} busy={passkey.isPending} onChoose={choosePasskey} />
        <Stack gap="xs">
          <PasswordInput
            label={t('signIn.password')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
            {...form.getInputProps('password')}
          />
          <StrengthMeter password={form.values.password} username={form.values.username} />
        </Stack>
        <FormProblem error={claim.error ?? passkey.error} placed={placed} />
        <Button
          type="submit"
          fullWidth
          variant={obstacle === undefined ? 'default' : 'filled'}
          loading={claim.isPending}
          onClick={passkey.reset}
        >
          {t('setUp.action')}
        </Button>
      </Stack>
    </form>
  )
}
