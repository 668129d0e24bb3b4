import type { Directory, DirectoryStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database } from './database.ts'
import { createDirectory } from './directory-create.ts'
import { readNames, updateDirectory } from './directory-update.ts'
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
    create: (directory, actor, audited) =>
      database.write(async (transaction) => {
        transaction.afterCommit(() => forget(directory.tenantId))
        const created = await createDirectory(transaction, directory, actor)
        if (created.ok) await appendAudit(transaction, directory.tenantId, audited?.(created.value))
        return created
      }),
    async update(directory, change, audited) {
      const updated = await database.write(async (transaction) => {
        transaction.afterCommit(() => forget(directory.tenantId))
        const before = await readNames(transaction, directory)
        const done = await updateDirectory(transaction, directory, change)
        if (done.ok) await appendAudit(transaction, directory.tenantId, audited?.(before))
        return done
      })
      if (updated.ok) return updated
      return updated.error.kind === 'directoryGone' ? undefined : fail(updated.error)
    },
    async remove(directory, audited) {
      const { tenantId, directoryId } = directory
      const hidden = await database.write(async (transaction) => {
        if (!(await hideDirectory(transaction, directory, clock()))) return fail(undefined)
        transaction.afterCommit(() => {
          forget(tenantId)
          positions.forget(tenantId, directoryId)
        })
        const counts = await readCounts(transaction, directory)
        await appendAudit(transaction, tenantId, audited?.(counts))
        return ok(counts)
      })
      if (!hidden.ok) return { users: 0, groups: 0 }
      await sweepDirectory(database, directory)
      positions.forget(tenantId, directoryId)
      return { users: hidden.value.get('User') ?? 0, groups: hidden.value.get('Group') ?? 0 }
    },
    counts: (directory) => readCounts(database.reader, directory),
  }
}
