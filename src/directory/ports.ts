import type { MemberReference } from '../scim/resource.ts'
import type { IndexRow } from '../scim/filter/ast.ts'
import type { ResourceType } from '../scim/schema/attribute.ts'
import type { Anchor, SearchQuery, Selector, Sort, WalkQuery } from '../scim/search-query.ts'
import type { Definitions } from '../scim/schema/definition.ts'
import type { Audited, AuditEntry } from '../shared/audit-entry.ts'
import type { Json } from '../shared/json.ts'
import type { Result } from '../shared/result.ts'

/** Ports of the directory: everything these use cases need from outside, on one screen. `storage/` implements them. */

export type DirectoryType = 'OTHER_DIRECTORY' | 'LOCAL_DIRECTORY'

export type Directory = {
  readonly tenantId: number
  /** Small and never reused inside the tenant: what rows and indexes carry. */
  readonly directoryId: number
  /** The id that callers see, a UUID. */
  readonly uuid: string
  /** `a-z 0-9 -`, unique in the tenant; part of `/directories/{slug}/scim/v2`. */
  readonly slug: string
  readonly type: DirectoryType
  readonly name: string
  /** As given, in the order given; unique in the tenant ignoring case. */
  readonly domains: readonly string[]
  readonly createdAt: number
  /**
   * Every type of resource it holds, the standard ones first. One frozen value as long as nobody changes a definition, so
   * that what derives from it is made once.
   */
  readonly resourceTypes: readonly ResourceType[]
  /** Grows by one with each change of its definitions; 0 as long as there are none. */
  readonly schemaVersion: number
}

/** What a directory is made of; the store gives it the rest. */
export type NewDirectory = Omit<Directory, 'directoryId' | 'resourceTypes' | 'schemaVersion'>

/** Which resources a statement may see. Everything in it is part of every key and every query. */
export type Collection = {
  readonly tenantId: number
  readonly directoryId: number
  /** Name of the resource type: `User`, `Group`. */
  readonly resourceType: string
}

/** A live resource as stored. */
export type StoredResource = {
  readonly id: string
  /** Place in the list order of its collection: grows by one with each create, never reused. */
  readonly position: number
  readonly version: number
  readonly created: number
  readonly lastModified: number
  /** The representation as far as it depends on the resource alone: JSON text from `{` to before `meta`, see `scim/representation.ts`. */
  readonly stem: string
  /** Joined members; 0 for anything that is not a group. */
  readonly memberCount: number
}

/** What a write puts into the row of a resource. */
export type ResourceRow = {
  readonly id: string
  readonly stem: string
  readonly created: number
  readonly lastModified: number
  readonly version: number
  /** The naming attribute as given: how a group is shown where it is only referred to. */
  readonly name: string
  /** `canonicalKey` of the naming attribute. Unique among the live resources of the collection. */
  readonly nameKey: string
  readonly externalId: string | undefined
  readonly active: boolean
}

export type GroupReference = {
  readonly id: string
  readonly display: string
  /** RFC 7643 §4.1.2: a member of it, or of a group inside it. A group that is both is `direct`. */
  readonly type: 'direct' | 'indirect'
}

/** One live group that contains another one. */
export type Containment = {
  readonly childId: string
  readonly parentId: string
  readonly parentName: string
  /** The parent's, in the list of groups. */
  readonly position: number
}

export type Member = { readonly id: string; readonly type: 'User' | 'Group' }

/** Known by nothing but its id, and what the client says it is. */
export type ParkedMember = { readonly id: string; readonly type: Member['type'] | undefined }

/** `next` is where the page ended; absent on the last page. */
export type Walked = {
  readonly total: number
  readonly resources: readonly StoredResource[]
  readonly next?: Pick<Anchor, 'key' | 'position'>
}

/** `parts` are numbered from 0; one without `sort` does not have the attribute. The page begins behind `after`, then skips. */
export type UnionQuery = {
  readonly parts: readonly (Selector & { readonly resourceType: string })[]
  readonly direction: Sort['order']
  readonly skip: number
  readonly after?: Anchor
  readonly count: number
}

