import { useForm } from '@mantine/form'
import { type Text, useText } from '../../text/use-text.ts'
import { type Lifetime, minutesOf } from '../../text/lifetime.ts'
import type { ClientForm } from './client-fields.tsx'
import type { ClientFormValues } from './client-form-values.ts'
import { isClientId } from './client-id-rule.ts'
import { MAX_MINUTES } from './lifetime-input.tsx'

/** The form of a client (`kind` "client": its name is an id) or a template. */
export function useClientForm(kind: 'client' | 'template', initialValues: ClientFormValues): ClientForm {
  const t = useText()
  return useForm<ClientFormValues>({
    initialValues,
    validate: {
      name: (name) => {
        if (kind === 'template') return name.trim() === '' ? t('template.nameMissing') : null
        return isClientId(name) ? null : t(name === '' ? 'client.idMissing' : 'client.idWrong')
      },
      scopes: (scopes) => (scopes.length === 0 ? t('client.scopeMissing') : null),
      redirectUris: (text, { accessType }) =>
        kind === 'client' && accessType === 'user' && text.trim() === '' ? t('client.redirectUriMissing') : null,
      accessToken: (lifetime) => lifetimeProblem(t, lifetime),
      refreshToken: (lifetime, values) => (usesRefresh(values) ? lifetimeProblem(t, lifetime) : null),
      idleToken: (lifetime, values) => {
        if (!usesRefresh(values)) return null
        const isLess = minutesOf(lifetime) < minutesOf(values.refreshToken)
        return lifetimeProblem(t, lifetime) ?? (isLess ? null : t('client.idleTooLong'))
      },
    },
  })
}

const usesRefresh = ({ accessType, issueRefreshToken }: ClientFormValues): boolean =>
  accessType === 'user' && issueRefreshToken

function lifetimeProblem(t: Text, lifetime: Lifetime): string | null {
  const minutes = minutesOf(lifetime)
  return Number.isInteger(lifetime.count) && minutes >= 1 && minutes <= MAX_MINUTES ? null : t('ttl.wrong')
}

/** Where the API's fields, and the codes of refusals without one, stand in the form. */
export const FORM_FIELDS: Readonly<Record<string, keyof ClientFormValues>> = {
  clientId: 'name',
  client_id_taken: 'name',
  client_id_invalid: 'name',
  name: 'name',
  scopes: 'scopes',
  scope: 'scopes',
  redirectUris: 'redirectUris',
  redirectUri: 'redirectUris',
  accessTokenTtl: 'accessToken',
  accessTokenTTL: 'accessToken',
  refreshTokenTtl: 'refreshToken',
  refreshTokenTTL: 'refreshToken',
  refreshTokenIdleTtl: 'idleToken',
  refreshTokenIdleTTL: 'idleToken',
  directory: 'directory',
}
