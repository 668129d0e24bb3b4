import type { Step } from '../checks.ts'
import { isTaken as isTakenOver, type ListPage, readList as readListPage } from '../wire/judge.ts'
import type { Answer } from '../wire/transport.ts'
import { sentence } from './sentences.ts'

/** The status is one of those that Okta takes, and the body, if there is one, is JSON. */
export const isTaken = (step: Step, answer: Answer, statuses: readonly number[], what: string): boolean =>
  isTakenOver(step, answer, statuses, sentence(what, answer))

/** A ListResponse as Okta reads it, or `undefined` after a failed check. */
export const readList = (step: Step, answer: Answer, what: string): ListPage | undefined =>
  readListPage(step, answer, { refused: sentence(what, answer), unreadable: `${what}: null` })
