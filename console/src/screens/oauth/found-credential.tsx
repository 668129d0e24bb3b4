import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Identified, identifyCredential, revokeCredential } from '../../api/credentials.ts'
import { queryClient } from '../../api/query-client.ts'
import { type Text as Say, useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Time } from '../../ui/time.tsx'

type FoundCredentialProps = { readonly opened: boolean; readonly onClose: () => void }

/** **Found a credential?** Somebody pastes what lay about; it says whose it is and ends it. */
export function FoundCredential({ opened, onClose }: FoundCredentialProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('found.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <FoundForm onClose={onClose} />
    </Modal>
  )
}

function FoundForm({ onClose }: Pick<FoundCredentialProps, 'onClose'>) {
  const t = useText()
  const [pasted, setPasted] = useState('')
  const asked = useMutation({ mutationFn: () => identifyCredential(pasted) })
  const revocation = useMutation({
    mutationFn: () => revokeCredential(pasted),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['clients'] }),
  })
  const found = revocation.data ?? asked.data
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (pasted.trim() !== '') asked.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordInput
          label={t('found.label')}
          description={t('found.hint')}
          value={pasted}
          data-autofocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('found.show') }}
          onChange={(event) => {
            setPasted(event.currentTarget.value)
            asked.reset()
            revocation.reset()
          }}
        />
        <FormProblem error={revocation.error ?? asked.error} />
        {found !== undefined && <Finding found={found} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {found?.live === true && found.current !== true ? (
            <Button color="red" loading={revocation.isPending} onClick={() => revocation.mutate()}>
              {t('tokens.revoke')}
            </Button>
          ) : (
            <Button type="submit" loading={asked.isPending}>
              {t('found.action')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

function Finding({ found }: { readonly found: Identified }) {
  const t = useText()
  const { clientId, current, live, endsAt } = found
  return (
    <Alert role="status" color={live ? 'red' : 'gray'} title={say(t, found)}>
      <Stack gap={4}>
        {live && <Text size="sm">{t(current === true ? 'found.replace' : 'found.live')}</Text>}
        {!live && found.kind !== 'foreign' && found.kind !== 'unknown' && <Text size="sm">{t('found.dead')}</Text>}
        {live && endsAt !== null && endsAt !== undefined && (
          <Text size="sm">
            {t('tokens.expires')} <Time at={endsAt} />
          </Text>
        )}
        {clientId !== undefined && (
          <Link
            to="/settings/oauth/clients/$clientId"
            params={{ clientId }}
            search={current === true && live ? { panel: 'regenerate' } : {}}
          >
            {t('found.open', { clientId })}
          </Link>
        )}
      </Stack>
    </Alert>
  )
}

function say(t: Say, { kind, clientId = '', username = '' }: Identified): string {
  switch (kind) {
    case 'foreign':
      return t('found.foreign')
    case 'unknown':
      return t('found.unknown')
    case 'secret':
      return t('found.secret', { clientId })
    case 'session':
      return t('found.session', { username })
    case 'accessToken':
    case 'refreshToken':
      return t(kind === 'accessToken' ? 'found.accessToken' : 'found.refreshToken', { clientId })
  }
}
