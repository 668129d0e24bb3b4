import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Step } from '../checks.ts'
import { at, listAt, numberAt, textAt } from '../read-json.ts'
import type { Answer } from './transport.ts'
import { ERROR, LIST_RESPONSE } from './urns.ts'

/** The status is one of those that the provider takes, and the body, if there is one, is JSON. */
export function isTaken(step: Step, answer: Answer, statuses: readonly number[], administratorReads?: string): boolean {
  if (!step.must('an answer comes', answer.status !== 0, answer.reason, administratorReads)) return false
  if (!step.must('the body is JSON', answer.problem !== 'not JSON', answer.text, administratorReads)) return false
  const expected = `the status is ${statuses.join(' or ')}`
  return step.must(expected, statuses.includes(answer.status), `${answer.status} ${answer.text}`, administratorReads)
}

export type ListPage = {
  readonly total: number
  readonly resources: readonly JsonObject[]
}

/** What the administrator reads when a list is refused, and when it cannot be read. */
export type ListReads = { readonly refused: string | undefined; readonly unreadable: string | undefined }

/** A ListResponse as clients read it, or `undefined` after a failed check. */
export function readList(step: Step, answer: Answer, reads: ListReads): ListPage | undefined {
  if (!isTaken(step, answer, [200], reads.refused)) return undefined
  const { json } = answer
  const total = numberAt(json, 'totalResults')
  const numeric = (key: string) => at(json, key) === undefined || numberAt(json, key) !== undefined
  const countsAreNumbers = total !== undefined && numeric('startIndex') && numeric('itemsPerPage')
  const expected = 'totalResults, startIndex and itemsPerPage are numbers'
  if (!step.must(expected, countsAreNumbers, answer.text, reads.unreadable)) return undefined
  const resources = listAt(json, 'Resources')
  const hasList = resources !== undefined || total === 0
  if (!step.must('Resources is an array', hasList, answer.text, reads.unreadable)) return undefined
  step.should('an empty list still has Resources: []', resources !== undefined, answer.text)
  step.should('schemas names ListResponse', includes(json, LIST_RESPONSE), at(json, 'schemas'))
  const perPage = numberAt(json, 'itemsPerPage')
  step.should('itemsPerPage is the number returned', perPage === (resources?.length ?? 0), perPage)
  shouldBeScimJson(step, answer)
  return { total: total ?? 0, resources: (resources ?? []).filter(isJsonObject) }
}

export const includes = (json: Json | undefined, urn: string): boolean =>
  listAt(json, 'schemas')?.includes(urn) ?? false

export function shouldBeScimJson(step: Step, answer: Answer): void {
  const type = answer.headers['content-type']
  step.should('the media type is application/scim+json', /^application\/scim\+json\b/i.test(type ?? ''), type)
}

/** What every resource in an answer has, whoever it is. */
export function shouldBeResource(step: Step, resource: JsonObject, type: 'User' | 'Group'): void {
  const kind = textAt(resource, 'meta', 'resourceType')
  step.should(`meta.resourceType is ${type}`, kind === type, kind)
  const location = textAt(resource, 'meta', 'location')
  const path = `/${type}s/${textAt(resource, 'id') ?? ''}`
  step.should('meta.location ends with the id', location?.endsWith(path) ?? false, location)
  for (const stamp of ['created', 'lastModified']) {
    const time = textAt(resource, 'meta', stamp)
    step.should(`meta.${stamp} is a date and time`, time !== undefined && !Number.isNaN(Date.parse(time)), time)
  }
  step.should('no password comes back', !Object.hasOwn(resource, 'password'), 'a password')
  const nulls = Object.keys(resource).filter((key) => resource[key] === null)
  step.should('nothing is null', nulls.length === 0, nulls)
}

/** RFC 7644 §3.12, and a `detail` that an administrator can be shown. */
export function shouldBeError(step: Step, answer: Answer): void {
  step.should('schemas names Error', includes(answer.json, ERROR), answer.text)
  step.should('detail says something', textAt(answer.json, 'detail') !== undefined, answer.text)
  step.should('status repeats the status as a string', at(answer.json, 'status') === String(answer.status), answer.text)
  shouldBeScimJson(step, answer)
}
