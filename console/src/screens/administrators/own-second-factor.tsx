import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { passkeysQuery } from '../../api/passkeys.ts'
import { queryClient } from '../../api/query-client.ts'
import { beginTotp, newRecoveryCodes, removeSecondFactor, secondFactorQuery } from '../../api/second-factor.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpTotp } from './set-up-totp.tsx'

/** What one's password needs beside it. Passkeys need nothing, so it is not offered to who has no password. */
export function OwnSecondFactor() {
  const t = useText()
  const { data, error, refetch } = useQuery(secondFactorQuery)
  const { data: waysIn } = useQuery(passkeysQuery)
  const [codes, setCodes] = useState<readonly string[]>()
  const [removing, setRemoving] = useState(false)
  const begin = useMutation({ mutationFn: beginTotp })
  const regenerate = useMutation({ mutationFn: newRecoveryCodes, onSuccess: show })
  const removal = useMutation({
    mutationFn: removeSecondFactor,
    onSuccess: async () => {
      setRemoving(false)
      toast(t('totp.removed'))
      await reload()
    },
  })
  async function show(made: readonly string[]): Promise<void> {
    begin.reset()
    setCodes(made)
    await reload()
  }
  const since = data?.since
  return (
    <Card
      title={t('totp.title')}
      description={t('totp.lead')}
      actions={
        since === null &&
        waysIn?.password === true && (
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
            {t('totp.setUp')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
        {since === null && (
          <Text size="sm" c="dimmed">
            {t(waysIn?.password === false ? 'totp.noPassword' : 'totp.none')}
          </Text>
        )}
        {typeof since === 'string' && (
          <>
            <Text size="sm">
              {t('totp.since')} <Time at={since} /> · {t('totp.codesLeft', { count: data?.recoveryCodesLeft ?? 0 })}
            </Text>
            <Group gap="xs">
              <Button variant="default" loading={regenerate.isPending} onClick={() => regenerate.mutate()}>
                {t('recoveryCodes.new')}
              </Button>
              <Button variant="default" onClick={() => setRemoving(true)}>
                {t('totp.remove')}
              </Button>
            </Group>
          </>
        )}
        <FormProblem error={begin.error ?? regenerate.error} />
      </Stack>
      {begin.data !== undefined && (
        <SetUpTotp setup={begin.data} onConfirmed={(made) => void show(made)} onClose={begin.reset} />
      )}
      {codes !== undefined && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
      <Confirm
        opened={removing}
        title={t('totp.removeTitle')}
        text={t('totp.removeText')}
        action={t('totp.remove')}
        busy={removal.isPending}
        error={removal.error}
        onConfirm={() => removal.mutate()}
        onClose={() => setRemoving(false)}
      />
    </Card>
  )
}

/** Other sessions end with it. */
const reload = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries(secondFactorQuery),
    queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  ])
}
