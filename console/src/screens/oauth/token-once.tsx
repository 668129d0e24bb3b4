import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { fullTime, useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import type { NewToken } from './generate-token-form.tsx'
import classes from './secret-once.module.css'

type TokenOnceProps = { readonly token: NewToken; readonly onAgain: () => void }

/** A token in clear, this one time. */
export function TokenOnce({ token: { token, expiresAt }, onAgain }: TokenOnceProps) {
  const t = useText()
  const language = useLanguageTag()
  const [kept, setKept] = useState(false)
  return (
    <Stack gap="xs" className={classes.box} data-kept={kept}>
      <Copyable value={token} what={t('token.token')} onCopied={() => setKept(true)} primary />
      <Text size="xs" role="status">
        {t('token.until', { date: fullTime(language, Date.parse(expiresAt)) })} {t(kept ? 'token.kept' : 'token.once')}
      </Text>
      <div>
        <Button size="compact-sm" variant="default" onClick={onAgain} disabled={!kept}>
          {t('token.again')}
        </Button>
      </div>
      <LeaveGuard
        active={!kept}
        title={t('token.leaveTitle')}
        text={t('token.leaveText')}
        stay={t('secret.stay')}
        leave={t('secret.leave')}
      />
    </Stack>
  )
}