export type Union = {
  readonly total: number
  readonly found: readonly { readonly part: number; readonly stored: StoredResource }[]
  readonly next?: Anchor
}

/** The key that seals the cursors of a tenant: made once, the same in every process and after every restart. */
export interface CursorKeys {
  of(tenantId: number): Promise<Uint8Array>
}

/** Reads see only what is committed. None of them waits for a writer. */
export interface ResourceReader {
  get(collection: Collection, id: string): Promise<StoredResource | undefined>
  /** `total` counts every match, not the page. Order: `sort` if given, then position. */
  search(
    collection: Collection,
    query: SearchQuery,
  ): Promise<{ readonly total: number; readonly resources: readonly StoredResource[] }>
  /** One page of a walk, with the total of all of it. Order as in `search`. */
  walk(collection: Collection, query: WalkQuery): Promise<Walked>
  /** One page of a list that is sorted over several resource types; equal ones in the order of the types, then of the list. */
  union(directory: Pick<Directory, 'tenantId' | 'directoryId'>, query: UnionQuery): Promise<Union>
  /** Groups of each of the given resources, by id: the direct ones, then the indirect ones, each in the order of the list of groups. Ids without a group are absent. */
  groupsOf(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, readonly GroupReference[]>>
  /**
   * Joined members of one group, ordered by id, as finished JSON text: `[{"value":"…","$ref":"…","display":"…","type":"User"},…]`.
   * `$ref` starts with `baseUrl`; without it there are `value` and `type` alone.
   */
  membersJson(
    collection: Collection,
    group: Pick<StoredResource, 'id' | 'version' | 'memberCount'>,
    baseUrl?: string,
  ): Promise<string>
  /** The same text piece by piece, for a group of any size. Who joins or leaves meanwhile is in it or not. */
  membersInParts(
    collection: Collection,
    group: Pick<StoredResource, 'id' | 'version' | 'memberCount'>,
    baseUrl?: string,
  ): AsyncIterable<string>
  /** Members of one group that wait for a user or group with their id: the first `count`, ordered by id, and how many in all. */
  parked(
    groups: Collection,
    groupId: string,
    count: number,
  ): Promise<{ readonly total: number; readonly members: readonly ParkedMember[] }>
}

/** The resource that a create met under its name, or a delete left behind. */
export type DeletedResource = {
  readonly id: string
  readonly version: number
  readonly created: number
  readonly stem: string
}

/**
 * One unit of work. Whatever it does becomes visible and durable together, or not at all; a unit that ends in a `Fail`
 * leaves nothing behind. A unit awaits nothing but this transaction.
 */
export interface ResourceTransaction {
  get(collection: Collection, id: string): Promise<StoredResource | undefined>
  /** Soft-deleted within the last 30 days with this very name and externalId; a POST revives it (DESIGN §6). */
  findDeleted(collection: Collection, nameKey: string, externalId: string): Promise<DeletedResource | undefined>
  /** A soft-deleted resource by its id. */
  getDeleted(collection: Collection, id: string): Promise<DeletedResource | undefined>
  /** The newest entry of the change log about a resource. */
  lastChange(collection: Collection, id: string): Promise<Change | undefined>
  /** Fails when a live resource of the collection has the name, or another resource a value that has to be unique. */
  insert(collection: Collection, row: ResourceRow, index: readonly IndexRow[]): Promise<Result<void, Taken>>
  /** Brings a deleted row back under its old id, at the end of the list. */
  revive(collection: Collection, row: ResourceRow, index: readonly IndexRow[]): Promise<Result<void, Taken>>
  /** `before`/`after` are the index rows of the old and the new attributes; only the difference is written. */
  update(
    collection: Collection,
    row: ResourceRow,
    before: readonly IndexRow[],
    after: readonly IndexRow[],
  ): Promise<Result<void, Taken>>
  /** The resource is called something else now: the groups that it is in show that, and get a new version. */
  renameMember(collection: Collection, id: string, name: string, at: number): Promise<void>
  /** Version and lastModified only, for a change of members alone. Returns the new version. */
  touch(collection: Collection, id: string, at: number): Promise<number>
  /**
   * Soft delete: out of every read at once, its name free at once. Its own memberships end, and the groups it leaves are
   * touched and returned; a deleted group keeps its member rows for an undo.
   */
  remove(collection: Collection, id: string, at: number, index: readonly IndexRow[]): Promise<readonly string[]>

