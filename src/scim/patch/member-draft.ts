import type { ParsedFilter } from '../filter/ast.ts'
import { memberIdOf } from '../member-id.ts'
import type { MemberChange, MemberReference, MemberStep } from '../resource.ts'

/**
 * What a list of operations comes to for the members of a group, without knowing who they are: the last word on each id.
 * It grows with the operations alone, so changing one member costs the same in a group of ten and of a million.
 */
export type MemberDraft = {
  /** Everything that was there is gone; only `added` will be. */
  replaced: boolean
  readonly added: Map<string, MemberReference>
  readonly removed: Set<string>
}

export const newMemberDraft = (): MemberDraft => ({ replaced: false, added: new Map(), removed: new Set() })

export function addMembers(draft: MemberDraft, members: readonly MemberReference[]): void {
  for (const member of members) {
    draft.added.set(member.value, member)
    draft.removed.delete(member.value)
  }
}

export function removeMembers(draft: MemberDraft, ids: Iterable<string>): void {
  for (const id of ids) {
    draft.added.delete(id)
    if (!draft.replaced) draft.removed.add(id)
  }
}

export function clearMembers(draft: MemberDraft): void {
  draft.replaced = true
  draft.added.clear()
  draft.removed.clear()
}

export function memberChange(draft: MemberDraft): MemberChange {
  const members = [...draft.added.values()]
  if (draft.replaced) return { kind: 'replace', members }
  const steps: MemberStep[] = []
  if (draft.removed.size > 0) steps.push({ op: 'remove', ids: [...draft.removed] })
  if (members.length > 0) steps.push({ op: 'add', members })
  return steps.length === 0 ? { kind: 'keep' } : { kind: 'steps', steps }
}

/** The ids that `value eq "a" or value eq "b"` selects; undefined when it selects by anything else. */
export function selectedIds(filter: ParsedFilter): readonly string[] | undefined {
  if (filter.kind === 'compare') {
    const isId = filter.path.toLowerCase() === 'value' && filter.operator === 'eq' && filter.value.kind === 'text'
    return isId && filter.value.kind === 'text' ? [memberIdOf(filter.value.text)] : undefined
  }
  if (filter.kind !== 'or') return undefined
  const ids: string[] = []
  for (const operand of filter.operands) {
    const selected = selectedIds(operand)
    if (selected === undefined) return undefined
    ids.push(...selected)
  }
  return ids
}
