import { ApiError } from './problem.ts'
import { createStore } from './store.ts'

/** The session ended, or it is too old for what somebody is about to do. */
export type SignInReason = 'ended' | 'confirm'

type Waiting = {
  readonly reason: SignInReason
  readonly promise: Promise<void>
  readonly done: () => void
  readonly giveUp: () => void
}

/** Set while requests wait for the person to sign in again; the dialog shows itself then. */
export const waitingForSignIn = createStore<Waiting | undefined>(undefined)

/** Resolves when somebody has signed in again over the open page. All requests that ran into the same 401 wait together. */
export function signInAgain(reason: SignInReason = 'ended'): Promise<void> {
  const waiting = waitingForSignIn.get()
  if (waiting !== undefined) return waiting.promise
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const settle = (then: () => void) => () => {
    waitingForSignIn.set(undefined)
    then()
  }
  waitingForSignIn.set({
    reason,
    promise,
    done: settle(resolve),
    giveUp: settle(() => reject(new ApiError({ kind: 'refused', status: 401, code: 'session_ended', detail: '' }))),
  })
  return promise
}
