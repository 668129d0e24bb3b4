import { useEffect, useEffectEvent } from 'react'
import { offersPasskeysInFields } from '../../api/passkey-support.ts'
import { signInWithPasskey } from '../../api/passkeys.ts'
import type { Session } from '../../api/session.ts'

/** Shorter than what the server gives a challenge, so that a page that is left open still signs in. */
const RENEW_MS = 4 * 60_000

type InField = {
  /** While somebody answers another ceremony, which an offer would end. */
  readonly paused: boolean
  readonly onSignedIn: (session: Session) => void
  readonly onError: (error: unknown) => void
}

/** Has the browser offer passkeys where the name is typed, if it can. */
export function usePasskeyInField({ paused, onSignedIn, onError }: InField): void {
  const signedIn = useEffectEvent(onSignedIn)
  const failed = useEffectEvent(onError)
  useEffect(() => {
    if (paused) return undefined
    const end = new AbortController()
    const offer = async (): Promise<void> => {
      try {
        const session = await signInWithPasskey({ offer: end.signal })
        if (session !== undefined) signedIn(session)
      } catch (error) {
        if (!end.signal.aborted) failed(error)
      }
    }
    const renewal = window.setInterval(() => void begin(), RENEW_MS)
    const begin = async (): Promise<void> => {
      if ((await offersPasskeysInFields()) && !end.signal.aborted) await offer()
    }
    void begin()
    return () => {
      window.clearInterval(renewal)
      end.abort()
    }
  }, [paused])
}
