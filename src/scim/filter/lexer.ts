import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'

/** `at` is the offset in the text, in UTF-16 code units. */
export type Token =
  | { readonly kind: '(' | ')' | '[' | ']' | 'end'; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly text: string; readonly at: number }

/**
 * The tokens of a filter, RFC 7644 §3.4.2.2. A word reaches to the next blank, bracket or parenthesis, so that an
 * unquoted date or name is one (scim-clients F3). Strings follow JSON.
 */
export function tokenize(text: string): ScimResult<readonly Token[]> {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (isBlank(unit)) {
      at += 1
    } else if (unit === QUOTE) {
      const end = endOfString(text, at)
      const content = end === -1 ? undefined : unquote(text, at, end)
      if (content === undefined) return brokenString(at)
      tokens.push({ kind: 'string', text: content, at })
      at = end + 1
    } else if (isPunctuation(unit)) {
      tokens.push({ kind: text[at] as '(' | ')' | '[' | ']', at }) // just looked at
      at += 1
    } else {
      const end = endOfWord(text, at)
      tokens.push({ kind: 'word', text: text.slice(at, end), at })
      at = end
    }
  }
  tokens.push({ kind: 'end', at })
  return ok(tokens)
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

const isBlank = (unit: number): boolean => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)

/** `( ) [ ]` */
const isPunctuation = (unit: number): boolean => unit === 0x28 || unit === 0x29 || unit === 0x5b || unit === 0x5d

function endOfWord(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && !isBlank(text.charCodeAt(end)) && !isPunctuation(text.charCodeAt(end))) end += 1
  return end
}

function endOfString(text: string, start: number): number {
  for (let end = start + 1; end < text.length; end += 1) {
    const unit = text.charCodeAt(end)
    if (unit === QUOTE) return end
    if (unit === BACKSLASH) end += 1
  }
  return -1
}

/** Undefined when an escape is broken, or when no stored text could be equal (U+0000, half a surrogate pair). */
function unquote(text: string, start: number, end: number): string | undefined {
  const raw = text.slice(start + 1, end)
  const content = raw.includes('\\') ? unescape(raw) : raw
  return content === undefined || content.includes('\u0000') || !content.isWellFormed() ? undefined : content
}

const ESCAPE = /\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4})|.?)/gs
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescape(raw: string): string | undefined {
  let broken = false
  const content = raw.replace(ESCAPE, (_, letter?: string, hex?: string) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    broken = true
    return ''
  })
  return broken ? undefined : content
}

function brokenString(at: number): ScimResult<never> {
  return fail({
    kind: 'invalidFilter',
    detail: `At position ${at + 1} a string begins that has no end or holds an escape or character that is not allowed.`,
  })
}
