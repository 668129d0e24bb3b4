import { createStore } from './store.ts'

const RETRY_MS = 2_000

/** False from the first request that got no answer until the server is back. */
export const reachable = createStore(true)

let retry: number | undefined

export function noteReachable(isReachable: boolean): void {
  reachable.set(isReachable)
  if (isReachable) {
    window.clearTimeout(retry)
    retry = undefined
  } else {
    retry ??= window.setTimeout(() => void lookAgain(), RETRY_MS)
  }
}

/** Asks whether the server is back; `/healthz` needs no session. */
export async function lookAgain(): Promise<void> {
  window.clearTimeout(retry)
  retry = undefined
  try {
    noteReachable((await fetch('/healthz', { cache: 'no-store' })).ok)
  } catch {
    noteReachable(false)
  }
}
