import type { ResourceStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { orDirectoryGone } from './change-log.ts'
import { changeReader } from './change-reader.ts'
import type { Database } from './database.ts'
import { groupsOf } from './groups-of.ts'
import { MembersJson } from './members-json.ts'
import type { Positions } from './positions.ts'
import { searchResources } from './resource-search.ts'
import { SqlResourceTransaction } from './resource-transaction.ts'
import { walkResources } from './resource-walk.ts'
import { getResource } from './resource-write.ts'
import { searchUnion } from './union-search.ts'

export function resourceStore(database: Database, positions: Positions, clock: Clock): ResourceStore {
  const members = new MembersJson(database.reader)
  return {
    get: (collection, id) => getResource(database.reader, collection, id),
    search: (collection, query) => searchResources(database, positions, collection, query),
    walk: (collection, query) => walkResources(database, positions, collection, query),
    union: (directory, query) => searchUnion(database, directory, query),
    groupsOf: (collection, ids) => groupsOf(database.reader, collection, ids),
    membersJson: (collection, group) => members.of(collection, group),
    ...changeReader(database.reader),
    write: (unit) =>
      orDirectoryGone(database.write((transaction) => unit(new SqlResourceTransaction(transaction, positions, clock)))),
    writeInOrder: (units) =>
      database.writeInOrder(
        units.map(
          (unit) => (transaction) => orDirectoryGone(unit(new SqlResourceTransaction(transaction, positions, clock))),
        ),
      ),
  }
}
