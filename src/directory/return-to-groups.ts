import { parentsInside } from './nesting.ts'
import type { Collection, ResourceTransaction } from './ports.ts'

/**
 * What happens to memberships when a deleted resource comes back, by an undo or by a POST. A membership that would make a
 * group contain itself, because of what was nested meanwhile, ends instead: the record comes back all the same, as it does
 * when one of its groups has gone.
 */

/** Pairs that are looked at above a group that comes back. */
const AT_MOST = 10_000

/** Who was parked under its id joins. Returns the groups that have it now, with a new version each. */
export async function joinParked(
  transaction: ResourceTransaction,
  collection: Collection,
  id: string,
  at: number,
): Promise<readonly string[]> {
  const groups: Collection = { ...collection, resourceType: 'Group' }
  const joined = await transaction.joinParked(collection, id)
  return keepFitting(transaction, groups, id, joined, at)
}

/** Puts it back into those of the groups that are still there. Returns the groups that it was not in already. */
export async function rejoin(
  transaction: ResourceTransaction,
  collection: Collection,
  id: string,
  groupIds: readonly string[],
  at: number,
): Promise<readonly string[]> {
  const groups: Collection = { ...collection, resourceType: 'Group' }
  const joined: string[] = []
  for (const groupId of groupIds) {
    if ((await transaction.get(groups, groupId)) === undefined) continue
    const { added } = await transaction.addMembers(groups, groupId, [{ value: id }])
    if (added.length > 0) joined.push(groupId)
  }
  return keepFitting(transaction, groups, id, joined, at)
}

async function keepFitting(
  transaction: ResourceTransaction,
  groups: Collection,
  id: string,
  joined: readonly string[],
  at: number,
): Promise<readonly string[]> {
  if (joined.length === 0) return []
  const unfit = new Set(parentsInside(id, joined, await transaction.groupsAbove(groups, id, AT_MOST)))
  for (const groupId of unfit) await transaction.removeMembers(groups, groupId, [id])
  const kept = joined.filter((groupId) => !unfit.has(groupId))
  for (const groupId of kept) await transaction.touch(groups, groupId, at)
  return kept
}
