import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { suggestedPasskeyName } from '../../api/passkey-support.ts'
import { addPasskey, type Passkey, passkeysQuery, renamePasskey } from '../../api/passkeys.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { toast } from '../../ui/toast.ts'

type PasskeyDialogProps = { readonly passkey: 'new' | Passkey; readonly onClose: () => void }

/** The name of a passkey: of a new one, which the browser is then asked for, or a better one. */
export function PasskeyDialog({ passkey, onClose }: PasskeyDialogProps) {
  const t = useText()
  const isNew = passkey === 'new'
  const [placed, setPlaced] = useState(false)
  const form = useForm({
    initialValues: { name: isNew ? suggestedPasskeyName() : passkey.name },
    validate: { name: (name) => (name.trim() === '' ? t('passkeys.nameMissing') : null) },
  })
  const saving = useMutation({
    mutationFn: async (name: string) => (isNew ? (await addPasskey(name)) !== undefined : renamed(passkey.id, name)),
    onError: (error) => setPlaced(placeProblem(form, error, { name: 'name' })),
    onSuccess: async (done, name) => {
      if (!done) return
      onClose()
      toast(t(isNew ? 'passkeys.added' : 'passkeys.renamed', { name }))
      await queryClient.invalidateQueries(passkeysQuery)
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isNew ? 'passkeys.add' : 'passkeys.renameTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit(({ name }) => saving.mutate(name.trim()))} noValidate>
        <Stack gap="md">
          {isNew && <Text size="sm">{t('passkeys.addText')}</Text>}
          <TextInput
            label={t('passkeys.name')}
            description={isNew ? t('passkeys.nameHint') : undefined}
            autoComplete="off"
            maxLength={64}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <FormProblem error={saving.error} placed={placed} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t(isNew ? 'passkeys.continue' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

async function renamed(id: string, name: string): Promise<true> {
  await renamePasskey(id, name)
  return true
}
