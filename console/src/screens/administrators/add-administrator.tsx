import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addAdministrator, type Administrator, administratorsQuery } from '../../api/administrators.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { toast } from '../../ui/toast.ts'
import { ROLES } from './roles.ts'

const FIELDS = {
  username: 'username',
  username_taken: 'username',
  username_invalid: 'username',
  password: 'password',
  password_invalid: 'password',
  role: 'role',
}

export function AddAdministrator({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const form = useForm({
    initialValues: { username: '', password: '', role: 'administrator' as Administrator['role'] },
    validate: { username: (name) => (name.trim() === '' ? t('signIn.usernameMissing') : null) },
  })
  const adding = useMutation({
    mutationFn: addAdministrator,
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
    onSuccess: async ({ username }) => {
      toast(t('administrators.added', { username }))
      onClose()
      await queryClient.invalidateQueries(administratorsQuery)
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('administrators.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => adding.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('signIn.username')}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('signIn.password')}
            description={t('setUp.passwordHint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Select
            label={t('administrators.role')}
            description={t('administrators.roleHint')}
            data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
          <FormProblem error={adding.error} placed={placed} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {t('administrators.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
