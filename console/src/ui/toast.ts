import { createStore } from '../api/store.ts'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'good' | 'bad'
  /** What can be done about it, on a button. */
  readonly action?: ToastAction
}

export type ToastAction = { readonly label: string; readonly run: () => void }

/** What the shell shows; the newest last. */
export const toasts = createStore<readonly Toast[]>([])

const SHOWN_MS = 6_000
/** Long enough to read, decide and reach the button (WCAG 2.2.1 asks for time to act). */
const SHOWN_WITH_ACTION_MS = 20_000

let next = 0

export function toast(
  text: string,
  options: { readonly tone?: Toast['tone']; readonly action?: ToastAction } = {},
): void {
  const { tone = 'good', action } = options
  const id = (next += 1)
  toasts.set([...toasts.get(), { id, text, tone, ...(action && { action }) }])
  window.setTimeout(() => dismiss(id), action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS)
}

export const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id))
