import { Button, Divider, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { PasskeyObstacle } from '../../api/passkey-support.ts'
import { useText } from '../../text/use-text.ts'
import { PasskeyObstacleNote } from '../../ui/passkey-obstacle.tsx'

type PasskeyChoiceProps = {
  readonly obstacle: PasskeyObstacle | undefined
  readonly busy: boolean
  readonly onChoose: () => void
}

/** The passkey in place of a password, or why there is none here. */
export function PasskeyChoice({ obstacle, busy, onChoose }: PasskeyChoiceProps) {
  const t = useText()
  if (obstacle !== undefined) return <PasskeyObstacleNote obstacle={obstacle} />
  return (
    <>
      <Stack gap="xs">
        <Button fullWidth leftSection={<IconKey size={16} aria-hidden />} loading={busy} onClick={onChoose}>
          {t('passkeys.use')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('passkeys.hint')}
        </Text>
      </Stack>
      <Divider label={t('passkeys.orPassword')} />
    </>
  )
}
