import { fail, ok } from '../../shared/result.ts'
import type { ScimError, ScimResult } from '../errors.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'

/** What is wrong with a body, collected so that an administrator reads all of it at once. */
export type Problems = ScimError[]

/** How many problems one answer tells. */
const TOLD = 3

export function refuse(problems: Problems, node: AttributeNode, detail: string): undefined {
  problems.push({ kind: 'invalidValue', path: node.label, detail: `${node.label}: ${detail}` })
}

/** The first problem with the details of the next ones behind it; `value` when there is none. */
export function settle<T>(value: T, problems: Problems): ScimResult<T> {
  const first = problems[0]
  if (first === undefined) return ok(value)
  const detail = [...new Set(problems.map((problem) => problem.detail))].slice(0, TOLD).join(' ')
  return fail({ ...first, detail })
}
