import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Administrator } from '../../api/administrators.ts'
import { queryClient } from '../../api/query-client.ts'
import { resetSecondFactor } from '../../api/second-factor.ts'
import { useText } from '../../text/use-text.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'

/** For an administrator who lost the app and the codes. */
export function ResetSecondFactor({ of: { id, username } }: { readonly of: Administrator }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const reset = useMutation({
    mutationFn: () => resetSecondFactor(id),
    onSuccess: async () => {
      setAsking(false)
      toast(t('totp.wasReset', { username }))
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const close = (): void => {
    setAsking(false)
    reset.reset()
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('totp.reset')}
      </Button>
      <Confirm
        opened={asking}
        title={t('totp.resetTitle', { username })}
        text={t('totp.resetText')}
        action={t('totp.reset')}
        busy={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onClose={close}
      />
    </>
  )
}
