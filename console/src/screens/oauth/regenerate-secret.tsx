import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Client, regenerateSecret } from '../../api/clients.ts'
import { queryClient } from '../../api/query-client.ts'
import { sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { toast } from '../../ui/toast.ts'
import { holdSecret } from './fresh-secret.ts'

const OVERLAPS = [60, 1_440, 4_320, 10_080] as const

type RegenerateSecretProps = { readonly client: Client; readonly opened: boolean; readonly onClose: () => void }

/** **Regenerate Secret**: what happens to the old secret and to the tokens is chosen, never assumed. */
export function RegenerateSecret({ client, opened, onClose }: RegenerateSecretProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('regenerate.title', { clientId: client.clientId })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RegenerateForm client={client} onClose={onClose} />
    </Modal>
  )
}

type Choice = { readonly old: string; readonly overlap: string; readonly tokens: string | null }

function RegenerateForm({ client, onClose }: Omit<RegenerateSecretProps, 'opened'>) {
  const t = useText()
  const [choice, setChoice] = useState<Choice>({ old: 'keep', overlap: '1440', tokens: null })
  const [asked, setAsked] = useState(false)
  const change = (part: Partial<Choice>): void => setChoice((before) => ({ ...before, ...part }))
  const regeneration = useMutation({
    mutationFn: () =>
      regenerateSecret(client.clientId, {
        overlapMinutes: choice.old === 'keep' ? Number(choice.overlap) : 0,
        revokeTokens: choice.tokens === 'end',
      }),
    onSuccess: ({ secret, revokedTokens }) => {
      holdSecret(client.clientId, secret)
      void queryClient.invalidateQueries({ queryKey: ['clients'] })
      if (revokedTokens > 0) toast(t('regenerate.ended', { count: revokedTokens }))
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (choice.tokens !== null) regeneration.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <OldSecretChoice choice={choice} onChange={change} />
        <TokensChoice count={client.liveTokens} choice={choice} onChange={change} asked={asked} />
        <Text size="sm" c="dimmed">
          {t('regenerate.once')}
        </Text>
        <FormProblem error={regeneration.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={regeneration.isPending} color={choice.tokens === 'end' ? 'red' : undefined}>
            {t('client.regenerate')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ChoiceProps = { readonly choice: Choice; readonly onChange: (part: Partial<Choice>) => void }

function OldSecretChoice({ choice: { old, overlap }, onChange }: ChoiceProps) {
  const t = useText()
  const language = useLanguageTag()
  return (
    <Radio.Group label={t('regenerate.old')} value={old} onChange={(value) => onChange({ old: value })}>
      <Stack gap="xs" mt="xs">
        <Radio value="keep" label={t('regenerate.keep')} description={t('regenerate.keepHint')} data-autofocus />
        {old === 'keep' && (
          <Select
            ml={32}
            maw={200}
            aria-label={t('regenerate.overlap')}
            value={overlap}
            onChange={(value) => onChange({ overlap: value ?? overlap })}
            allowDeselect={false}
            data={OVERLAPS.map((minutes) => ({ value: String(minutes), label: sayLifetime(language, minutes) }))}
          />
        )}
        <Radio value="replace" label={t('regenerate.replace')} description={t('regenerate.replaceHint')} />
      </Stack>
    </Radio.Group>
  )
}

/** Nothing is chosen at first: whether provisioning stops is for a person to say. */
function TokensChoice({
  choice,
  onChange,
  count,
  asked,
}: ChoiceProps & { readonly count: number; readonly asked: boolean }) {
  const t = useText()
  return (
    <Radio.Group
      label={t('regenerate.tokens', { count })}
      value={choice.tokens}
      onChange={(tokens) => onChange({ tokens })}
      error={asked && choice.tokens === null ? t('regenerate.choose') : undefined}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="go-on" label={t('regenerate.goOn', { count })} description={t('regenerate.goOnHint')} />
        <Radio value="end" label={t('regenerate.end', { count })} description={t('regenerate.endHint')} />
      </Stack>
    </Radio.Group>
  )
}
