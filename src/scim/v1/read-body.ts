import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType, Schema } from '../schema/attribute.ts'
import { lookUp, vocabularyOf } from '../schema/vocabulary.ts'
import { isFact } from './facts.ts'
import { isOwnRole } from './roles.ts'

/**
 * A body of 1.1 in the words of the model, for `validateResource` and PATCH (access-contract §4.5): blocks under their 2.0
 * URNs, a manager with `value`, what repeats the core under its URN lifted to the top, what is null left out as absent, and
 * `schemas`, `meta`, Access's own roles and its read-only facts dropped. Everything else is untouched, `operation` marks
 * too. Fails with `invalidSyntax` when the body is no object.
 */
export function bodyFromV1(resourceType: ResourceType, body: Json): ScimResult<JsonObject> {
  if (!isJsonObject(body)) {
    const detail = `The body must be a JSON object that describes a ${resourceType.name}.`
    return fail({ kind: 'invalidSyntax', detail })
  }
  const { schemas } = vocabularyOf(resourceType)
  const out: Record<string, Json> = {}
  let repeated: JsonObject = {}
  for (const [key, value] of Object.entries(withoutNulls(body))) {
    const node = lookUp(schemas, key)
    if (node === undefined) writeCore(key, value, out)
    else if (!isJsonObject(value)) out[node.schema.id] = value
    else if (node.core) repeated = { ...repeated, ...value }
    else out[node.schema.id] = { ...blockIn(out, node.schema.id), ...blockFromV1(node.schema, value) }
  }
  const given = new Set(Object.keys(out).map((key) => key.toLowerCase()))
  for (const [key, value] of Object.entries(repeated)) if (!given.has(key.toLowerCase())) writeCore(key, value, out)
  return ok(out)
}

const DROPPED: ReadonlySet<string> = new Set(['schemas', 'meta'])

function writeCore(key: string, value: Json, out: Record<string, Json>): void {
  const name = key.toLowerCase()
  if (DROPPED.has(name)) return
  out[key] = name === 'roles' ? withoutOwnRoles(value) : value
}

function withoutOwnRoles(value: Json): Json {
  if (!isJsonArray(value)) return value
  return value.filter((role) => {
    const id = isJsonObject(role) ? role.value : role
    return typeof id !== 'string' || !isOwnRole(id)
  })
}

const blockIn = (out: JsonObject, urn: string): JsonObject => {
  const block = out[urn]
  return isJsonObject(block) ? block : {}
}

function blockFromV1(schema: Schema, block: JsonObject): JsonObject {
  const entries = Object.entries(block)
  if (schema.alias === 'access') return Object.fromEntries(entries.filter(([name]) => !isFact(name)))
  if (schema.alias !== 'enterprise') return block
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name.toLowerCase() === 'manager' ? managerFromV1(value) : value]),
  )
}

function managerFromV1(manager: Json): Json {
  if (!isJsonObject(manager)) return manager
  return Object.fromEntries(
    Object.entries(manager).map(([name, value]) => [name.toLowerCase() === 'managerid' ? 'value' : name, value]),
  )
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      if (value === null) return []
      return [[key, isJsonObject(value) ? withoutNulls(value) : value]]
    }),
  )
}
