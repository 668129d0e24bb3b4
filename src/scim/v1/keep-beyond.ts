import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf, type SchemaNode } from '../schema/vocabulary.ts'
import { isTenantSchema } from './schema-names.ts'

/**
 * A PUT replaces what its dialect can say. What 1.1 has no words for (other namespaces and names, the address of a
 * manager, the parts of the model's extension that Access does not have) stays as it is unless the body mentions it, and
 * so does the domain, which is where a person is and not what they are.
 */
export function keepBeyondV1(resourceType: ResourceType, before: Attributes, body: JsonObject): JsonObject {
  const { attributes, schemas } = vocabularyOf(resourceType)
  const kept: Record<string, Json> = { ...body }
  for (const [key, value] of Object.entries(before)) {
    if (lookUp(attributes, key) !== undefined || isTenantSchema(key)) continue
    const schema = schemas.get(key)
    const mentioned = mention(body, key)
    if (schema === undefined || !isJsonObject(value)) {
      if (mentioned === undefined) kept[key] = value
      continue
    }
    const block = keepOfBlock(schema, value, mentioned === undefined ? {} : body[mentioned])
    if (isJsonObject(block) && Object.keys(block).length > 0) kept[key] = block
  }
  return kept
}

/** Names of the model's extension that Access has as well; anything else there is beyond 1.1. */
const ACCESS_NAMES: ReadonlySet<string> = new Set([
  'userPrincipalName',
  'distinguishedName',
  'externalUserDisabled',
  'description',
])

function keepOfBlock(
  { schema, attributes }: SchemaNode,
  before: JsonObject,
  given: Json | undefined,
): Json | undefined {
  if (!isJsonObject(given)) return given
  const isWritten = (name: string): boolean =>
    schema.alias === 'access' ? ACCESS_NAMES.has(name) : attributes.has(name)
  const kept = Object.entries(before).filter(([name]) => !isWritten(name) && mention(given, name) === undefined)
  const block: JsonObject = { ...Object.fromEntries(kept), ...given }
  return schema.alias === 'enterprise' ? keepManagerAddress(before, block) : block
}

/** `$ref` belongs to the id beside it: it stays with the same manager and goes with another. */
function keepManagerAddress(before: JsonObject, block: JsonObject): JsonObject {
  const old = before.manager
  const key = mention(block, 'manager') ?? 'manager'
  const written = block[key] ?? {}
  const given = isJsonObject(written) ? written : { value: written }
  if (!isJsonObject(old) || old.$ref === undefined || given.value !== old.value) return block
  return { ...block, [key]: { $ref: old.$ref, ...given } }
}

/** The key under which an object speaks of a name, in any case. */
const mention = (object: JsonObject, name: string): string | undefined =>
  Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase())
