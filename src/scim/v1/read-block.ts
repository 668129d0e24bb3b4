import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { lookUp, type NamedNodes, type SchemaNode } from '../schema/vocabulary.ts'
import { isFact } from './facts.ts'

/** What stands in the block of a schema, in the words of the model: a manager with `value`, without facts and nulls. */
export function blockFromV1({ schema, attributes }: SchemaNode, block: JsonObject): JsonObject {
  const renamed = schema.alias === 'enterprise' ? withManager(block) : block
  const written = schema.alias === 'access' ? withoutFacts(renamed) : renamed
  return membersWithoutNulls(attributes, written)
}

const withoutFacts = (block: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(block).filter(([name]) => !isFact(name)))

const withManager = (block: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(block).map(([name, value]) => [
      name,
      name.toLowerCase() === 'manager' ? managerFromV1(value) : value,
    ]),
  )

function managerFromV1(manager: Json): Json {
  if (isJsonArray(manager)) return manager.map(managerFromV1)
  if (!isJsonObject(manager)) return manager
  return Object.fromEntries(
    Object.entries(manager).map(([name, value]) => [name.toLowerCase() === 'managerid' ? 'value' : name, value]),
  )
}

/** Null is absent in what 1.1 knows (access-contract §4.5); in what it does not, nulls are kept as they came. */
export const withoutNulls = (names: NamedNodes | undefined, value: Json): Json =>
  names !== undefined && isJsonObject(value) ? membersWithoutNulls(names, value) : value

const membersWithoutNulls = (names: NamedNodes, object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === null ? [] : [[key, withoutNulls(lookUp(names, key)?.subs, value)]],
    ),
  )
