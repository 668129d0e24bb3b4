import type { Json } from '../shared/json.ts'

/**
 * The attributes of a resource as they are stored: validated, canonical names and types, no `null`, no empty arrays.
 * Extension objects stand under their full URN. Left out, because they are derived or kept elsewhere: `id`, `schemas`,
 * `meta`, and the relations `members` and `groups`. Unknown attributes and namespaces are kept as they came.
 */
export type Attributes = { readonly [name: string]: Json }

/** A member reference as written: the id, and what kind of resource the client says it is. */
export type MemberReference = { readonly value: string; readonly type?: 'User' | 'Group' }

/**
 * What a write does to the relation `members`. Never an array of the whole: adding one member to a group of a million
 * must not read the million. `keep` is a PUT without the key (scim-clients U2) or a PATCH that touches no member.
 */
export type MemberChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'replace'; readonly members: readonly MemberReference[] }
  /** Steps in order; `clear` drops everything that is there at that point. */
  | { readonly kind: 'steps'; readonly steps: readonly MemberStep[] }

export type MemberStep =
  | { readonly op: 'add'; readonly members: readonly MemberReference[] }
  | { readonly op: 'remove'; readonly ids: readonly string[] }
  | { readonly op: 'clear' }

/** RFC 7643 §3.1, without `location`, which depends on the address a client used. */
export type Meta = {
  readonly resourceType: string
  /** Milliseconds since the epoch. */
  readonly created: number
  readonly lastModified: number
  /** Counts from 1; shown as `W/"3"`. */
  readonly version: number
}
