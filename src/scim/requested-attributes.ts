import { fail, ok } from '../shared/result.ts'
import type { ScimResult } from './errors.ts'

/** Which attributes a client asked for, RFC 7644 §3.9: all that are returned by default, only these, or all but these. */
export type RequestedAttributes =
  | { readonly kind: 'default' }
  | { readonly kind: 'only' | 'except'; readonly names: readonly string[] }

/** How many names count; a longer list is no selection that a client means. */
const MAX_NAMES = 200

/** From `attributes` and `excludedAttributes`, in any case. Both together fail with `invalidValue`. */
export function parseRequestedAttributes(
  parameters: Iterable<readonly [string, string]>,
): ScimResult<RequestedAttributes> {
  let only: readonly string[] = []
  let except: readonly string[] = []
  for (const [name, value] of parameters) {
    const key = name.toLowerCase()
    if (key === 'attributes') only = [...only, ...namesIn(value)]
    else if (key === 'excludedattributes') except = [...except, ...namesIn(value)]
  }
  if (only.length > 0 && except.length > 0) {
    const detail = 'Ask with "attributes" or with "excludedAttributes", not with both.'
    return fail({ kind: 'invalidValue', path: 'attributes', detail })
  }
  if (only.length > 0) return ok({ kind: 'only', names: only.slice(0, MAX_NAMES) })
  return ok(except.length > 0 ? { kind: 'except', names: except.slice(0, MAX_NAMES) } : { kind: 'default' })
}

/** `emails[type eq "work"].value` is read as `emails.value` (scim-clients F9). A quoted text may hold brackets and commas. */
const namesIn = (text: string): readonly string[] =>
  text
    .replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]?/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
