import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword, sessionsQuery } from '../../api/administrators.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { toast } from '../../ui/toast.ts'

const FIELDS = { current: 'current', password_wrong: 'current', next: 'next', password_invalid: 'next' }

/** One's own password; the other sessions end with the old one. */
export function ChangePassword() {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const form = useForm({ initialValues: { current: '', next: '' } })
  const changing = useMutation({
    mutationFn: changePassword,
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
    onSuccess: async () => {
      form.reset()
      toast(t('password.changed'))
      await queryClient.invalidateQueries(sessionsQuery)
    },
  })
  const eye = { 'aria-label': t('signIn.showPassword') }
  return (
    <Card title={t('password.title')} description={t('password.lead')}>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        <Stack gap="md" maw="26rem">
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={eye}
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label={t('password.next')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={eye}
            {...form.getInputProps('next')}
          />
          <FormProblem error={changing.error} placed={placed} />
          <Group>
            <Button type="submit" variant="default" loading={changing.isPending} disabled={form.values.next === ''}>
              {t('password.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
