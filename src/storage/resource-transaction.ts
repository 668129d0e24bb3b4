import type {
  AddedMembers,
  Change,
  Collection,
  Containment,
  DeletedResource,
  Directory,
  NewChange,
  ResourceRow,
  ResourceTransaction,
  StoredResource,
  Taken,
} from '../directory/ports.ts'
import type { IndexRow } from '../scim/filter/ast.ts'
import type { MemberReference } from '../scim/resource.ts'
import type { Clock } from '../shared/clock.ts'
import type { Result } from '../shared/result.ts'
import { appendChange, requireVersion } from './change-log.ts'
import { getDeleted, readChanges } from './change-reader.ts'
import type { Transaction } from './database.ts'
import { lockDirectory } from './directory-lock.ts'
import { groupsAbove } from './group-ancestry.ts'
import { addMembers, joinParked, memberIds, removeMembers, renameMember } from './member-write.ts'
import type { Positions } from './positions.ts'
import { sql } from './sql.ts'
import {
  addToIndex,
  findDeleted,
  getResource,
  insertResource,
  removeResource,
  reviveResource,
  touchResource,
  updateResource,
} from './resource-write.ts'

/** One unit of work on resources. A class, because one is made for every write. */
export class SqlResourceTransaction implements ResourceTransaction {
  readonly #transaction: Transaction
  readonly #positions: Positions
  readonly #clock: Clock
  readonly #under: Directory | undefined
  #tenantId = 0
  #directoryId = 0

  constructor(transaction: Transaction, positions: Positions, clock: Clock, under: Directory | undefined) {
    this.#transaction = transaction
    this.#positions = positions
    this.#clock = clock
    this.#under = under
  }

  get(collection: Collection, id: string): Promise<StoredResource | undefined> {
    return getResource(this.#in(collection), collection, id)
  }

  findDeleted(collection: Collection, nameKey: string, externalId: string): Promise<DeletedResource | undefined> {
    return findDeleted(this.#in(collection), collection, nameKey, externalId, this.#clock())
  }

  getDeleted(collection: Collection, id: string): Promise<DeletedResource | undefined> {
    return getDeleted(this.#in(collection), collection, id, this.#clock())
  }

  async lastChange(collection: Collection, id: string): Promise<Change | undefined> {
    const { tenantId, directoryId } = collection
    const at = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId}`
    const [last] = await readChanges(this.#in(collection), at, { resourceId: id, count: 1 })
    return last
  }

  insert(collection: Collection, row: ResourceRow, index: readonly IndexRow[]): Promise<Result<void, Taken>> {
    return insertResource(this.#in(collection), this.#positions, collection, row, index)
  }

  revive(collection: Collection, row: ResourceRow, index: readonly IndexRow[]): Promise<Result<void, Taken>> {
    return reviveResource(this.#in(collection), this.#positions, collection, row, index)
  }

  update(
    collection: Collection,
    row: ResourceRow,
    before: readonly IndexRow[],
    after: readonly IndexRow[],
  ): Promise<Result<void, Taken>> {
    return updateResource(this.#in(collection), collection, row, before, after)
  }

  renameMember(collection: Collection, id: string, name: string, at: number): Promise<void> {
    return renameMember(this.#in(collection), collection, id, name, at)
  }

  touch(collection: Collection, id: string, at: number): Promise<number> {
    return touchResource(this.#in(collection), collection, id, at)
  }

  remove(collection: Collection, id: string, at: number, index: readonly IndexRow[]): Promise<readonly string[]> {
    return removeResource(this.#in(collection), this.#positions, collection, id, at, index)
  }

  addMembers(groups: Collection, groupId: string, members: readonly MemberReference[]): Promise<AddedMembers> {
    return addMembers(this.#in(groups), groups, groupId, members)
  }

  removeMembers(groups: Collection, groupId: string, ids: readonly string[]): Promise<readonly string[]> {
    return removeMembers(this.#in(groups), groups, groupId, ids)
  }

  memberIds(groups: Collection, groupId: string): Promise<readonly string[]> {
    return memberIds(this.#in(groups), groups, groupId)
  }

  groupsAbove(groups: Collection, groupId: string, atMost: number): Promise<readonly Containment[]> {
    return groupsAbove(this.#in(groups), groups, [groupId], atMost)
  }

  joinParked(collection: Collection, id: string): Promise<readonly string[]> {
    return joinParked(this.#in(collection), collection, id)
  }

  async addToIndex(
    collection: Collection,
    { id, position }: Pick<StoredResource, 'id' | 'position'>,
    rows: readonly IndexRow[],
  ): Promise<boolean> {
    const transaction = this.#in(collection)
    // no entry in the change log will ask
    if (this.#under !== undefined) await requireVersion(transaction, this.#under)
    return addToIndex(transaction, collection, id, position, rows)
  }

  appendChange(change: NewChange): Promise<number> {
    const isUnder = this.#under?.tenantId === change.tenantId && this.#under.directoryId === change.directoryId
    return appendChange(this.#in(change), change, isUnder ? this.#under?.schemaVersion : undefined)
  }

  /** The transaction, holding the directory from its first statement on. */
  #in({ tenantId, directoryId }: Pick<Collection, 'tenantId' | 'directoryId'>): Transaction {
    if (tenantId !== this.#tenantId || directoryId !== this.#directoryId) {
      this.#tenantId = tenantId
      this.#directoryId = directoryId
      lockDirectory(this.#transaction, { tenantId, directoryId })
    }
    return this.#transaction
  }
}
