import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmTotp, type TotpSetup } from '../../api/second-factor.ts'
import { useText } from '../../text/use-text.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { QrCode } from '../../ui/qr-code.tsx'

type SetUpTotpProps = {
  readonly setup: TotpSetup
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void
  readonly onClose: () => void
}

/** The secret for an authenticator app, and the code that shows that the app has it. */
export function SetUpTotp({ setup: { secret, uri }, onConfirmed, onClose }: SetUpTotpProps) {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (code) => (code.trim() === '' ? t('signIn.codeMissing') : null) },
  })
  const confirming = useMutation({
    mutationFn: confirmTotp,
    onError: (error) => setPlaced(placeProblem(form, error, { code: 'code' })),
    onSuccess: onConfirmed,
  })
  return (
    <Modal opened onClose={onClose} title={t('totp.setUp')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={form.onSubmit(({ code }) => confirming.mutate(code.trim()))} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('totp.scan')}</Text>
          <QrCode text={uri} label={t('totp.qrCode')} />
          <Text size="sm">{t('totp.orType')}</Text>
          <Copyable value={secret} what={t('totp.key')} />
          <TextInput
            label={t('signIn.code')}
            description={t('totp.codeHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            data-autofocus
            {...form.getInputProps('code')}
          />
          <FormProblem error={confirming.error} placed={placed} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={confirming.isPending}>
              {t('totp.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
