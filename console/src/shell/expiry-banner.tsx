import { ActionIcon, Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconClockExclamation, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Notice, noticesQuery } from '../api/notices.ts'
import { daysUntil, useLanguageTag } from '../text/time.ts'
import { useText } from '../text/use-text.ts'
import { dismiss, useUndismissed } from './dismissed-notices.ts'

/** As many as can be read at a glance, the nearest end first; the next moves up when one is put away. */
const AT_ONCE = 3

/** What is in use and will expire. A list that cannot be had is not worth a word on every page. */
export function ExpiryBanner() {
  const t = useText()
  const { data: all = [] } = useQuery(noticesQuery)
  const notices = useUndismissed(all)
  if (notices.length === 0) return null
  const isNear = notices.some(({ stage }) => stage === 1)
  return (
    <Alert
      color={isNear ? 'red' : 'amber'}
      component="section"
      role="region"
      aria-label={t('notices.title')}
      mb="md"
      py="xs"
      icon={<IconClockExclamation size={18} aria-hidden />}
    >
      <Stack gap={6}>
        {notices.slice(0, AT_ONCE).map((notice) => (
          <NoticeLine key={notice.credentialId} notice={notice} onDismiss={() => dismiss(notice, all)} />
        ))}
        {notices.length > AT_ONCE && (
          <Text size="sm" c="dimmed">
            {t('notices.more', { count: notices.length - AT_ONCE })}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}

function NoticeLine({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const t = useText()
  const language = useLanguageTag()
  const { kind, clientId, hint, expiresAt } = notice
  const when = daysUntil(language, Date.parse(expiresAt), Date.now())
  const text = t(`notices.${kind}`, { clientId, when, hint: hint ?? '' })
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" align="start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Group gap={4} wrap="nowrap">
        <Button
          component={Link}
          to={`/settings/oauth/clients/${encodeURIComponent(clientId)}`}
          size="compact-sm"
          variant="default"
          aria-label={t('notices.renewOf', { clientId })}
        >
          {t('notices.renew')}
        </Button>
        <ActionIcon
          size="md"
          variant="subtle"
          color="gray"
          aria-label={t('notices.dismiss', { clientId })}
          onClick={onDismiss}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  )
}
