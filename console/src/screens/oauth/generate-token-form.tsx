import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Client, generateToken } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { lifetimeOf, minutesOf, sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { LifetimeInput } from './lifetime-input.tsx'

export type NewToken = Awaited<ReturnType<typeof generateToken>>

const FIELDS = { scope: 'scopes', lifetimeMinutes: 'lifetime', ttl_invalid: 'lifetime', scope_invalid: 'scopes' }

type GenerateTokenFormProps = { readonly client: Client; readonly onGenerated: (token: NewToken) => void }

/** Scope and lifetime of a token, at most what the client allows. */
export function GenerateTokenForm({ client, onGenerated }: GenerateTokenFormProps) {
  const t = useText()
  const language = useLanguageTag()
  const [placed, setPlaced] = useState(false)
  const longest = client.accessTokenTtl
  const form = useForm({
    initialValues: { scopes: [...client.scopes], lifetime: lifetimeOf(longest) },
    validate: {
      scopes: (scopes) => (scopes.length === 0 ? t('client.scopeMissing') : null),
      lifetime: (lifetime) => {
        const minutes = minutesOf(lifetime)
        const isWithin = Number.isInteger(lifetime.count) && minutes >= 1 && minutes <= longest
        return isWithin ? null : t('token.lifetimeWrong', { longest: sayLifetime(language, longest) })
      },
    },
  })
  const generation = useMutation({
    mutationFn: ({ scopes, lifetime }: typeof form.values) =>
      generateToken(client.clientId, { scope: scopes.join(' '), lifetimeMinutes: minutesOf(lifetime) }),
    onSuccess: (token) => {
      void queryClient.invalidateQueries({ queryKey: ['clients'] })
      onGenerated(token)
    },
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => generation.mutate(values))} noValidate>
      <Stack gap="md">
        {client.scopes.length > 1 ? (
          <Checkbox.Group label={t('client.scope')} {...form.getInputProps('scopes')}>
            <Group gap="md" mt="xs">
              {client.scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={scope} />
              ))}
            </Group>
          </Checkbox.Group>
        ) : (
          <Text size="sm">{t('token.scopeOnly', { scope: client.scopes.join(' ') })}</Text>
        )}
        <LifetimeInput
          label={t('token.lifetime')}
          explain
          {...form.getInputProps('lifetime')}
          value={form.values.lifetime}
        />
        <FormProblem error={generation.error} placed={placed} />
        <div>
          <Button type="submit" loading={generation.isPending} disabled={!client.enabled}>
            {t('token.generate')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
