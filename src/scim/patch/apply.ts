import { jsonEqual, type Json } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import { unreachable } from '../../shared/unreachable.ts'
import { refreshFormattedName } from '../body/formatted-name.ts'
import { settle, type Problems } from '../body/problems.ts'
import { isUnassigned } from '../body/read-attribute.ts'
import { keepImmutable, requireDeclared } from '../declared-rules.ts'
import type { ScimError, ScimResult } from '../errors.ts'
import type { Attributes, MemberChange } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { addToAttribute, addToElements } from './add.ts'
import { bindTarget, type Target } from './bind.ts'
import { changeMembers } from './change-members.ts'
import { costOf, MAX_COST } from './cost.ts'
import { memberChange, newMemberDraft, type MemberDraft } from './member-draft.ts'
import type { PatchOperation } from './parse.ts'
import { settleQuirks, type PathOperation } from './quirks.ts'
import { removeAttribute, removeElements, removeSubAttribute } from './remove.ts'
import { replaceAttribute, replaceElements, replaceSubAttribute, replaceSubOfElements } from './replace.ts'
import { withMember } from './stored-value.ts'
import { writeTrail, writeUnknownSub } from './unknown-path.ts'

export type PatchOutcome = {
  readonly attributes: Attributes
  /** At most one removal and one addition, of different ids; whether they change anything only the store can tell. */
  readonly members: MemberChange
  /** Whether `attributes` differ from what was given; if not, they are what was given. */
  readonly changed: boolean
}

/**
 * RFC 7644 §3.5.2. The operations apply in order, all or none: the first failure ends it and its detail names the
 * operation. Nothing that is given is changed. Members are never read: what happens to them comes back as steps.
 */
export function applyPatch(
  resourceType: ResourceType,
  attributes: Attributes,
  operations: readonly PatchOperation[],
): ScimResult<PatchOutcome> {
  const draft: Draft = { members: newMemberDraft(), cost: 0 }
  let current = attributes
  for (const operation of operations) {
    const applied = applyOperation(resourceType, current, operation, draft)
    if (!applied.ok) return fail(located(applied.error, operation))
    current = applied.value
  }
  const members = memberChange(draft.members)
  const settled = refreshFormattedName(current, attributes, 'patch')
  if (settled === attributes || jsonEqual(settled, attributes)) return ok({ attributes, members, changed: false })
  const problems: Problems = []
  keepImmutable(resourceType, settled, attributes, 'patch', problems)
  requireDeclared(resourceType, settled, attributes, problems)
  return settle({ attributes: settled, members, changed: true }, problems)
}

/** What goes from operation to operation beside the attributes. */
type Draft = { readonly members: MemberDraft; cost: number }

function applyOperation(
  resourceType: ResourceType,
  attributes: Attributes,
  operation: PatchOperation,
  draft: Draft,
): ScimResult<Attributes> {
  const steps = settleQuirks(resourceType, operation)
  if (steps === undefined) return withoutTarget(operation)
  let current = attributes
  for (const step of steps) {
    const target = bindTarget(resourceType, current, step)
    if (!target.ok) return target
    draft.cost += costOf(target.value, step.value, current)
    if (draft.cost > MAX_COST) return fail(TOO_MUCH)
    const problems: Problems = []
    const next = applyStep(current, step, target.value, draft.members, problems)
    const settled = settle(next, problems)
    if (!settled.ok) return settled
    current = settled.value
  }
  return ok(current)
}

const TOO_MUCH: ScimError = {
  kind: 'tooMany',
  detail: 'All operations together compare too many values. Send them in several requests.',
}

function withoutTarget({ op }: PatchOperation): ScimResult<never> {
  return op === 'remove'
    ? fail({ kind: 'noTarget', path: '', detail: '"remove" needs a path.' })
    : fail({ kind: 'invalidValue', path: '', detail: 'without a path, "value" must be an object of attributes.' })
}

function applyStep(
  attributes: Attributes,
  step: PathOperation,
  target: Target,
  draft: MemberDraft,
  problems: Problems,
): Attributes {
  if (target.kind === 'nothing') return attributes
  if (target.kind === 'members') {
    changeMembers(draft, step, target, problems)
    return attributes
  }
  if (step.op === 'remove') return remove(attributes, target, step.value, problems)
  if (step.value === undefined) {
    problems.push({ kind: 'invalidValue', path: step.path, detail: `"${step.op}" needs a value.` })
    return attributes
  }
  return step.op === 'add'
    ? add(attributes, target, step.value, problems)
    : replace(attributes, target, step.value, problems)
}

type AttributeTarget = Exclude<Target, { readonly kind: 'nothing' | 'members' }>

function add(attributes: Attributes, target: AttributeTarget, value: Json, problems: Problems): Attributes {
  if (target.kind === 'attribute') return addToAttribute(attributes, target.node, value, problems)
  if (target.kind === 'elements' && target.sub === undefined) return addToElements(attributes, target, value, problems)
  if (target.kind === 'unknown') return writeTrail(attributes, target.trail, value, 'add', problems)
  return replace(attributes, target, value, problems)
}

function replace(attributes: Attributes, target: AttributeTarget, value: Json, problems: Problems): Attributes {
  switch (target.kind) {
    case 'attribute':
      return replaceAttribute(attributes, target.node, value, problems)
    case 'sub':
      return replaceSubAttribute(attributes, target.node, target.sub, value, problems)
    case 'elements':
      return target.sub === undefined
        ? replaceElements(attributes, target, value, problems)
        : replaceSubOfElements(attributes, target, target.sub, value, problems)
    case 'extension':
      // objects became operations on their members, see quirks.ts
      if (isUnassigned(value)) return withMember(attributes, target.schema.schema.id, undefined)
      problems.push({ kind: 'invalidValue', path: target.schema.schema.id, detail: 'an object is expected.' })
      return attributes
    case 'unknown':
      return writeTrail(attributes, target.trail, value, 'replace', problems)
    case 'unknownSub':
      return writeUnknownSub(attributes, target, value)
    default:
      return unreachable(target)
  }
}

function remove(
  attributes: Attributes,
  target: AttributeTarget,
  value: Json | undefined,
  problems: Problems,
): Attributes {
  switch (target.kind) {
    case 'attribute':
      return removeAttribute(attributes, target.node, value, problems)
    case 'sub':
      return removeSubAttribute(attributes, target.node, target.sub, problems)
    case 'elements':
      return removeElements(attributes, target, problems)
    case 'extension':
      return withMember(attributes, target.schema.schema.id, undefined)
    case 'unknown':
      return writeTrail(attributes, target.trail, null, 'remove', problems)
    case 'unknownSub':
      return writeUnknownSub(attributes, target, null)
    default:
      return unreachable(target)
  }
}

function located(error: ScimError, { position, op, path }: PatchOperation): ScimError {
  if (position === 0) return error
  return {
    ...error,
    detail: `Operation ${position} (${op}${path === undefined ? '' : ` ${clip(path)}`}): ${error.detail}`,
  }
}

const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
