import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answerAuthorization, type Authorization } from '../../api/authorizations.ts'
import type { Directory } from '../../api/directories.ts'
import { sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { Facts } from '../../ui/facts.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'

type AuthorizeFormProps = {
  readonly query: string
  readonly asked: Authorization
  readonly directories: readonly Directory[]
  readonly username: string
}

/** Value of the choice that means the whole tenant; no slug is empty. */
const EVERY = ''

export function AuthorizeForm({ query, asked, directories, username }: AuthorizeFormProps) {
  const t = useText()
  const language = useLanguageTag()
  const mayHaveAll = asked.scopes.includes('admin')
  const [directory, setDirectory] = useState(
    asked.directory ?? (mayHaveAll ? EVERY : directories.length === 1 ? directories[0]?.slug : undefined),
  )
  const answer = useMutation({
    mutationFn: answerAuthorization,
    onSuccess: ({ redirectTo }) => window.location.assign(redirectTo),
  })
  const decide = (approve: boolean): void =>
    answer.mutate({ query, approve, ...(approve ? { directory: directory === EVERY ? null : directory } : {}) })
  const busy = answer.isPending || answer.isSuccess
  return (
    <Stack gap="md">
      <Facts
        facts={[
          { label: t('client.id'), value: asked.clientId },
          { label: t('authorize.mayDo'), value: <Abilities scopes={asked.scopes} /> },
          { label: t('authorize.goesTo'), value: new URL(asked.redirectUri).host },
          {
            label: t('authorize.lasts'),
            value: asked.refreshes
              ? t('authorize.lastsRefreshed', { idle: sayLifetime(language, asked.refreshTokenIdleTtl) })
              : sayLifetime(language, asked.accessTokenTtl),
          },
        ]}
      />
      <NativeSelect
        label={t('client.directory')}
        description={t(asked.directory === null ? 'authorize.directoryHint' : 'authorize.directoryBound')}
        value={directory ?? 'none'}
        disabled={asked.directory !== null}
        onChange={(event) => setDirectory(event.currentTarget.value)}
        data={[
          ...(directory === undefined ? [{ value: 'none', label: t('authorize.choose'), disabled: true }] : []),
          ...(mayHaveAll ? [{ value: EVERY, label: t('client.anyDirectory') }] : []),
          ...directories.map(({ slug, name, domains }) => ({
            value: slug,
            label: domains.length === 0 ? name : `${name} (${domains.join(', ')})`,
          })),
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('authorize.started', { username })}
      </Text>
      <FormProblem error={answer.error} />
      <Group justify="flex-end">
        <Button variant="default" disabled={busy} onClick={() => decide(false)}>
          {t('authorize.deny')}
        </Button>
        <Button loading={busy} disabled={directory === undefined} onClick={() => decide(true)}>
          {t('authorize.approve')}
        </Button>
      </Group>
    </Stack>
  )
}

/** What each scope of ours means; one that opens nothing here is named as it is. */
function Abilities({ scopes }: { readonly scopes: readonly string[] }) {
  const t = useText()
  const say = (scope: string): string => {
    switch (scope) {
      case 'admin':
        return t('authorize.scopeAdmin')
      case 'scim':
        return t('authorize.scopeScim')
      case 'scim:read':
        return t('authorize.scopeRead')
      default:
        return t('authorize.scopeOther', { scope })
    }
  }
  // reading is part of writing
  const told = scopes.filter((scope) => scope !== 'scim:read' || !scopes.includes('scim'))
  return told.map((scope) => <div key={scope}>{say(scope)}</div>)
}
