import type { Json } from '../../shared/json.ts'
import { asMembers } from '../moves/bodies.ts'
import type { Operation } from '../moves/send.ts'

/** An attribute by its path; `isNew`: the provider believes that there is nothing yet. */
export type Change = { readonly path: string; readonly value: Json; readonly isNew?: true }

/** How one job of Entra writes its PATCHes. */
export type Shapes = {
  readonly set: (changes: readonly Change[]) => Operation[]
  readonly active: (active: boolean) => Operation[]
  readonly addMembers: (ids: readonly string[]) => Operation
  readonly removeMembers: (ids: readonly string[]) => Operation[]
}

const withRef = (ids: readonly string[]): Operation[] => ids.map((value) => ({ $ref: null, value }))

/** What every job sends unless told otherwise: capitals, booleans as texts, one operation per attribute. */
export const defaultShapes: Shapes = {
  set: (changes) => changes.map(({ path, value, isNew }) => ({ op: isNew ? 'Add' : 'Replace', path, value })),
  active: (active) => [{ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }],
  addMembers: (ids) => ({ op: 'Add', path: 'members', value: withRef(ids) }),
  // by the letter of RFC 7644 §3.5.2.2 this would empty the group; only who is listed is meant
  removeMembers: (ids) => [{ op: 'Remove', path: 'members', value: withRef(ids) }],
}

/**
 * With `aadOptscim062020` in the tenant URL: typed booleans, filters for members, and all plain replacements in one
 * operation without a path, whose keys are paths.
 */
export const flagShapes: Shapes = {
  set(changes) {
    const [added, replaced] = [changes.filter(({ isNew }) => isNew), changes.filter(({ isNew }) => !isNew)]
    const filtered = replaced.filter(({ path }) => path.includes('['))
    const plain = replaced.filter(({ path }) => !path.includes('['))
    return [
      ...added.map(({ path, value }) => ({ op: 'add', path, value })),
      ...filtered.map(({ path, value }) => ({ op: 'replace', path, value })),
      ...(plain.length > 0
        ? [{ op: 'replace', value: Object.fromEntries(plain.map(({ path, value }) => [path, value])) }]
        : []),
    ]
  },
  active: (active) => [{ op: 'replace', path: 'active', value: active }],
  addMembers: (ids) => ({ op: 'add', path: 'members', value: asMembers(ids) }),
  removeMembers: (ids) => ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
}
