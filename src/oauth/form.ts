import { fail, ok, type Result } from '../shared/result.ts'

export type Parameter = { readonly name: string; readonly value: string }

/** More than any grant knows, less than would be worth an attack. */
export const MAX_PARAMETERS = 100

export type FormProblem =
  | { readonly kind: 'tooManyParameters'; readonly limit: number }
  | { readonly kind: 'brokenEncoding' }

/**
 * `application/x-www-form-urlencoded` (WHATWG URL §5.1), except that broken percent-encoding is an error instead of
 * text: a secret that arrives damaged should be called damaged. Names are flat; `a[b]` is a name like any other.
 */
export function parseForm(text: string): Result<readonly Parameter[], FormProblem> {
  const parameters: Parameter[] = []
  // one more than allowed is enough to know; the rest of a flood is never split
  for (const pair of text.split('&', MAX_PARAMETERS + 1)) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decodeFormText(equals === -1 ? pair : pair.slice(0, equals))
    const value = decodeFormText(equals === -1 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined) return fail({ kind: 'brokenEncoding' })
    parameters.push({ name, value })
  }
  return parameters.length > MAX_PARAMETERS
    ? fail({ kind: 'tooManyParameters', limit: MAX_PARAMETERS })
    : ok(parameters)
}

/** `+` is a space, `%XX` is UTF-8; undefined when the escapes are broken or not UTF-8. */
export function decodeFormText(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return undefined
  }
}
