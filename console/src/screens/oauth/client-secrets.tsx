import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Client, endSecret, type SecretInfo } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { useText } from '../../text/use-text.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'
import { LastUse } from '../../ui/last-use.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import classes from './client-secrets.module.css'

const WEEK = 10_080

/** The current secret, and beside it the one before while it still works: who uses which, and when the old one can go. */
export function ClientSecrets({ client: { clientId, secrets } }: { readonly client: Client }) {
  const t = useText()
  const [retiring, setRetiring] = useState<SecretInfo>()
  const change = useMutation({
    mutationFn: ({ secretId, minutes }: { readonly secretId: string; readonly minutes: number }) =>
      endSecret(clientId, secretId, minutes),
    onSuccess: (_end, { minutes }) => {
      setRetiring(undefined)
      toast(t(minutes === 0 ? 'secrets.retired' : 'secrets.prolonged'))
      return queryClient.invalidateQueries({ queryKey: ['clients'] })
    },
  })
  return (
    <Stack gap="sm">
      <ul className={classes.secrets}>
        {secrets.map((secret) => (
          <li key={secret.secretId}>
            <Group gap={8}>
              <Text span size="sm" ff="monospace" aria-label={t('client.secretEnds', { hint: secret.hint })}>
                ••••••••{secret.hint}
              </Text>
              <SecretState secret={secret} />
            </Group>
            <Text size="sm" component="div">
              {t('client.lastUsed')} <LastUse use={secret} />
            </Text>
            {isAlive(secret) && (
              <ForEditors>
                <Group gap={8} mt={6}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={change.isPending && retiring === undefined}
                    onClick={() => change.mutate({ secretId: secret.secretId, minutes: WEEK })}
                  >
                    {t('secrets.prolong')}
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => setRetiring(secret)}>
                    {t('secrets.retire')}
                  </Button>
                </Group>
              </ForEditors>
            )}
          </li>
        ))}
      </ul>
      <Text size="xs" c="dimmed">
        {t('client.secretLost')}
      </Text>
      <Confirm
        opened={retiring !== undefined}
        title={t('secrets.retireTitle', { hint: retiring?.hint ?? '' })}
        text={t('secrets.retireText')}
        action={t('secrets.retire')}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => retiring !== undefined && change.mutate({ secretId: retiring.secretId, minutes: 0 })}
        onClose={() => setRetiring(undefined)}
      />
    </Stack>
  )
}

/** An older one that has not ended. */
const isAlive = ({ retiresAt }: SecretInfo): boolean => retiresAt !== null && Date.parse(retiresAt) > Date.now()

function SecretState({ secret: { retiresAt, kept }, secret }: { readonly secret: SecretInfo }) {
  const t = useText()
  if (retiresAt === null) return <Badge color="green">{t('secrets.current')}</Badge>
  if (!isAlive(secret)) return <Badge color="gray">{t('secrets.ended')}</Badge>
  return (
    <Badge color="amber" title={t(kept ? 'secrets.keptHint' : 'secrets.quietHint')}>
      {t('client.secretRetires')} <Time at={retiresAt} />
    </Badge>
  )
}
