import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { reloadWaysIn, removePassword } from '../../api/passkeys.ts'
import { useText } from '../../text/use-text.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'

/** For who has a passkey and wants nothing that can be guessed. */
export function RemovePassword() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const removal = useMutation({
    mutationFn: removePassword,
    onSuccess: async () => {
      setAsking(false)
      toast(t('password.removed'))
      await reloadWaysIn()
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('password.remove')}
      </Button>
      <Confirm
        opened={asking}
        title={t('password.removeTitle')}
        text={t('password.removeText')}
        action={t('password.remove')}
        busy={removal.isPending}
        error={removal.error}
        onConfirm={() => removal.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