  /** Joins what exists and parks what does not. */
  addMembers(groups: Collection, groupId: string, members: readonly MemberReference[]): Promise<AddedMembers>
  /** Returns the ids that were there, joined or parked. */
  removeMembers(groups: Collection, groupId: string, ids: readonly string[]): Promise<readonly string[]>
  /** Every member id of the group, joined and parked. */
  memberIds(groups: Collection, groupId: string): Promise<readonly string[]>
  /** What contains the group, and what contains that, and so on: no more than `atMost` pairs. */
  groupsAbove(groups: Collection, groupId: string, atMost: number): Promise<readonly Containment[]>
  /** Members that were parked under this id join now. Returns the live groups they joined. */
  joinParked(collection: Collection, id: string): Promise<readonly string[]>

  /**
   * Adds to what the index knows of a live resource: `rows` of declarations that came after it. False when one of its values
   * has to be unique and is another's; it is then found by it, and does not hold it.
   */
  addToIndex(
    collection: Collection,
    resource: Pick<StoredResource, 'id' | 'position'>,
    rows: readonly IndexRow[],
  ): Promise<boolean>

  /** Appends to the directory's change log under the next number, without gaps. */
  appendChange(change: NewChange): Promise<number>
}

/** `added`: rows that were not there before, joined or parked. Of them, `parked` match nothing yet and `groups` are groups. */
export type AddedMembers = {
  readonly added: readonly string[]
  readonly parked: readonly string[]
  readonly groups: readonly string[]
}

export type NameTaken = { readonly kind: 'nameTaken' }

/** A value that has to be unique, under the URN and path `name`, is another resource's: of the collection, or of the tenant. */
export type ValueTaken = { readonly kind: 'valueTaken'; readonly name: string; readonly scope: 'directory' | 'tenant' }

export type Taken = NameTaken | ValueTaken

export type ChangeKind = 'create' | 'update' | 'delete' | 'revive'

export type NewChange = {
  readonly tenantId: number
  readonly directoryId: number
  readonly at: number
  readonly kind: ChangeKind
  readonly resourceType: string
  readonly resourceId: string
  /** Version of the resource after the change. */
  readonly version: number
  readonly actor: Actor
  /**
   * What changed: per top-level attribute `[before, after]`, `null` where it was or is absent; member changes as
   * `{"members":{"added":[…],"removed":[…]}}`. Applied backwards from the current body it gives any earlier version.
   */
  readonly difference: Json
}

/** Who did it and through which credential. */
export type Actor = {
  readonly kind: 'client' | 'administrator' | 'system'
  /** Client id or administrator's username. */
  readonly name: string
  /** Id of the token that was presented; absent for `system`. */
  readonly tokenId?: string
}

/** One entry of the change log as it is read back. */
export type Change = Omit<NewChange, 'tenantId' | 'directoryId'> & { readonly sequence: number }

export type ChangeQuery = {
  readonly resourceType?: string
  readonly resourceId?: string
  /** Only entries with a lower number. */
  readonly before?: number
  readonly count: number
}

/** A soft-deleted resource that can still be brought back. */
export type DeletedEntry = { readonly id: string; readonly name: string; readonly deletedAt: number }

export interface ChangeReader {
  /** The newest first. */
  changes(directory: Pick<Directory, 'tenantId' | 'directoryId'>, query: ChangeQuery): Promise<readonly Change[]>
  /** Deleted lately and not brought back, the last one first. */
  deleted(collection: Collection, since: number, count: number): Promise<readonly DeletedEntry[]>
}

export interface ResourceStore extends ResourceReader, ChangeReader {
  /**
   * Runs a unit of work. Concurrent units may share one durable commit; the promise resolves after it. A unit that writes
   * while its directory is being removed leaves nothing; nor does one that has read and checked by definitions of `under`
   * that are not the newest any more.
   */
  write<T, E>(
    unit: (transaction: ResourceTransaction) => Promise<Result<T, E>>,
    under?: Directory,
  ): Promise<Result<T, E | DirectoryGone | SchemaChanged>>
  /**
   * Runs units one after the other, each undone by itself when it fails, and lets them share durable commits; the promise
   * resolves after the last one. A unit may be run again, and then so are some of those before it and all after it.
   */
  writeInOrder<T, E>(
    units: readonly ((transaction: ResourceTransaction) => Promise<Result<T, E>>)[],
    under?: Directory,
  ): Promise<readonly Result<T, E | DirectoryGone | SchemaChanged>[]>
}

export type DirectoryGone = { readonly kind: 'directoryGone' }
/** The definitions of the directory have changed since it was read. */
export type SchemaChanged = { readonly kind: 'schemaChanged' }
/** A resource type has so many live resources. */
export type TypeInUse = { readonly kind: 'typeInUse'; readonly live: number }

/** One change of the definitions of a directory: who made it, and what it was in a sentence. */
export type SchemaVersion = {
  readonly version: number
  readonly at: number
  readonly actor: Actor
  readonly summary: string
}

export type NewSchemaVersion = Omit<SchemaVersion, 'version'> & {
  readonly definitions: Definitions
  /** A resource type that is no more: refused while it has live resources. */
  readonly ending?: string
}

/** The definitions of a directory, in versions, and what keeps stored resources in step with them. */
export interface SchemaStore {
  definitions(directory: Directory, version: number): Promise<Definitions>
  /** The newest first. */
  history(directory: Directory, count: number): Promise<readonly SchemaVersion[]>
  /** Makes it the version after the one of `directory`, if that is the newest still. */
  keep(
    directory: Directory,
    next: NewSchemaVersion,
    audit?: AuditEntry,
  ): Promise<Result<void, SchemaChanged | TypeInUse>>
  /** Live resources in the order of their positions, from after `after` on. */
  page(collection: Collection, after: number, count: number): Promise<readonly StoredResource[]>
  /** Takes index paths, and values that were unique under these names, from every resource of the collection. In steps. */
  forgetValues(collection: Collection, paths: readonly string[], uniqueNames: readonly string[]): Promise<void>
  /** Deletes for good what a type without live resources leaves behind. In steps. */
  forgetType(collection: Collection): Promise<void>
  /** Directories whose resources are not all indexed by the newest definitions, and the version by which they are. */
  unsettled(): Promise<readonly { readonly directory: Directory; readonly indexedVersion: number }[]>
  indexedVersion(directory: Directory): Promise<number | undefined>
  /** Every resource is indexed by the definitions of this version. */
  settled(directory: Directory): Promise<void>
}

export type DomainTaken = { readonly kind: 'domainTaken'; readonly domain: string; readonly directoryName: string }
export type DirectoryNameTaken = { readonly kind: 'directoryNameTaken'; readonly directoryName: string }

export interface DirectoryStore {
  list(tenantId: number): Promise<readonly Directory[]>
  byUuid(tenantId: number, uuid: string): Promise<Directory | undefined>
  bySlug(tenantId: number, slug: string): Promise<Directory | undefined>
  /** Gives the directory its number, and its slug the first free of `slug`, `slug-2`, … . Uniqueness is the database's. */
  create(
    directory: NewDirectory,
    actor: Actor,
    audited?: Audited<Directory>,
  ): Promise<Result<Directory, DomainTaken | DirectoryNameTaken>>
  /** Name and domains become these; the slug stays. Undefined when the directory is gone. */
  update(
    directory: Directory,
    change: Pick<Directory, 'name' | 'domains'>,
    audited?: Audited<Pick<Directory, 'name' | 'domains'>>,
  ): Promise<Result<Directory, DomainTaken | DirectoryNameTaken> | undefined>
  /** Removes the directory with everything in it. Counts what went. */
  remove(
    directory: Directory,
    audited?: Audited<ReadonlyMap<string, number>>,
  ): Promise<{ readonly users: number; readonly groups: number }>
  /** Live resources per resource type, from kept counters. */
  counts(directory: Directory): Promise<ReadonlyMap<string, number>>
}
