import type { TLocalizedValidationError } from 'typebox/error'
import { parseJson } from '../shared/json.ts'
import { fail, ok, type Result } from '../shared/result.ts'

/** The body is not what this address takes. `field` is the dotted name of the member that is wrong, if one is. */
export type BodyInvalid = { readonly kind: 'bodyInvalid'; readonly field: string | undefined; readonly detail: string }

/** A compiled TypeBox object. */
export type BodyValidator<T> = {
  Check(value: unknown): value is T
  Errors(value: unknown): readonly TLocalizedValidationError[]
  Type(): unknown
}

/**
 * Parses and checks a JSON body. A message names the member, what it is and what it has to be, which it takes from the
 * `description` of the member's schema: `accessTokenTTL is "60"; it must be a whole number of minutes …`.
 */
export function readBody<T>(text: string, validator: BodyValidator<T>): Result<T, BodyInvalid> {
  if (text === '') return invalid(undefined, 'The body is empty. Send a JSON object.')
  const value = parseJson(text)
  if (!value.ok) return invalid(undefined, `The body cannot be read: ${value.error.detail}.`)
  if (validator.Check(value.value)) return ok(value.value)
  const error = validator.Errors(value.value)[0]
  return error === undefined
    ? invalid(undefined, 'The body is not what this address takes.')
    : explain(error, value.value, validator.Type())
}

function explain(error: TLocalizedValidationError, body: unknown, schema: unknown): Result<never, BodyInvalid> {
  const path = error.instancePath.split('/').slice(1)
  if (error.keyword === 'required') {
    const missing = [...path, error.params.requiredProperties[0] ?? ''].join('.')
    return invalid(missing, `${missing} is missing; it must be ${wanted(schema, missing) ?? 'there'}.`)
  }
  const field = path.join('.')
  if (field === '') return invalid(undefined, `The body is ${show(body, '')}; it must be a JSON object.`)
  // what TypeBox says of a member that the schema has no place for
  if (error.keyword === 'boolean')
    return invalid(
      field,
      `${JSON.stringify(field.slice(0, 60))} is no member of this body; it reads ${membersOf(schema).join(', ')}.`,
    )
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body)
  const want = wanted(schema, path[0] ?? '')
  return invalid(
    withoutIndexes(path),
    `${field} is ${show(value, field)}; it ${want === undefined ? error.message : `must be ${want}`}.`,
  )
}

/** The member that a form shows: `domains`, not `domains.0`. */
function withoutIndexes(path: readonly string[]): string {
  const index = path.findIndex((name) => /^\d+$/.test(name))
  return path.slice(0, index < 0 ? undefined : index).join('.')
}

const membersOf = (schema: unknown): readonly string[] =>
  Object.keys((schema as { properties?: object }).properties ?? {})

const wanted = (schema: unknown, member: string): string | undefined =>
  (schema as { properties?: Record<string, { description?: string }> }).properties?.[member]?.description

const invalid = (field: string | undefined, detail: string): Result<never, BodyInvalid> =>
  fail({ kind: 'bodyInvalid', field, detail })

const SECRET_FIELD = /^(?:secret|password|token|current|next)$/i

/** The value as JSON, cut short; of a container and of anything secret only what it is. */
function show(value: unknown, field: string): string {
  if (value === null || value === '') return value === null ? 'null' : 'empty'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  if (SECRET_FIELD.test(field)) return `a ${typeof value}`
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
