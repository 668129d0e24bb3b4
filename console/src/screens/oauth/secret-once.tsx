import { Button, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { useText } from '../../text/use-text.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { download } from '../../ui/download.ts'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { type FreshSecret, markKept } from './fresh-secret.ts'
import classes from './secret-once.module.css'

/** The secret in clear, this one time, and a guard until it was copied or downloaded. */
export function SecretOnce({ fresh: { clientId, secret, kept } }: { readonly fresh: FreshSecret }) {
  const t = useText()
  const save = (): void => {
    download(`${clientId}-secret.txt`, 'text/plain', `Client ID: ${clientId}\nShared Secret: ${secret}\n`)
    markKept()
  }
  const Icon = kept ? IconCircleCheck : IconInfoCircle
  return (
    <Stack gap="xs" className={classes.box} data-kept={kept}>
      <Copyable value={secret} what={t('client.secret')} onCopied={markKept} primary>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
          {t('common.download')}
        </Button>
      </Copyable>
      <Text size="xs" className={classes.note} role="status">
        <Icon size={15} aria-hidden />
        {kept ? t('secret.kept') : t('secret.once')}
      </Text>
      <LeaveGuard
        active={!kept}
        title={t('secret.leaveTitle')}
        text={t('secret.leaveText')}
        stay={t('secret.stay')}
        leave={t('secret.leave')}
      />
    </Stack>
  )
}
