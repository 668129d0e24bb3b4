import { isJsonObject, type JsonObject } from '../../shared/json.ts'
import type { Checks, Step } from '../checks.ts'
import type { Random } from '../random.ts'
import { at, listAt, numberAt, textAt } from '../read-json.ts'
import { CORE_USER, ERROR, LIST_RESPONSE } from '../wire/urns.ts'
import { includes } from '../wire/judge.ts'
import type { Answer, Transport } from '../wire/transport.ts'

export type SpecTest = {
  readonly transport: Transport
  /** The same with an `Authorization` that no server knows. */
  readonly intruder: Transport
  readonly checks: Checks
  readonly random: Random
  /** Milliseconds. Without it the one assertion about speed is left out. */
  readonly stopwatch?: () => number
}

/**
 * Okta's published SPEC test for SCIM 2.0, all twelve steps with their own assertions. It needs one complete, active
 * user in first place. Its tool writes filters with bare spaces and quotes: the quotes go out bare here too, but spaces
 * as `%20`, because no request line can hold one (RFC 9112 §3).
 */
export async function runSpecTest(test: SpecTest): Promise<void> {
  const { checks, transport } = test
  const get = async (name: string, target: string): Promise<[Step, Answer]> => {
    const answer = await transport.get(target)
    return [checks.step(`SPEC.${name}`, answer.request), answer]
  }

  const [first, list] = await get('1 a first user', '/Users?count=1&startIndex=1')
  statusIs(first, list, 200)
  listIs(first, list)
  const known = isJsonObject(at(list.json, 'Resources', 0)) ? at(list.json, 'Resources', 0) : undefined
  first.must('Resources is not empty', known !== undefined, list.text)
  completeUser(first, known)

  const id = textAt(known, 'id') ?? ''
  const [second, user] = await get('2 that user by id', `/Users/${id}`)
  statusIs(second, user, 200)
  completeUser(second, user.json)
  second.must('the id is the same', textAt(user.json, 'id') === id, user.text)

  await nobody(test, '3 a name that nobody has', 'abcdefgh@atko.com')
  await missing(test, '4 an id that nobody has', '010101001010101011001010101011')
  await createTwice(test)

  const started = test.stopwatch?.() ?? 0
  const [tenth, groups] = await get('10 the groups', '/Groups')
  const ms = (test.stopwatch?.() ?? 0) - started
  tenth.must('the groups come in under 600 ms', ms < 600, `${Math.round(ms)} ms`)
  statusIs(tenth, groups, 200)
  const total = numberAt(groups.json, 'totalResults') ?? 0
  tenth.must(
    'Resources is an array when there are groups',
    total < 1 || listAt(groups.json, 'Resources') !== undefined,
    groups.text,
  )
  await missing(test, '12 another id that nobody has', '00919288221112222')
}

/** Steps 5 to 9 and 11, on a user whom the test makes up. */
async function createTwice(test: SpecTest): Promise<void> {
  const { checks, transport, intruder, random } = test
  const { userName, body } = inventUser(random)
  await nobody(test, '5 a name that nobody has yet', userName)

  const created = await transport.send('POST', '/Users', body)
  const sixth = checks.step('SPEC.6 create', created.request)
  statusIs(sixth, created, 201)
  const id = textAt(created.json, 'id') ?? ''
  sixth.must('active is true', at(created.json, 'active') === true, created.text)
  sixth.must('there is an id', id !== '', created.text)
  sixth.must('schemas names the core User', includes(created.json, CORE_USER), created.text)
  sameUser(sixth, created, body)

  const read = await transport.get(`/Users/${id}`)
  const seventh = checks.step('SPEC.7 read what was created', read.request)
  statusIs(seventh, read, 200)
  sameUser(seventh, read, body)

  const again = await transport.send('POST', '/Users', body)
  statusIs(checks.step('SPEC.8 create again', again.request), again, 409)

  const upper = filterFor(userName.toUpperCase())
  const found = await transport.get(upper)
  statusIs(checks.step('SPEC.9 the name in capitals', found.request), found, 200)

  const refused = await intruder.get(upper)
  const eleventh = checks.step('SPEC.11 without a token', refused.request)
  statusIs(eleventh, refused, 401)
  errorIs(eleventh, refused, 401)
}

async function nobody({ checks, transport }: SpecTest, name: string, userName: string): Promise<void> {
  const answer = await transport.get(filterFor(userName))
  const step = checks.step(`SPEC.${name}`, answer.request)
  statusIs(step, answer, 200)
  step.must('schemas names ListResponse', includes(answer.json, LIST_RESPONSE), answer.text)
  step.must('totalResults is 0', numberAt(answer.json, 'totalResults') === 0, answer.text)
}

async function missing({ checks, transport }: SpecTest, name: string, id: string): Promise<void> {
  const answer = await transport.get(`/Users/${id}`)
  const step = checks.step(`SPEC.${name}`, answer.request)
  statusIs(step, answer, 404)
  errorIs(step, answer, 404)
}

const filterFor = (userName: string): string => `/Users?filter=userName%20eq%20"${userName}"`

function statusIs(step: Step, answer: Answer, status: number): void {
  step.must(`the status is ${status}`, answer.status === status, `${answer.status} ${answer.text}`)
}

function listIs(step: Step, { json, text }: Answer): void {
  step.must('schemas names ListResponse', includes(json, LIST_RESPONSE), text)
  for (const key of ['itemsPerPage', 'startIndex', 'totalResults']) {
    step.must(`${key} is a number`, numberAt(json, key) !== undefined, at(json, key))
  }
}

function errorIs(step: Step, { json, text }: Answer, status: number): void {
  step.must('schemas names Error', includes(json, ERROR), text)
  step.must('detail is not empty', textAt(json, 'detail') !== undefined, text)
  step.must(`status in the body is ${status}`, statusIn(json) === String(status), at(json, 'status'))
}

// a number or a string: the test takes both
const statusIn = (json: Answer['json']): string | undefined =>
  textAt(json, 'status') ?? numberAt(json, 'status')?.toString()

function completeUser(step: Step, user: Answer['json']): void {
  const texts = [['id'], ['name', 'familyName'], ['name', 'givenName'], ['userName'], ['emails', 0, 'value']]
  for (const path of texts) step.must(`${path.join('.')} is not empty`, textAt(user, ...path) !== undefined, user)
  step.must('active is there', at(user, 'active') !== undefined, user)
}

function sameUser(step: Step, { json, text }: Answer, sent: JsonObject): void {
  step.must('userName is equal, its case too', at(json, 'userName') === sent['userName'], text)
  for (const part of ['givenName', 'familyName']) {
    step.must(`name.${part} is equal`, textAt(json, 'name', part) === textAt(sent, 'name', part), text)
  }
}

function inventUser(random: Random): { readonly userName: string; readonly body: JsonObject } {
  const digits = () => String(100 + random.below(900))
  const givenName = `Runscope${digits()}`
  const familyName = `${random.alphanumeric(6)}${digits()}`
  const userName = `${givenName}${familyName}@atko.com`
  const body = {
    schemas: [CORE_USER],
    userName,
    name: { givenName, familyName },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `${givenName} ${familyName}`,
    active: true,
  }
  return { userName, body }
}
