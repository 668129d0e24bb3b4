/**
 * The files of the console are named by their content. After it was built anew under an open page the old names are gone,
 * and whatever the page has not loaded by then cannot be had any more.
 */

const lost = new WeakSet<Error>()

/** To be called once, before anything is loaded on demand. */
export function watchForLostFiles(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    lost.add(payload)
    // The router knows browsers' own words for this and would reload, also where it is the server that is away.
    payload.message = 'a file of the console could not be loaded'
  })
}

export const isLostFile = (error: unknown): boolean => error instanceof Error && lost.has(error)

/** Whether the server has another build than this page is of; false as well where it does not answer. */
export async function isRebuilt(): Promise<boolean> {
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src')
  try {
    const answer = await fetch('/console/', { cache: 'no-store' })
    return answer.ok && typeof own === 'string' && !(await answer.text()).includes(`"${own}"`)
  } catch {
    return false
  }
}

const RELOADED = 'muster.reloaded'
/** Two servers of different builds behind one name would otherwise reload a page for ever. */
const AGAIN_AFTER_MS = 30_000

/** Loads the same address from the new build. False when that was tried a moment ago. */
export function reloadOnce(): boolean {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_AFTER_MS) return false
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
  return true
}
