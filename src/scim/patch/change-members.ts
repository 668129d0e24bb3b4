import { isJsonObject, type Json } from '../../shared/json.ts'
import { refuse, type Problems } from '../body/problems.ts'
import { isEmpty, isUnassigned } from '../body/read-attribute.ts'
import { readMembers } from '../body/read-members.ts'
import type { Target } from './bind.ts'
import { addMembers, clearMembers, removeMembers, type MemberDraft } from './member-draft.ts'
import type { PathOperation } from './quirks.ts'

type MembersTarget = Extract<Target, { readonly kind: 'members' }>

/** One operation on the relation `members`, RFC 7644 §3.5.2, with scim-clients P8–P12 and P16. */
export function changeMembers(
  draft: MemberDraft,
  operation: PathOperation,
  target: MembersTarget,
  problems: Problems,
): void {
  if (target.ids !== undefined) changeSelected(draft, operation, target, target.ids, problems)
  else if (operation.op === 'remove') removeFrom(draft, operation.value, target, problems)
  else if (operation.value === undefined) refuse(problems, target.node, `"${operation.op}" needs a value.`)
  else {
    const members = readMembers(target.node, operation.value, problems)
    if (operation.op === 'replace') clearMembers(draft)
    addMembers(draft, members)
  }
}

/**
 * With a value, those it lists and no others: Entra removes one member by `remove members` and a list of one, and the
 * letter of the RFC would empty the group (P9). An empty list removes nobody; no value, or null, removes all.
 */
function removeFrom(draft: MemberDraft, value: Json | undefined, target: MembersTarget, problems: Problems): void {
  if (value === undefined || value === null) return clearMembers(draft)
  removeMembers(
    draft,
    readMembers(target.node, value, problems).map((member) => member.value),
  )
}

/** `members[value eq "…"]`: with `add` the ids themselves join, whatever the value says (P11). */
function changeSelected(
  draft: MemberDraft,
  operation: PathOperation,
  target: MembersTarget,
  ids: readonly string[],
  problems: Problems,
): void {
  const { op, value = null } = operation
  const isNothing = isUnassigned(value) || (isJsonObject(value) && isEmpty(value))
  const given = isNothing ? [] : readMembers(target.node, value, problems)
  if (op !== 'add') removeMembers(draft, ids)
  if (op === 'remove') return
  addMembers(draft, given.length > 0 || op === 'replace' ? given : ids.map((id) => ({ value: id })))
}
