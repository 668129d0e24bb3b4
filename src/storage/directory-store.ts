import type { Directory, DirectoryStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok } from '../shared/result.ts'
import type { Database } from './database.ts'
import { createDirectory } from './directory-create.ts'
import { updateDirectory } from './directory-update.ts'
import type { DirectoryList } from './directory-list.ts'
import { hideDirectory, readCounts, sweepDirectory } from './directory-remove.ts'
import type { Positions } from './positions.ts'

export function directoryStore(
  database: Database,
  positions: Positions,
  clock: Clock,
  directories: DirectoryList,
): DirectoryStore {
  const list = (tenantId: number): Promise<readonly Directory[]> => directories.of(tenantId)
  const forget = (tenantId: number): void => directories.forget(tenantId)
  return {
    list,
    byUuid: async (tenantId, uuid) => (await list(tenantId)).find((directory) => directory.uuid === uuid),
    bySlug: async (tenantId, slug) => (await list(tenantId)).find((directory) => directory.slug === slug),
    create: (directory, actor) =>
      database.write(async (transaction) => {
        transaction.afterCommit(() => forget(directory.tenantId))
        return createDirectory(transaction, directory, actor)
      }),
    async update(directory, change) {
      const updated = await database.write(async (transaction) => {
        transaction.afterCommit(() => forget(directory.tenantId))
        return updateDirectory(transaction, directory, change)
      })
      if (updated.ok) return updated
      return updated.error.kind === 'directoryGone' ? undefined : fail(updated.error)
    },
    async remove(directory) {
      const { tenantId, directoryId } = directory
      const hidden = await database.write(async (transaction) => {
        if (!(await hideDirectory(transaction, directory, clock()))) return fail(undefined)
        transaction.afterCommit(() => {
          forget(tenantId)
          positions.forget(tenantId, directoryId)
        })
        return ok(await readCounts(transaction, directory))
      })
      if (!hidden.ok) return { users: 0, groups: 0 }
      await sweepDirectory(database, directory)
      positions.forget(tenantId, directoryId)
      return { users: hidden.value.get('User') ?? 0, groups: hidden.value.get('Group') ?? 0 }
    },
    counts: (directory) => readCounts(database.reader, directory),
  }
}
