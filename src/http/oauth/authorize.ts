import { type AuthorizationRefused, checkAuthorization } from '../../access/authorize.ts'
import type { ClientStore } from '../../access/ports/clients.ts'
import type { Answer, Call } from '../route.ts'
import { issuerOf } from './inspect.ts'

/**
 * RFC 6749 §4.1.1. An administrator decides, so a request that can be decided goes on to the console's page, which asks
 * for a sign-in first; what is wrong with it is told to the client, or where that would be unsafe on the same page.
 */
export async function answerAuthorization(deps: { readonly clients: ClientStore }, call: Call): Promise<Answer> {
  const checked = await checkAuthorization(deps, call.tenant, call.query)
  if (!checked.ok && checked.error.kind === 'authorizationRefused') return seeOther(refusedAt(call, checked.error))
  // in the fragment the page finds it exactly as it came, and no log does
  return seeOther(`/console/authorize#${call.query}`)
}

/** RFC 6749 §4.1.2.1. */
export const refusedAt = (
  call: Call,
  { redirectUri, state, error }: Extract<AuthorizationRefused, { kind: 'authorizationRefused' }>,
): string => answerAt(redirectUri, { error: error.code, error_description: error.detail, state, iss: issuerOf(call) })

/** RFC 6749 §4.1.2 and RFC 9207 §2. A query that the address has already stays (§3.1.2). */
export function answerAt(redirectUri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.append(name, value)
  return url.href
}

// RFC 9700 §4.12: 303, never 307, so that no browser sends a form along
const seeOther = (location: string): Answer => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
})
