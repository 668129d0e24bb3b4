import type { Precondition } from '../../directory/resource-deps.ts'
import { tagsNaming } from '../../scim/entity-tags.ts'
import type { Call } from '../route.ts'

/** What a write asks of the version it meets: to be one of `If-Match`, and none of `If-None-Match` (RFC 9110 §13.2.2). */
export function writeCondition(call: Call): Precondition | undefined {
  const wanted = tagsOf(call, 'if-match')
  const unwanted = tagsOf(call, 'if-none-match')
  if (wanted === undefined && unwanted === undefined) return undefined
  return (version) => (wanted === undefined || wanted(version)) && (unwanted === undefined || !unwanted(version))
}

/** The same on a read, where a version that the caller has already is 304 instead of 412. */
export function readOutcome(call: Call, version: number): 'send' | 'not modified' | 'refuse' {
  if (tagsOf(call, 'if-match')?.(version) === false) return 'refuse'
  return tagsOf(call, 'if-none-match')?.(version) === true ? 'not modified' : 'send'
}

function tagsOf({ headers }: Call, name: 'if-match' | 'if-none-match'): Precondition | undefined {
  const field = headers[name]
  return typeof field === 'string' ? tagsNaming(field) : undefined
}
