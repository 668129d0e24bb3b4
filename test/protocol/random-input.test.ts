import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import {
  ask,
  DIRECTORIES,
  get,
  openWorld,
  patch,
  post,
  postDirectory,
  put,
  stateOf,
  type World,
} from '../support/bad-input.ts'
import type { RawAnswer } from '../support/raw-http.ts'

const seed = Number(process.env['MUSTER_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** MUSTER_TEST_RUNS=5000 hunts for longer. */
const numRuns = Number(process.env['MUSTER_TEST_RUNS'] ?? 80)

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Names of attributes and of their parts. */
const known = fc.constantFrom(
  'id',
  'externalId',
  'meta',
  'userName',
  'name',
  'displayName',
  'title',
  'emails',
  'value',
  'type',
  'primary',
  'active',
  'members',
  'groups',
  'roles',
  'addresses',
  'photos',
  'x509Certificates',
  'password',
  'manager',
  '$ref',
  'display',
  'givenName',
  'formatted',
  'department',
  ENTERPRISE,
)
/** Names that mean something somewhere else, or nothing at all. */
const odd = fc.oneof(
  fc.constantFrom(
    'schemas',
    'USERNAME',
    'Emails',
    `${ENTERPRISE}:manager`,
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'domains',
    'Operations',
    'op',
    'path',
    'constructor',
    'toString',
    '__proto__',
    'prototype',
    'name.givenName',
    'emails[type eq "work"].value',
  ),
  fc.string({ maxLength: 12 }),
)
const names = fc.oneof({ weight: 7, arbitrary: known }, { weight: 1, arbitrary: odd })
const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'x',
    'True',
    'false',
    'OTHER_DIRECTORY',
    'NEW.EXAMPLE',
    'work',
    'add',
    'remove',
    '<ann>',
    '<staff>',
    '2026-01-01T00:00:00Z',
    'e30=',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('any')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
})).any

/** Mostly an object: what is none is refused before anything else is read. */
const bodies = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(fc.tuple(names, values), { maxLength: 4 })
      .map((entries): unknown => Object.fromEntries(entries)),
  },
  { weight: 1, arbitrary: values },
)
/** The body with what it needs to be read to its end, unless it says something else itself. */
const completed = (body: unknown, needed: object): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...needed, ...body } : body

const attributePaths = fc.oneof(
  fc.constantFrom(
    'userName',
    'title',
    'active',
    'name',
    'name.givenName',
    'emails',
    'emails.value',
    'emails[type eq "work"]',
    'emails[type eq "work"].value',
    'emails[not (primary eq true)]',
    'members',
    'members[value eq "<ann>"]',
    'groups',
    'id',
    'meta.created',
    'password',
    ENTERPRISE,
    `${ENTERPRISE}:manager`,
    `${ENTERPRISE}:manager.value`,
    'urn:ietf:params:scim:schemas:core:2.0:User:title',
    'displayName',
    'photos',
    'x509Certificates.value',
  ),
  fc.string({ maxLength: 20 }),
)
const operationLists = fc.array(
  fc.record(
    {
      op: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom<unknown>('add', 'replace', 'remove', 'Add') },
        { weight: 1, arbitrary: values },
      ),
      path: fc.oneof(
        { weight: 9, arbitrary: attributePaths.map((path): unknown => path) },
        { weight: 1, arbitrary: values },
      ),
      value: values,
    },
    { requiredKeys: ['op'] },
  ),
  { maxLength: 6 },
)

/** Mostly words of the grammar, in an order that is mostly wrong. */
const filterWords = fc.oneof(
  fc.constantFrom(
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    'eq',
    'ne',
    'co',
    'sw',
    'ew',
    'gt',
    'le',
    'pr',
    'true',
    'null',
    '1',
    '"x"',
    '"',
    '"2026-01-01T00:00:00Z"',
    '\\',
    '.',
    'emails[',
    'members[value',
  ),
  attributePaths,
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const leaf = fc.oneof(
  // what is almost always right
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('title', 'externalId', 'displayName', 'id', 'meta.created'),
        fc.constantFrom('eq', 'ne', 'ge', 'lt'),
        fc.constantFrom('"Clerk"', '"Staff"', '"ext-ann"', '"2026-01-01T00:00:00Z"', '"<ann>"'),
      )
      .map((parts) => parts.join(' ')),
  },
  fc
    .tuple(
      attributePaths,
      fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
      fc.oneof(
        texts.map((text) => JSON.stringify(text)),
        fc.constantFrom('true', 'false', 'null', '5'),
      ),
    )
    .map((parts) => parts.join(' ')),
  attributePaths.map((path) => `${path} pr`),
)
/** Filters whose shape is right. */
const filters = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map((parts) => parts.join(' ')),
    tie('any').map((inner) => `not (${inner})`),
    fc
      .tuple(fc.constantFrom('emails', 'addresses', 'members', 'name', 'roles'), leaf)
      .map(([name, inner]) => `${name}[${inner}]`),
  ),
})).any

/** Filters with one word lost, doubled or strange. */
const brokenFilters = fc
  .tuple(filters, fc.nat(), fc.constantFrom('lose', 'double', 'strange'), filterWords)
  .map(([text, at, how, word]) => {
    const words = text.split(' ')
    const place = at % words.length
    const inPlace = { lose: [], double: [words[place], words[place]], strange: [word] }[how]
    return words.toSpliced(place, 1, ...inPlace.map(String)).join(' ')
  })

