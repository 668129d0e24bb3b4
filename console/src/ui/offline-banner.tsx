import { Alert, Button, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { lookAgain, reachable } from '../api/connection.ts'
import { useText } from '../text/use-text.ts'

/** Shown while the server does not answer; goes by itself when it is back. */
export function OfflineBanner() {
  const t = useText()
  if (reachable.use()) return null
  return (
    <Alert color="amber" role="status" mb="md" py="xs" icon={<IconPlugConnectedX size={18} aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('offline.text')}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void lookAgain()}>
          {t('common.retry')}
        </Button>
      </Group>
    </Alert>
  )
}
