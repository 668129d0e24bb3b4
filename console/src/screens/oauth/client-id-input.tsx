import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { clientIdCheckQuery } from '../../api/clients.ts'
import { useText } from '../../text/use-text.ts'
import type { ClientForm } from './client-fields.tsx'
import { forbiddenIn, isClientId } from './client-id-rule.ts'

const PAUSE_MS = 250

/** The Client ID with its naming rule, and while one types: which character is wrong, or who has the id already. */
export function ClientIdInput({ form }: { readonly form: ClientForm }) {
  const t = useText()
  const id = form.values.name
  const [settled] = useDebouncedValue(id, PAUSE_MS)
  const { data } = useQuery({ ...clientIdCheckQuery(settled), enabled: isClientId(settled) })
  const forbidden = forbiddenIn(id)
  const isChecked = settled === id && isClientId(id)
  const taken = isChecked && data?.available === false ? data.detail : undefined
  const named = forbidden.map((character) => (/\s/.test(character) ? t('client.space') : character)).join(' ')
  const wrong = named === '' ? taken : t('client.idForbidden', { characters: named })
  const isFree = isChecked && data?.available === true && form.errors['name'] === undefined
  const { error, ...input } = form.getInputProps('name')
  return (
    <TextInput
      label={t('client.id')}
      description={t('client.idRule')}
      placeholder="OktaSCIM"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={256}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      {...input}
      error={error ?? wrong}
      success={isFree ? t('client.idFree') : undefined}
    />
  )
}