const parameters = fc.array(
  fc.tuple(
    fc.constantFrom(
      'filter',
      'sortBy',
      'sortOrder',
      'startIndex',
      'count',
      'attributes',
      'excludedAttributes',
      'Filter',
      'cursor',
      'x',
    ),
    fc.oneof(filters, attributePaths, texts, fc.integer().map(String)),
  ),
  { maxLength: 4 },
)
const encoded = (pairs: readonly (readonly [string, string])[]): string =>
  // half a surrogate pair has no encoding
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')

describe('random input', () => {
  let world: World
  before(async () => {
    console.log(`MUSTER_TEST_SEED=${seed}`)
    world = await openWorld()
  })
  after(() => world.app.close())

  const run = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(arbitrary, check), { seed, numRuns, endOnFailure: false })

  function assertScim(answer: RawAnswer): void {
    assert.ok(answer.status < 500, `${answer.status}: ${answer.body}`)
    if (answer.status === 204) return
    assert.equal(answer.headers['content-type'], 'application/scim+json')
    const json = JSON.parse(answer.body) as Record<string, unknown>
    assert.ok(Array.isArray(json['schemas']), answer.body)
    if (answer.status < 400) return
    assert.deepEqual(json['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
    assert.equal(json['status'], String(answer.status))
    assert.ok(typeof json['detail'] === 'string' && json['detail'] !== '', answer.body)
  }

  /** A refusal writes nothing; what was accepted reads back as it was answered. */
  async function assertWrite(path: string, before: string, answer: RawAnswer): Promise<void> {
    assertScim(answer)
    if (answer.status >= 400) return assert.equal(await stateOf(world), before)
    if (answer.status === 204) return
    const read = await ask(world, get(`${path}/${(JSON.parse(answer.body) as { id: string }).id}`))
    assert.equal(read.body, answer.body)
  }

  for (const kind of ['Users', 'Groups'] as const) {
    const path = `/scim/v2/${kind}`
    const target = kind === 'Users' ? `${path}/<ann>` : `${path}/<staff>`
    const name = kind === 'Users' ? 'userName' : 'displayName'

    test(`no JSON makes a POST to ${kind} fail, and nothing is left of it`, () =>
      run(fc.tuple(bodies, fc.nat()), async ([body, serial]) => {
        const before = await stateOf(world)
        const answer = await ask(world, post(path, JSON.stringify(completed(body, { [name]: `random${serial}` }))))
        await assertWrite(path, before, answer)
        if (answer.status !== 201) return
        await ask(world, { ...get(`${path}/${(JSON.parse(answer.body) as { id: string }).id}`), method: 'DELETE' })
        assert.equal(await stateOf(world), before)
      }))

    test(`no JSON makes a PUT to ${kind} fail`, () =>
      run(bodies, async (body) => {
        const before = await stateOf(world)
        await assertWrite(
          path,
          before,
          await ask(world, put(target, JSON.stringify(completed(body, { [name]: 'Random' })))),
        )
      }))

    test(`no PATCH makes ${kind} fail`, () =>
      run(operationLists, async (Operations) => {
        const before = await stateOf(world)
        await assertWrite(path, before, await ask(world, patch(target, JSON.stringify({ Operations }))))
      }))

    test(`no words in any order make a filter on ${kind} fail`, () =>
      run(
        fc.oneof(
          brokenFilters,
          fc.array(filterWords, { maxLength: 12 }).map((words) => words.join(' ')),
        ),
        async (text) => {
          assertScim(await ask(world, get(`${path}?${encoded([['filter', text]])}`)))
        },
      ))

    test(`a filter on ${kind} and its negation share the users out between them`, () =>
      run(filters, async (text) => {
        const count = async (filter: string): Promise<number | undefined> => {
          const answer = await ask(world, get(`${path}?${encoded([['filter', filter]])}`))
          assertScim(answer)
          return answer.status === 200 ? (JSON.parse(answer.body) as { totalResults: number }).totalResults : undefined
        }
        const yes = await count(text)
        if (yes === undefined) return
        const all = (JSON.parse((await ask(world, get(`${path}?count=0`))).body) as { totalResults: number })
          .totalResults
        assert.equal(await count(`not (${text})`), all - yes)
      }))

    test(`no parameters make a list of ${kind} fail`, () =>
      run(parameters, async (pairs) => assertScim(await ask(world, get(`${path}?${encoded(pairs)}`)))))
  }

  test('no bytes make a create fail', () =>
    run(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const before = await stateOf(world)
      const answer = await ask(world, post('/scim/v2/Users', bytes))
      assertScim(answer)
      assert.equal(answer.status, 400)
      assert.equal(await stateOf(world), before)
    }))

  test('no JSON makes the directories fail, and they answer in their own shape', () =>
    run(
      fc.tuple(fc.constantFrom('name', 'domains', 'type', 'id', 'slug', 'other'), bodies),
      async ([member, value]) => {
        const before = await stateOf(world)
        const body = { type: 'OTHER_DIRECTORY', name: 'New', domains: ['NEW.EXAMPLE'], [member]: value }
        const answer = await ask(world, postDirectory(DIRECTORIES, JSON.stringify(body)))
        assert.ok(answer.status < 500, answer.body)
        if (answer.status === 201) {
          const { directoryId } = JSON.parse(answer.body) as { directoryId: string }
          assert.equal((await ask(world, { ...get(`${DIRECTORIES}/${directoryId}`), method: 'DELETE' })).status, 200)
        } else {
          const { errors } = JSON.parse(answer.body) as { errors: readonly { code: string; message: string }[] }
          assert.ok(errors[0]?.code && errors[0].message, answer.body)
        }
        assert.equal(await stateOf(world), before)
      },
    ))
})
