import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf } from '../schema/vocabulary.ts'
import { blockFromV1, withoutNulls } from './read-block.ts'
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
  const { attributes, schemas } = vocabularyOf(resourceType)
  const out: Record<string, Json> = {}
  for (const [key, value] of entriesOf(resourceType, body)) {
    if (value === null) continue
    const node = lookUp(schemas, key)
    if (node === undefined) writeCore(key, withoutNulls(lookUp(attributes, key)?.subs, value), out)
    else if (!isJsonObject(value)) out[node.schema.id] = value
    else out[node.schema.id] = { ...blockIn(out, node.schema.id), ...blockFromV1(node, value) }
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
