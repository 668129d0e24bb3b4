import { fail, ok } from '../shared/result.ts'
import type { ScimError, ScimResult } from '../scim/errors.ts'
import type { Collection, Containment, ResourceTransaction } from './ports.ts'

/**
 * Groups contain groups and never themselves, not even by way of others (docs/decisions/0008-nested-groups.md). Asked
 * after the rows are written, in the transaction that wrote them and that has the directory to itself: what two requests
 * close together, the second of them closes.
 */

/** Pairs that are looked at above one group. 10,000 take 30 ms. */
const AT_MOST = 10_000

/** Refuses when a group has become part of itself. To be asked only when a group came into it. */
export async function refuseCycle(
  transaction: ResourceTransaction,
  groups: Collection,
  groupId: string,
): Promise<ScimResult<void>> {
  const above = await transaction.groupsAbove(groups, groupId, AT_MOST)
  const cycle = cycleThrough(groupId, above)
  if (cycle !== undefined) return fail(containsItself(cycle))
  return above.length < AT_MOST ? ok(undefined) : fail(tooManyAbove)
}

/** Of `parentIds`, which contain the group and are inside it: the memberships that must not be. */
export function parentsInside(
  groupId: string,
  parentIds: readonly string[],
  above: readonly Containment[],
): readonly string[] {
  const parents = parentsByChild(above)
  return parentIds.filter((id) => pathUp(parents, id, groupId) !== undefined)
}

/** The groups of a cycle from the outermost on, each inside the one before; the first is the last as well. */
export function cycleThrough(groupId: string, above: readonly Containment[]): readonly Containment[] | undefined {
  return pathUp(parentsByChild(above), groupId, groupId)
}

type Parents = ReadonlyMap<string, readonly Containment[]>

function parentsByChild(above: readonly Containment[]): Parents {
  const parents = new Map<string, Containment[]>()
  for (const containment of above) {
    const own = parents.get(containment.childId) ?? []
    own.push(containment)
    parents.set(containment.childId, own)
  }
  return parents
}

/** The shortest way up, given downwards. */
function pathUp(parents: Parents, from: string, to: string): readonly Containment[] | undefined {
  const cameBy = new Map<string, Containment>()
  const open = [from]
  for (const id of open) {
    for (const containment of parents.get(id) ?? []) {
      if (cameBy.has(containment.parentId)) continue
      cameBy.set(containment.parentId, containment)
      if (containment.parentId === to) return downFrom(cameBy, to, from)
      open.push(containment.parentId)
    }
  }
  return undefined
}

function downFrom(cameBy: ReadonlyMap<string, Containment>, top: string, bottom: string): readonly Containment[] {
  const path: Containment[] = []
  for (let at = cameBy.get(top); at !== undefined; at = cameBy.get(at.childId)) {
    path.push(at)
    if (at.childId === bottom) break
  }
  return path
}

/** Names told of a cycle, and characters of each: the sentence is read in a log line. */
const NAMES = 8
const CHARACTERS = 60

function containsItself(cycle: readonly Containment[]): ScimError {
  const names = cycle.map(({ parentName }) => JSON.stringify(parentName.slice(0, CHARACTERS)))
  const told = names.length <= NAMES ? names : [...names.slice(0, NAMES - 1), '…']
  return {
    kind: 'invalidValue',
    path: 'members',
    detail: `The group would contain itself: ${[...told, names[0]].join(' > ')}, where each contains the next. Take one of them out of the group before it first.`,
  }
}

const tooManyAbove: ScimError = {
  kind: 'invalidValue',
  path: 'members',
  detail: `The group is inside too many other groups, directly or through others, to take groups itself: at most ${AT_MOST} memberships are followed.`,
}
