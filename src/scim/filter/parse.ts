import { fail, ok, type Result } from '../../shared/result.ts'
import type { ScimError, ScimResult } from '../errors.ts'
import type { ComparisonOperator, ParsedFilter, ParsedValue } from './ast.ts'
import { tokenize, type Token } from './lexer.ts'
import { clip, invalidFilter } from './refusals.ts'

const MAX_LENGTH = 8_192
const MAX_DEPTH = 50
const MAX_TERMS = 100

/** A PATCH path, RFC 7644 §3.5.2: `attribute[filter].subAttribute`. `attribute` may be dotted and URN-qualified. */
export type ParsedPath = {
  readonly attribute: string
  readonly filter?: ParsedFilter
  readonly subAttribute?: string
}

/**
 * The grammar of RFC 7644 §3.4.2.2 with operators in any case and unquoted values (scim-clients F2, F3). Fails with
 * `invalidFilter`, naming the position and what was expected there, or with `tooMany` over 8 KiB or 100 comparisons.
 */
export function parseFilter(text: string): ScimResult<ParsedFilter> {
  return parse(text, (cursor) => parseOr(cursor, 0, false))
}

/** Also takes a path without a filter. Failures as in {@link parseFilter}. */
export function parsePath(text: string): ScimResult<ParsedPath> {
  return parse(text, parsePathTokens)
}

type Parsed<T> = Result<T, ScimError>
type Cursor = { readonly tokens: readonly Token[]; next: number; terms: number }

function parse<T>(text: string, rule: (cursor: Cursor) => Parsed<T>): ScimResult<T> {
  if (text.length > MAX_LENGTH) {
    return fail({
      kind: 'tooMany',
      detail: `The filter is longer than ${MAX_LENGTH} characters. Ask in several requests.`,
    })
  }
  const tokens = tokenize(text)
  if (!tokens.ok) return tokens
  const cursor: Cursor = { tokens: tokens.value, next: 0, terms: 0 }
  const parsed = rule(cursor)
  if (!parsed.ok) return parsed
  return peek(cursor).kind === 'end' ? parsed : expected('"and", "or" or the end', peek(cursor))
}

function parsePathTokens(cursor: Cursor): Parsed<ParsedPath> {
  const name = take(cursor)
  if (name.kind !== 'word') return expected('an attribute name', name)
  if (peek(cursor).kind !== '[') return ok({ attribute: name.text })
  const filter = parseBrackets(cursor, 0)
  if (!filter.ok) return filter
  const suffix = takeSuffix(cursor)
  return ok({ attribute: name.text, filter: filter.value, ...(suffix === undefined ? {} : { subAttribute: suffix }) })
}

function parseOr(cursor: Cursor, depth: number, inBrackets: boolean): Parsed<ParsedFilter> {
  return parseChain(cursor, 'or', () => parseChain(cursor, 'and', () => parseTerm(cursor, depth, inBrackets)))
}

function parseChain(cursor: Cursor, kind: 'and' | 'or', operand: () => Parsed<ParsedFilter>): Parsed<ParsedFilter> {
  const first = operand()
  if (!first.ok || !isWord(peek(cursor), kind)) return first
  const operands = [first.value]
  while (isWord(peek(cursor), kind)) {
    take(cursor)
    const next = operand()
    if (!next.ok) return next
    operands.push(next.value)
  }
  return ok({ kind, operands })
}

function parseTerm(cursor: Cursor, depth: number, inBrackets: boolean): Parsed<ParsedFilter> {
  if (depth > MAX_DEPTH) return invalidFilter(`The filter is nested deeper than ${MAX_DEPTH} levels.`)
  const token = take(cursor)
  if (token.kind === '(') return parseGroup(cursor, depth, inBrackets)
  if (token.kind !== 'word') return expected('an attribute name, "not" or "("', token)
  if (isWord(token, 'not') && peek(cursor).kind === '(') {
    take(cursor)
    const operand = parseGroup(cursor, depth, inBrackets)
    return operand.ok ? ok({ kind: 'not', operand: operand.value }) : operand
  }
  if (peek(cursor).kind !== '[') return parseComparison(cursor, token.text)
  return inBrackets
    ? invalidFilter(`At position ${peek(cursor).at + 1} "[" stands inside "[".`)
    : parseValuePath(cursor, token.text, depth)
}

