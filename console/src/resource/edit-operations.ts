import type { Operation } from '../api/scim.ts'
import type { EditField, EditList, EditSection, Element } from './editable-fields.ts'

/** What was typed, by path; what is absent was not touched. */
export type Draft = {
  readonly values: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly Element[]>>
}

export const NOTHING_TYPED: Draft = { values: {}, lists: {} }

/** The operations of a PATCH for what differs from how it was, and nothing else. */
export const operationsOf = (sections: readonly EditSection[], draft: Draft): readonly Operation[] =>
  sections.flatMap(({ fields, lists }) => [
    ...fields.flatMap((field) => fieldOperation(field, draft.values[field.path] ?? field.value)),
    ...lists.flatMap((list) => listOperation(list, draft.lists[list.path] ?? list.elements)),
  ])

function fieldOperation({ path, type, value: before }: EditField, typed: string): readonly Operation[] {
  if (typed === before) return []
  if (typed === '') return [{ op: 'remove', path }]
  const value = type === 'number' ? Number(typed) : type === 'flag' ? typed === 'true' : typed
  return [{ op: 'replace', path, value }]
}

function listOperation(
  { path, parts, elements, isOfTexts }: EditList,
  typed: readonly Element[],
): readonly Operation[] {
  const kept = typed.filter(
    (element) => elements.includes(element) || parts.some(({ name }) => name !== 'type' && isFilled(element[name])),
  )
  if (JSON.stringify(kept) === JSON.stringify(elements)) return []
  if (kept.length === 0) return elements.length === 0 ? [] : [{ op: 'remove', path }]
  return [{ op: 'replace', path, value: isOfTexts ? kept.map(({ value }) => value) : kept }]
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''
