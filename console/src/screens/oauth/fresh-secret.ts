import { createStore } from '../../api/store.ts'

/** A secret that was just made. It is in the memory of this page alone and goes when the client's page is left. */
export type FreshSecret = {
  readonly clientId: string
  readonly secret: string
  /** It was copied or downloaded. */
  readonly kept: boolean
}

const fresh = createStore<FreshSecret | undefined>(undefined)

export const holdSecret = (clientId: string, secret: string): void => fresh.set({ clientId, secret, kept: false })

export function markKept(): void {
  const held = fresh.get()
  if (held !== undefined) fresh.set({ ...held, kept: true })
}

export const dropSecret = (): void => fresh.set(undefined)

export function useFreshSecret(clientId: string): FreshSecret | undefined {
  const held = fresh.use()
  return held?.clientId === clientId ? held : undefined
}
