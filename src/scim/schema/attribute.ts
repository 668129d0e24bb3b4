import type { Json } from '../../shared/json.ts'

/** RFC 7643 §2.3, §2.4. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'reference'
  | 'binary'
  | 'complex'

/**
 * One attribute, declared once, as frozen data (RFC 7643 §7). Validation, `/Schemas`, filter and PATCH paths, index
 * rows and the console's forms derive from it. It states facts about the attribute: never SQL, never widgets.
 */
export type Attribute = {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  /** Only of type `complex`. */
  readonly subAttributes?: readonly Attribute[]
  /** Longest accepted text, in UTF-16 code units. Only of types `string` and `reference`. */
  readonly maxLength?: number
  /**
   * Identity providers and people find a resource by this value, so it is indexed by value. Everything else that can be
   * asked for is found by a scan of its own path (about 12 ms for 100,000 people), which makes a create half as dear.
   */
  readonly lookup?: true
  /**
   * Kept as rows of the `member` table instead of inside the body: `members` of a group is written through it, `groups`
   * of a user is read through it.
   */
  readonly relation?: 'members' | 'groups'
  /** What a new resource holds when its creator says nothing. */
  readonly default?: Json
  /** A PUT that does not mention it leaves the stored value (RFC 7644 §3.5.1 lets the server choose; scim-clients U3). */
  readonly keptWhenOmitted?: true
}

export type Schema = {
  /** RFC 7643 §3.1, e.g. `urn:ietf:params:scim:schemas:core:2.0:User`. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
  /** Prefix of this schema's index paths, so that a row does not carry the whole URN. Empty for a core schema. */
  readonly alias: string
  /** Other spellings of the URN that clients send for the same schema (scim-clients V8, V10). */
  readonly alsoKnownAs?: readonly string[]
}

/** RFC 7643 §6. */
export type ResourceType = {
  /** `User`, `Group`; also the value of `meta.resourceType`. */
  readonly name: string
  /** `/Users`, `/Groups`. */
  readonly endpoint: string
  readonly description: string
  readonly schema: Schema
  readonly extensions: readonly { readonly schema: Schema; readonly required: boolean }[]
  /**
   * The core attribute that names a resource: unique in its directory under the canonical key (`userName`, `displayName`).
   * Without one a resource is named by its id.
   */
  readonly nameAttribute?: string
}

/**
 * A resolved attribute path. `indexPath` is how index rows and compiled filters name it: `userName`, `name.givenName`,
 * `emails.value`, `enterprise:department`, `enterprise:manager.value`.
 */
export type AttributePath = {
  readonly indexPath: string
  readonly schema: Schema
  readonly attribute: Attribute
  /** Present when the path ends in a sub-attribute. */
  readonly subAttribute?: Attribute
  /** Where a filter finds the value. `nowhere`: it cannot be asked for. */
  readonly place: 'column' | 'rows' | 'relation' | 'nowhere'
  /** The resource is known by it: `userName`, `displayName` of a group. */
  readonly naming: boolean
}
