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
  for (const [key, value] of entriesOf(resourceType, withoutNulls(resourceType, body))) {
    const schema = lookUp(schemas, key)?.schema
    if (schema === undefined) writeCore(key, value, out)
    else if (!isJsonObject(value)) out[schema.id] = value
    else out[schema.id] = { ...blockIn(out, schema.id), ...blockFromV1(schema, value) }
  }
  return ok(out)
}

type Entry = readonly [key: string, value: Json]

/** The members of a body; those of a core block come first, and where the top has the same name the top counts. */
function entriesOf(resourceType: ResourceType, body: JsonObject): readonly Entry[] {
  const { schemas } = vocabularyOf(resourceType)
  const isCore = (key: string): boolean => lookUp(schemas, key)?.core === true
  const top = Object.entries(body).filter(([key, value]) => !isCore(key) || !isJsonObject(value))
  const given = new Set(top.map(([key]) => key.toLowerCase()))
  const repeated = Object.entries(body).flatMap(([key, value]) =>
    isCore(key) && isJsonObject(value) ? Object.entries(value) : [],
  )
  return [...repeated.filter(([key]) => !given.has(key.toLowerCase()) && !isCore(key)), ...top]
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

/** What stands in the block of a schema, in the words of the model. */
export function blockFromV1(schema: Schema, block: JsonObject): JsonObject {
  const entries = Object.entries(block)
  if (schema.alias === 'access') return Object.fromEntries(entries.filter(([name]) => !isFact(name)))
  if (schema.alias !== 'enterprise') return block
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name.toLowerCase() === 'manager' ? managerFromV1(value) : value]),
  )
}

function managerFromV1(manager: Json): Json {
  if (isJsonArray(manager)) return manager.map(managerFromV1)
  if (!isJsonObject(manager)) return manager
  return Object.fromEntries(
    Object.entries(manager).map(([name, value]) => [name.toLowerCase() === 'managerid' ? 'value' : name, value]),
  )
}

/** Null is absent in what 1.1 knows; in what it does not, nulls are kept as they came. */
function withoutNulls(resourceType: ResourceType, object: JsonObject): JsonObject {
  const { attributes, schemas } = vocabularyOf(resourceType)
  const isKnown = (key: string): boolean => lookUp(attributes, key) !== undefined || lookUp(schemas, key) !== undefined
  return dropNulls(object, (key, value) => (isKnown(key) && isJsonObject(value) ? dropNulls(value, dropNested) : value))
}

const dropNested = (_key: string, value: Json): Json => (isJsonObject(value) ? dropNulls(value, dropNested) : value)

const dropNulls = (object: JsonObject, inside: (key: string, value: Json) => Json): JsonObject =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === null ? [] : [[key, inside(key, value)]])),
  )
