import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'

/** RFC 7644 §3.5.2. `position` counts from 1, for messages; 0: the caller wrote no operations, so messages name none. */
export type PatchOperation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path?: string
  readonly value?: Json
  readonly position: number
}

/** Identity providers send up to a thousand changes of members in one request (scim-clients §1.9). */
const MAX_OPERATIONS = 10_000

/**
 * The operations of a PATCH body. Keys and `op` in any case, extra keys ignored, `schemas` not asked for (scim-clients
 * P1–P3, P22). Fails with `invalidSyntax`, `invalidPath` (a path that is no text), or `tooMany`.
 */
export function parsePatch(body: Json): ScimResult<readonly PatchOperation[]> {
  const list = isJsonObject(body) ? fieldOf(body, 'operations') : undefined
  if (!isJsonArray(list)) return invalidSyntax('The body must be an object with an array "Operations".')
  if (list.length > MAX_OPERATIONS) {
    return fail({ kind: 'tooMany', detail: `More than ${MAX_OPERATIONS} operations. Send them in several requests.` })
  }
  const operations: PatchOperation[] = []
  for (const item of list) {
    const operation = parseOperation(item, operations.length + 1)
    if (!operation.ok) return operation
    operations.push(operation.value)
  }
  return ok(operations)
}

function parseOperation(item: Json, position: number): ScimResult<PatchOperation> {
  if (!isJsonObject(item)) return invalidSyntax(`Operation ${position} must be an object.`)
  const op = fieldOf(item, 'op')
  const name = typeof op === 'string' ? op.trim().toLowerCase() : ''
  if (name !== 'add' && name !== 'replace' && name !== 'remove') {
    return invalidSyntax(`Operation ${position}: "op" must be "add", "replace" or "remove".`)
  }
  const path = fieldOf(item, 'path')
  if (path !== undefined && (typeof path !== 'string' || path.trim() === '')) {
    const shown = typeof path === 'string' ? path : JSON.stringify(path).slice(0, 40)
    return fail({
      kind: 'invalidPath',
      path: shown,
      detail: `Operation ${position}: "path" must be a text that names an attribute.`,
    })
  }
  const value = fieldOf(item, 'value')
  return ok({
    op: name,
    position,
    ...(path === undefined ? {} : { path: path.trim() }),
    ...(value === undefined ? {} : { value }),
  })
}

function fieldOf(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name]
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}

const invalidSyntax = (detail: string): ScimResult<never> => fail({ kind: 'invalidSyntax', detail })
