import { createStore } from '../api/store.ts'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'good' | 'bad'
  /** Takes back what the toast tells of. */
  readonly undo?: () => void
}

/** What the shell shows; the newest last. */
export const toasts = createStore<readonly Toast[]>([])

const SHOWN_MS = 6_000
/** Long enough to read, decide and reach the button (WCAG 2.2.1 asks for time to act). */
const SHOWN_WITH_UNDO_MS = 20_000

let next = 0

export function toast(text: string, options: { readonly tone?: Toast['tone']; readonly undo?: () => void } = {}): void {
  const { tone = 'good', undo } = options
  const id = (next += 1)
  toasts.set([...toasts.get(), { id, text, tone, ...(undo && { undo }) }])
  window.setTimeout(() => dismiss(id), undo === undefined ? SHOWN_MS : SHOWN_WITH_UNDO_MS)
}

export const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id))
