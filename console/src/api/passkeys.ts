import { queryOptions } from '@tanstack/react-query'
import type {
  Passkey,
  PasskeyCreation,
  PasskeyRequest,
  Passkeys,
  PasskeySetupStart,
} from '../../../src/http/admin/contract.ts'
import { suggestedPasskeyName } from './passkey-support.ts'
import { queryClient } from './query-client.ts'
import { request } from './request.ts'
import { keepSession, type Session } from './session.ts'
import { sessionsQuery } from './sessions.ts'
import { askForPasskey, makePasskey } from './webauthn.ts'

export type { Passkey }

const PATH = '/api/v1/passkeys'
const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`

/** One's own, and whether there is a password as well. */
export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => request<Passkeys>(PATH, { signal }),
})

/** Other sessions end when a way to sign in goes or changes. */
export const reloadWaysIn = async (): Promise<void> => {
  await Promise.all([queryClient.invalidateQueries(passkeysQuery), queryClient.invalidateQueries(sessionsQuery)])
}

/** Undefined when another ceremony has taken this one's place. */
export async function addPasskey(name: string): Promise<Passkey | undefined> {
  const credential = await makePasskey(await request<PasskeyCreation>(`${PATH}/challenge`, { method: 'POST' }))
  return credential && request<Passkey>(PATH, { method: 'POST', body: { name, credential } })
}

export const renamePasskey = (id: string, name: string) => request(pathOf(id), { method: 'PATCH', body: { name } })

export const removePasskey = (id: string) => request(pathOf(id), { method: 'DELETE' })

export const removePassword = () => request('/api/v1/password', { method: 'DELETE' })

const SIGN_IN = '/api/v1/session/passkey'

type PasskeySignIn = {
  readonly username?: string
  /** Offers passkeys where the name is typed, until the signal ends it. */
  readonly offer?: AbortSignal
}

/** Undefined when another ceremony has taken this one's place, or the offer ended. */
export async function signInWithPasskey({ username = '', offer }: PasskeySignIn): Promise<Session | undefined> {
  const asked = await request<PasskeyRequest>(`${SIGN_IN}/challenge`, { method: 'POST', on401: 'fail' })
  const credential = await askForPasskey(asked, offer)
  if (credential === undefined) return undefined
  const body = { credential, ...(username.trim() === '' ? {} : { username }) }
  return keepSession(await request<Session>(SIGN_IN, { method: 'POST', body, on401: 'fail' }))
}

const SET_UP = '/api/v1/setup/passkey'

/** Makes the first administrator, who is signed in by it. False when another ceremony has taken this one's place. */
export async function claimSetUpWithPasskey(claim: PasskeySetupStart): Promise<boolean> {
  const asked = await request<PasskeyCreation>(`${SET_UP}/challenge`, { method: 'POST', body: claim, on401: 'fail' })
  const credential = await makePasskey(asked)
  if (credential === undefined) return false
  const body = { ...claim, name: suggestedPasskeyName(), credential }
  await request(SET_UP, { method: 'POST', body, on401: 'fail' })
  return true
}
