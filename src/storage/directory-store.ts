import type { Directory, DirectoryStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { fail, ok } from '../shared/result.ts'
import type { Database } from './database.ts'
import { createDirectory } from './directory-create.ts'
import { updateDirectory } from './directory-update.ts'
import { readDirectories } from './directory-record.ts'
import { hideDirectory, readCounts, sweepDirectory } from './directory-remove.ts'
import type { Positions } from './positions.ts'

/** Milliseconds for which the directories of a tenant are taken from memory where other processes change them too. */
const GOOD_FOR = 1_000

type Kept = { readonly readAt: number; readonly directories: readonly Directory[] }

/**
 * Every SCIM request asks for the tenant's directories, so they are kept until a commit of this process changes them, and
 * where it is not the only one that writes for a second at most.
 */
export function directoryStore(database: Database, positions: Positions, clock: Clock): DirectoryStore {
  const kept = new Map<number, Kept>()
  let commits = 0
  const forget = (tenantId: number): void => {
    commits += 1
    kept.delete(tenantId)
  }
  const isGood = ({ readAt }: Kept): boolean => !database.dialect.manyWriters || clock() - readAt < GOOD_FOR
  const list = async (tenantId: number): Promise<readonly Directory[]> => {
    const known = kept.get(tenantId)
    if (known !== undefined && isGood(known)) return known.directories
    const seen = commits
    const readAt = clock()
    const directories = await readDirectories(database.reader, tenantId)
    // what was read while a commit came in between is good for this answer, but may be older than the commit
    if (seen === commits) kept.set(tenantId, { readAt, directories })
    return directories
  }
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
