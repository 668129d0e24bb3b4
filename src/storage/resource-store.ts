import type { ResourceStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { orUndone } from './change-log.ts'
import { changeReader } from './change-reader.ts'
import type { Database } from './database.ts'
import { groupsOf } from './groups-of.ts'
import type { DirectoryList } from './directory-list.ts'
import { MembersJson } from './members-json.ts'
import { parkedMembers } from './parked-members.ts'
import type { Positions } from './positions.ts'
import { searchResources } from './resource-search.ts'
import { SqlResourceTransaction } from './resource-transaction.ts'
import { walkResources } from './resource-walk.ts'
import { getResource } from './resource-write.ts'
import { searchUnion } from './union-search.ts'

export function resourceStore(
  database: Database,
  positions: Positions,
  clock: Clock,
  directories: DirectoryList,
): ResourceStore {
  const members = new MembersJson(database.reader)
  return {
    get: (collection, id) => getResource(database.reader, collection, id),
    search: (collection, query) => searchResources(database, positions, collection, query),
    walk: (collection, query) => walkResources(database, positions, collection, query),
    union: (directory, query) => searchUnion(database, directory, query),
    groupsOf: (collection, ids) => groupsOf(database.reader, collection, ids),
    parked: (groups, groupId, count) => parkedMembers(database.reader, groups, groupId, count),
    membersInParts: (collection, group, baseUrl) => members.inParts(collection, group, baseUrl),
    membersJson: (collection, group, baseUrl) => members.of(collection, group, baseUrl),
    ...changeReader(database.reader),
    async write(unit, under) {
      const written = await orUndone(
        database.write((transaction) => unit(new SqlResourceTransaction(transaction, positions, clock, under))),
      )
      // another process was quicker than the list of this one is old
      if (under !== undefined && !written.ok && isSchemaChanged(written.error)) directories.forget(under.tenantId)
      return written
    },
    writeInOrder: (units, under) =>
      database.writeInOrder(
        units.map(
          (unit) => (transaction) => orUndone(unit(new SqlResourceTransaction(transaction, positions, clock, under))),
        ),
      ),
  }
}

const isSchemaChanged = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'kind' in error && error.kind === 'schemaChanged'
