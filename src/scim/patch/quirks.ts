import { isJsonObject, type Json } from '../../shared/json.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf } from '../schema/vocabulary.ts'
import type { PatchOperation } from './parse.ts'

/**
 * What clients do differently, turned into what RFC 7644 describes, before anything is bound. Each deviation is one
 * function. Those that are a matter of names alone (dots for colons, misspelt URNs) are in the schema's vocabulary.
 */

/** An operation on one path. `implied`: the path was a key of a value, so what cannot be written is passed over. */
export type PathOperation = PatchOperation & { readonly path: string; readonly implied: boolean }

/** Operations that all have a path; undefined when the operation names no target at all. */
export function settleQuirks(
  resourceType: ResourceType,
  operation: PatchOperation,
): readonly PathOperation[] | undefined {
  const { path } = operation
  if (path === undefined) return spreadPathlessValue(resourceType, operation)
  const explicit: PathOperation = { ...operation, path, implied: false }
  return spreadExtension(resourceType, unwrapRemovedValue(explicit))
}

/**
 * Okta (catalogue app), Entra (`aadOptscim062020`): no path, and a value whose keys are attributes, or dotted,
 * URN-qualified or filtered paths (scim-clients P4, P6).
 * `{"op":"replace","value":{"id":"…","active":false,"name.givenName":"Jo","emails[type eq \"work\"].value":"jo@example.com"}}`
 */
export function spreadPathlessValue(
  resourceType: ResourceType,
  operation: PatchOperation,
): readonly PathOperation[] | undefined {
  const { op, position, value } = operation
  if (op === 'remove' || !isJsonObject(value)) return undefined
  return Object.keys(value).flatMap((path) =>
    spreadExtension(resourceType, { op, position, path, value: value[path] ?? null, implied: true }),
  )
}

/**
 * Okta, Entra: a whole extension object, which is a merge and not a replacement (scim-clients P5).
 * `{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D"}}}`
 */
export function spreadExtension(resourceType: ResourceType, operation: PathOperation): readonly PathOperation[] {
  const schema = operation.op === 'remove' ? undefined : lookUp(vocabularyOf(resourceType).schemas, operation.path)
  const { value } = operation
  if (schema === undefined || !isJsonObject(value)) return [operation]
  return Object.keys(value).map((name) => ({
    ...operation,
    path: `${schema.schema.id}:${name}`,
    value: value[name] ?? null,
    implied: true,
  }))
}

/**
 * Seen with group connectors: a removal whose value repeats the attribute (scim-clients P10).
 * `{"op":"remove","path":"members","value":{"members":[{"value":"2819c223"}]}}`
 */
export function unwrapRemovedValue(operation: PathOperation): PathOperation {
  const { op, path, value } = operation
  if (op !== 'remove' || !isJsonObject(value)) return operation
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === path.toLowerCase())
  return key === undefined ? operation : { ...operation, value: value[key] as Json } // the key was just found
}
