import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword } from '../../api/administrators.ts'
import { passkeysQuery, reloadWaysIn } from '../../api/passkeys.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { toast } from '../../ui/toast.ts'
import { RemovePassword } from './remove-password.tsx'

const FIELDS = { current: 'current', password_wrong: 'current', next: 'next', password_invalid: 'next' }

/** One's own password, the first one too; the other sessions end with the old one. */
export function ChangePassword() {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const { data: ways } = useQuery(passkeysQuery)
  const isFirst = ways?.password === false
  const form = useForm({ initialValues: { current: '', next: '' } })
  const changing = useMutation({
    mutationFn: ({ current, next }: typeof form.values) => changePassword(isFirst ? { next } : { current, next }),
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
    onSuccess: async () => {
      form.reset()
      toast(t(isFirst ? 'password.set' : 'password.changed'))
      await reloadWaysIn()
    },
  })
  const eye = { 'aria-label': t('signIn.showPassword') }
  return (
    <Card title={t('password.title')} description={t(isFirst ? 'password.noneLead' : 'password.lead')}>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        <Stack gap="md" maw="26rem">
          {!isFirst && (
            <PasswordInput
              label={t('password.current')}
              autoComplete="current-password"
              visibilityToggleButtonProps={eye}
              {...form.getInputProps('current')}
            />
          )}
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
              {t(isFirst ? 'password.setAction' : 'password.action')}
            </Button>
            {!isFirst && ways !== undefined && ways.passkeys.length > 0 && <RemovePassword />}
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
