import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { idInAddress, memberIdOf } from '../member-id.ts'
import type { MemberReference } from '../resource.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import { isUnassigned } from './read-attribute.ts'
import { refuse, type Problems } from './problems.ts'

/**
 * Member references in every shape that clients send (scim-clients V4, P12): an id, ids, objects with more around the
 * id. Each id once, with the last type given for it.
 */
export function readMembers(node: AttributeNode, value: Json, problems: Problems): readonly MemberReference[] {
  const members = new Map<string, MemberReference>()
  for (const each of isJsonArray(value) ? value : [value]) {
    const member = readMember(node, each, problems)
    if (member !== undefined) members.set(member.value, member)
  }
  return [...members.values()]
}

const MAX_ID = 256

function readMember(node: AttributeNode, element: Json, problems: Problems): MemberReference | undefined {
  if (isUnassigned(element)) return undefined
  const written = isJsonObject(element) ? (fieldOf(element, 'value') ?? addressed(element)) : element
  if (written === null || written === '') return undefined
  if (typeof written !== 'string')
    return refuse(problems, node, 'each member needs the id of a user or group as "value".')
  const value = memberIdOf(written)
  if (value === '') return undefined
  if (value.length > MAX_ID) return refuse(problems, node, `an id of more than ${MAX_ID} characters names nothing.`)
  const type = isJsonObject(element) ? (fieldOf(element, 'type') ?? null) : null
  if (isUnassigned(type)) return { value }
  if (typeof type !== 'string') return refuse(problems, node, 'the type of a member is User or Group.')
  const known = TYPES.get(type.toLowerCase())
  // what the id belongs to is what counts, so a word that nobody knows is passed over
  return known === undefined ? { value } : { value, type: known }
}

/** A member without `value` is the one that `$ref` leads to (RFC 7643 §2.4). */
function addressed(element: JsonObject): Json | undefined {
  const address = fieldOf(element, '$ref')
  return typeof address === 'string' && address !== '' ? (idInAddress(address) ?? address) : undefined
}

const TYPES: ReadonlyMap<string, 'User' | 'Group'> = new Map([
  ['user', 'User'],
  ['group', 'Group'],
])

function fieldOf(object: JsonObject, name: string): Json | undefined {
  const exact = object[name]
  if (exact !== undefined) return exact
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}
