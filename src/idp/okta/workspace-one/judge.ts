import { isJsonObject, type JsonObject } from '../../../shared/json.ts'
import type { Step } from '../../checks.ts'
import { at, listAt, numberAt, textAt } from '../../read-json.ts'
import { includes, type ListPage } from '../../wire/judge.ts'
import { isTaken } from '../judge.ts'
import type { Answer } from '../../wire/transport.ts'
import { CORE, WORKSPACE } from './app.ts'

/** A list as Okta reads it, or `undefined` after a failed check. */
export function readListV1(step: Step, answer: Answer, what: string): ListPage | undefined {
  if (!isTaken(step, answer, [200], what)) return undefined
  const { json } = answer
  const reads = `${what}: null`
  const counts = ['totalResults', 'startIndex', 'itemsPerPage']
  const numeric = counts.every((key) => at(json, key) === undefined || numberAt(json, key) !== undefined)
  const total = numberAt(json, 'totalResults')
  const expected = 'totalResults, startIndex and itemsPerPage are numbers'
  if (!step.must(expected, numeric && total !== undefined, answer.text, reads)) return undefined
  const resources = listAt(json, 'Resources')
  const hasList = resources !== undefined || total === 0
  if (!step.must('Resources is an array', hasList, answer.text, reads)) return undefined
  step.should('an empty list still has Resources: []', resources !== undefined, answer.text)
  const perPage = numberAt(json, 'itemsPerPage')
  step.should('itemsPerPage is the number returned', perPage === (resources?.length ?? 0), perPage)
  shouldBePlainJson(step, answer)
  return { total: total ?? 0, resources: (resources ?? []).filter(isJsonObject) }
}

export function shouldBePlainJson(step: Step, answer: Answer): void {
  const type = answer.headers['content-type']
  step.should('the media type is application/json', /^application\/json\b/i.test(type ?? ''), type)
}

/** What every resource in an answer has, whoever it is. */
export function shouldBeResourceV1(step: Step, resource: JsonObject, collection: 'Users' | 'Groups'): void {
  step.should('schemas names the core of 1.0', includes(resource, CORE), resource['schemas'])
  step.should('schemas names the workspace block', includes(resource, WORKSPACE), resource['schemas'])
  const path = `/${collection}/${textAt(resource, 'id') ?? ''}`
  const location = textAt(resource, 'meta', 'location')
  step.should('meta.location ends with the id', location?.endsWith(path) ?? false, location)
  for (const stamp of ['created', 'lastModified']) {
    const time = textAt(resource, 'meta', stamp)
    step.should(`meta.${stamp} is a date and time`, time !== undefined && !Number.isNaN(Date.parse(time)), time)
  }
  step.should('no word of 2.0', !JSON.stringify(resource).includes('urn:ietf:params:scim'), resource)
  step.should('no password comes back', !Object.hasOwn(resource, 'password'), 'a password')
}

/** SCIM 1.1 §3.9, with a description that an administrator can be shown. */
export function shouldBeErrorV1(step: Step, answer: Answer): void {
  const code = at(answer.json, 'Errors', 0, 'code')
  step.should(
    'code repeats the status',
    [answer.status, String(answer.status)].some((each) => each === code),
    answer.text,
  )
  const description = textAt(answer.json, 'Errors', 0, 'description')
  step.should('description says something', description !== undefined, answer.text)
  shouldBePlainJson(step, answer)
}
