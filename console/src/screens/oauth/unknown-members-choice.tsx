import { Switch } from '@mantine/core'
import { useText } from '../../text/use-text.ts'
import type { ClientForm } from './client-fields.tsx'

/** Strict mode of a connection: a member that does not exist yet is refused instead of kept waiting. */
export function UnknownMembersChoice({ form }: { readonly form: ClientForm }) {
  const t = useText()
  return (
    <Switch
      mt="lg"
      label={t('client.refuseUnknownMembers')}
      description={t('client.refuseUnknownMembersHint')}
      {...form.getInputProps('refuseUnknownMembers', { type: 'checkbox' })}
    />
  )
}
