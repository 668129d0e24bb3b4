import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { download } from '../../ui/download.ts'
import { LeaveGuard } from '../../ui/leave-guard.tsx'

type RecoveryCodesProps = { readonly codes: readonly string[]; readonly onClose: () => void }

/** The codes in clear, this one time; it takes a second press to close what was neither copied nor downloaded. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const t = useText()
  const [kept, setKept] = useState(false)
  const [warned, setWarned] = useState(false)
  const text = `${codes.join('\n')}\n`
  const save = (): void => {
    download('muster-recovery-codes.txt', 'text/plain', text)
    setKept(true)
  }
  return (
    <Modal
      opened
      onClose={() => (kept || warned ? onClose() : setWarned(true))}
      closeOnClickOutside={false}
      title={t('recoveryCodes.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('recoveryCodes.lead')}</Text>
        <Code block>{codes.join('\n')}</Code>
        <Group gap="xs">
          <CopyButton value={text} what={t('recoveryCodes.title')} onCopied={() => setKept(true)} primary />
          <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
            {t('common.download')}
          </Button>
        </Group>
        <Text size="sm" role="status">
          {warned && !kept ? t('recoveryCodes.notKept') : ''}
        </Text>
        <Group justify="flex-end">
          <Button variant={kept ? 'filled' : 'default'} onClick={() => (kept || warned ? onClose() : setWarned(true))}>
            {t(warned && !kept ? 'recoveryCodes.closeAnyway' : 'recoveryCodes.done')}
          </Button>
        </Group>
      </Stack>
      <LeaveGuard
        active={!kept}
        title={t('recoveryCodes.leaveTitle')}
        text={t('recoveryCodes.notKept')}
        stay={t('secret.stay')}
        leave={t('secret.leave')}
      />
    </Modal>
  )
}
