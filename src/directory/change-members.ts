import type { JsonObject } from '../shared/json.ts'
import { fail, ok } from '../shared/result.ts'
import type { MemberChange, MemberReference, MemberStep } from '../scim/resource.ts'
import type { ScimResult } from '../scim/errors.ts'
import type { ResourceTransaction } from './ports.ts'
import { refuseCycle } from './nesting.ts'
import { memberOfItself, unknownMembers } from './refusals.ts'
import { collectionOf, type Scene } from './resource-deps.ts'

/** What a change of members did to the rows. Empty lists: nothing, and then nothing is written about it either. */
export type MemberOutcome = { readonly added: readonly string[]; readonly removed: readonly string[] }

export const NO_MEMBERS_CHANGED: MemberOutcome = { added: [], removed: [] }

/**
 * Carries a change of members out, row by row: its cost depends on the members it names, never on the size of the group
 * (a `replace` names them all). Members that do not exist yet are parked and join when they arrive (DESIGN §5), or refused in strict mode (§6).
 */
export async function changeMembers(
  transaction: ResourceTransaction,
  scene: Scene,
  groupId: string,
  change: MemberChange,
): Promise<ScimResult<MemberOutcome>> {
  switch (change.kind) {
    case 'keep':
      return ok(NO_MEMBERS_CHANGED)
    case 'replace':
      return replaceMembers(transaction, scene, groupId, change.members)
    case 'steps':
      return stepByStep(transaction, scene, groupId, change.steps)
  }
}

async function replaceMembers(
  transaction: ResourceTransaction,
  scene: Scene,
  groupId: string,
  wanted: readonly MemberReference[],
): Promise<ScimResult<MemberOutcome>> {
  const keep = new Set(wanted.map((member) => member.value))
  if (keep.has(groupId)) return fail(memberOfItself)
  const present = await transaction.memberIds(collectionOf(scene), groupId)
  const had = new Set(present)
  const leaving = present.filter((id) => !keep.has(id))
  const joining = wanted.filter((member) => !had.has(member.value))
  const removed = leaving.length === 0 ? [] : await transaction.removeMembers(collectionOf(scene), groupId, leaving)
  const joined = joining.length === 0 ? ok([]) : await join(transaction, scene, groupId, joining)
  return joined.ok ? ok({ added: joined.value, removed }) : joined
}

/** Adds members and gives the ids that are new. Refused when the group would come to contain itself. */
async function join(
  transaction: ResourceTransaction,
  scene: Scene,
  groupId: string,
  members: readonly MemberReference[],
): Promise<ScimResult<readonly string[]>> {
  const groups = collectionOf(scene)
  const { added, parked, groups: inside } = await transaction.addMembers(groups, groupId, members)
  if (parked.length > 0 && scene.unknownMembers === 'refuse') return fail(unknownMembers(scene, parked))
  if (inside.length === 0) return ok(added)
  const fits = await refuseCycle(transaction, groups, groupId)
  return fits.ok ? ok(added) : fits
}

async function stepByStep(
  transaction: ResourceTransaction,
  scene: Scene,
  groupId: string,
  steps: readonly MemberStep[],
): Promise<ScimResult<MemberOutcome>> {
  const added = new Set<string>()
  const removed = new Set<string>()
  const leave = (ids: readonly string[]): void => {
    for (const id of ids) if (!added.delete(id)) removed.add(id)
  }
  for (const step of steps) {
    if (step.op === 'add') {
      if (step.members.some((member) => member.value === groupId)) return fail(memberOfItself)
      const joined = await join(transaction, scene, groupId, step.members)
      if (!joined.ok) return joined
      for (const id of joined.value) if (!removed.delete(id)) added.add(id)
    } else if (step.op === 'remove') leave(await transaction.removeMembers(collectionOf(scene), groupId, step.ids))
    else
      leave(
        await transaction.removeMembers(
          collectionOf(scene),
          groupId,
          await transaction.memberIds(collectionOf(scene), groupId),
        ),
      )
  }
  return ok({ added: [...added], removed: [...removed] })
}

export const membersChanged = (outcome: MemberOutcome): boolean =>
  outcome.added.length > 0 || outcome.removed.length > 0

/** The outcome as it stands in the change log. */
export const memberDifference = (outcome: MemberOutcome): JsonObject =>
  membersChanged(outcome) ? { members: { added: outcome.added, removed: outcome.removed } } : {}
