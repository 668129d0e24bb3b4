import { useEffect, useEffectEvent } from 'react'
import { offersPasskeysInFields } from '../../api/passkey-support.ts'
import { signInWithPasskey } from '../../api/passkeys.ts'
import type { Session } from '../../api/session.ts'
import { endCeremony } from '../../api/webauthn.ts'

/** Shorter than what the server gives a challenge, so that a page that is left open still signs in. */
const RENEW_MS = 4 * 60_000

type InField = { readonly onSignedIn: (session: Session) => void; readonly onError: (error: unknown) => void }

/**
 * Has the browser offer passkeys where the name is typed. A ceremony that somebody starts with a button ends the offer;
 * another `round` makes it anew.
 */
export function usePasskeyInField(round: number, { onSignedIn, onError }: InField): void {
  const signedIn = useEffectEvent(onSignedIn)
  const failed = useEffectEvent(onError)
  useEffect(() => {
    let over = false
    let renewal = 0
    const offer = async (): Promise<void> => {
      try {
        const session = await signInWithPasskey({ inField: true })
        if (session !== undefined && !over) signedIn(session)
      } catch (error) {
        if (!over) failed(error)
      }
    }
    const begin = async (): Promise<void> => {
      if (!(await offersPasskeysInFields()) || over) return
      renewal = window.setInterval(() => void offer(), RENEW_MS)
      void offer()
    }
    void begin()
    return () => {
      over = true
      if (renewal === 0) return
      window.clearInterval(renewal)
      void endCeremony()
    }
  }, [round])
}
