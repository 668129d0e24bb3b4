import { createStore } from '../api/store.ts'
import type { Notice } from '../api/notices.ts'

const STORED = 'muster.dismissed-notices'

/** Put away until the next stage: what has 14 days left is told again when it has 7. */
const keyOf = ({ credentialId, stage }: Notice): string => `${credentialId} ${stage}`

const dismissed = createStore<readonly string[]>(read())

/** Hook: the notices that nobody has put away in this browser. */
export function useUndismissed(notices: readonly Notice[]): readonly Notice[] {
  const keys = dismissed.use()
  return notices.filter((notice) => !keys.includes(keyOf(notice)))
}

/** Of what was put away before, only what there still is is remembered. */
export function dismiss(notice: Notice, all: readonly Notice[]): void {
  const there = all.map(keyOf)
  const keys = [...dismissed.get().filter((key) => there.includes(key)), keyOf(notice)]
  dismissed.set(keys)
  localStorage.setItem(STORED, JSON.stringify(keys))
}

function read(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '[]')
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : []
  } catch {
    return []
  }
}