function parseGroup(cursor: Cursor, depth: number, inBrackets: boolean): Parsed<ParsedFilter> {
  const inner = parseOr(cursor, depth + 1, inBrackets)
  if (!inner.ok) return inner
  const end = take(cursor)
  return end.kind === ')' ? inner : expected('")"', end)
}

function parseBrackets(cursor: Cursor, depth: number): Parsed<ParsedFilter> {
  take(cursor)
  const inner = parseOr(cursor, depth + 1, true)
  if (!inner.ok) return inner
  const end = take(cursor)
  return end.kind === ']' ? inner : expected('"]"', end)
}

/** `emails[type eq "work"].value eq "x"` asks for one element that meets both (scim-clients F1). */
function parseValuePath(cursor: Cursor, path: string, depth: number): Parsed<ParsedFilter> {
  const inner = parseBrackets(cursor, depth)
  if (!inner.ok) return inner
  const suffix = takeSuffix(cursor)
  if (suffix === undefined) return ok({ kind: 'valuePath', path, filter: inner.value })
  const comparison = parseComparison(cursor, suffix)
  if (!comparison.ok) return comparison
  return ok({ kind: 'valuePath', path, filter: { kind: 'and', operands: [inner.value, comparison.value] } })
}

function takeSuffix(cursor: Cursor): string | undefined {
  const token = peek(cursor)
  if (token.kind !== 'word' || !token.text.startsWith('.')) return undefined
  take(cursor)
  return token.text.slice(1)
}

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'])

const isOperator = (text: string): text is ComparisonOperator => OPERATORS.has(text)

function parseComparison(cursor: Cursor, path: string): Parsed<ParsedFilter> {
  cursor.terms += 1
  if (cursor.terms > MAX_TERMS) {
    return fail({
      kind: 'tooMany',
      detail: `The filter has more than ${MAX_TERMS} comparisons. Ask in several requests.`,
    })
  }
  const token = take(cursor)
  if (isWord(token, 'pr')) return ok({ kind: 'present', path })
  const operator = token.kind === 'word' ? token.text.toLowerCase() : ''
  if (!isOperator(operator))
    return expected(`an operator after "${clip(path)}" (eq, ne, co, sw, ew, gt, ge, lt, le or pr)`, token)
  const value = take(cursor)
  if (value.kind !== 'word' && value.kind !== 'string') return expected(`a value after "${operator}"`, value)
  return ok({ kind: 'compare', path, operator, value: parsedValue(value) })
}

function parsedValue(token: Token & { readonly text: string }): ParsedValue {
  if (isWord(token, 'null')) return { kind: 'null' }
  return { kind: 'text', text: token.text, quoted: token.kind === 'string' }
}

const isWord = (token: Token, word: string): boolean => token.kind === 'word' && token.text.toLowerCase() === word

const peek = (cursor: Cursor): Token => cursor.tokens[cursor.next] ?? END

/** The last token is `end`; taking it again gives it again. */
function take(cursor: Cursor): Token {
  const token = peek(cursor)
  if (token.kind !== 'end') cursor.next += 1
  return token
}

const END: Token = { kind: 'end', at: 0 }

function expected(what: string, token: Token): Parsed<never> {
  const found = token.kind === 'end' ? 'the end' : `"${clip('text' in token ? token.text : token.kind)}"`
  return invalidFilter(`At position ${token.at + 1} ${what} is expected, but ${found} is there.`)
}
