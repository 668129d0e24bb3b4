import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openCaseWorld, type CaseWorld } from '../support/scim-cases.ts'

const OPERATIONS = 5_000
const BYTES = 5_000_000
/**
 * Of the processor, client and server together, so that other work on the machine does not count. Each takes 0.1 to 0.9 s;
 * what is super-linear takes minutes.
 */
const AT_MOST_MS = 2_500

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** Fills an operation up to its share of the body. */
const PAD = 'x'.repeat(BYTES / OPERATIONS - 100)
/** As many as an attribute may have. */
const MAILS = 500

const mails = Array.from({ length: MAILS }, (_, i) => ({ value: `m${i}@example.com`, type: 'work' }))

function spentSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1_000
}

type Shape = {
  readonly what: string
  readonly at?: 'Groups'
  readonly has?: object
  readonly operation: (i: number, id: (i: number) => string) => object
}

const shapes: readonly Shape[] = [
  { what: 'replaces of one text', operation: (i) => ({ op: 'replace', path: 'title', value: `${i}${PAD}` }) },
  {
    what: 'replaces without a path',
    operation: (i) => ({ op: 'replace', value: { title: `${i}${PAD}`, 'name.givenName': `${i}` } }),
  },
  {
    what: 'adds to an extension',
    operation: (i) => ({ op: 'add', path: `${ENTERPRISE}:department`, value: `${i}${PAD}` }),
  },
  {
    what: 'adds to one multi-valued attribute',
    operation: (i) => ({ op: 'add', path: 'emails', value: [{ value: `m${i % MAILS}@example.com`, display: PAD }] }),
  },
  {
    what: 'adds without a path',
    operation: (i) => ({ op: 'add', value: { emails: [{ value: `m${i % MAILS}@example.com`, display: PAD }] } }),
  },
  {
    what: 'replaces of selected values',
    has: { emails: mails },
    operation: (i) => ({
      op: 'replace',
      path: `emails[value eq "m${i % MAILS}@example.com"].display`,
      value: `${i}${PAD}`,
    }),
  },
  {
    what: 'replaces of all values',
    has: { emails: mails },
    operation: (i) => ({ op: 'replace', path: 'emails.display', value: `${PAD}${i}` }),
  },
  {
    what: 'removals of selected values',
    has: { emails: mails },
    operation: (i) => ({ op: 'remove', path: `emails[value eq "m${i}@example.com" and type eq "work"]`, note: PAD }),
  },
  { what: 'unknown attributes', operation: (i) => ({ op: 'add', path: `unknown${i % MAILS}`, value: `${i}${PAD}` }) },
  {
    what: 'adds of members',
    at: 'Groups',
    operation: (i, id) => ({ op: 'add', path: 'members', value: [{ value: id(i), display: PAD }] }),
  },
  {
    what: 'removals of members',
    at: 'Groups',
    operation: (i, id) => ({ op: 'remove', path: `members[value eq "${id(i)}"]`, note: PAD }),
  },
]

describe(`a PATCH of ${OPERATIONS} operations and ${BYTES / 1e6} MB`, () => {
  let world: CaseWorld
  before(async () => {
    world = await openCaseWorld()
  })
  after(() => world.app.close())

  const id = (i: number): string => `01a20d71-0000-7000-8000-${String(i).padStart(12, '0')}`
  for (const { what, at = 'Users', has = {}, operation } of shapes) {
    test(`is done in a second: ${what}`, async () => {
      const name = at === 'Users' ? { userName: what } : { displayName: what }
      const made = await world.ask('POST', `/${at}`, { ...name, ...has })
      assert.equal(made.status, 201, JSON.stringify(made.json))
      const body = { Operations: Array.from({ length: OPERATIONS }, (_, i) => operation(i, id)) }
      const size = JSON.stringify(body).length
      assert.ok(size > BYTES * 0.9 && size < BYTES * 1.3, String(size))
      const started = process.cpuUsage()
      const answer = await world.ask('PATCH', `/${at}/${String(made.json['id'])}?attributes=id`, body)
      const took = spentSince(started)
      console.log(`${(size / 1e6).toFixed(1)} MB, ${took.toFixed(0)} ms: ${what}`)
      assert.equal(answer.status, 200, JSON.stringify(answer.json))
      assert.ok(took < AT_MOST_MS, `${took} ms`)
    })
  }
  test('with an operation 5,000 that fails leaves nothing behind', async () => {
    const made = await world.ask('POST', '/Users', { userName: 'atomic', title: 'Clerk' })
    const path = `/Users/${String(made.json['id'])}`
    const Operations: object[] = Array.from({ length: OPERATIONS - 1 }, (_, i) => ({
      op: 'add',
      path: 'title',
      value: `${i}`,
    }))
    Operations.push({ op: 'add', path: 'active', value: 'perhaps' })
    const answer = await world.ask('PATCH', path, { Operations })
    assert.deepEqual([answer.status, answer.json['scimType']], [400, 'invalidValue'])
    assert.match(String(answer.json['detail']), /^Operation 5000 /)
    assert.deepEqual((await world.ask('GET', path)).json, made.json)
    assert.equal(await world.changesOf(String(made.json['id'])), 1)
  })
  test('of 10,000 operations is done, and one more is tooMany', async () => {
    const made = await world.ask('POST', '/Users', { userName: 'many' })
    const path = `/Users/${String(made.json['id'])}`
    const Operations = Array.from({ length: 10_000 }, (_, i) => ({ op: 'add', path: 'title', value: `${i}` }))
    assert.equal((await world.ask('PATCH', path, { Operations })).json['title'], '9999')
    const refused = await world.ask('PATCH', path, { Operations: [...Operations, Operations[0]] })
    assert.deepEqual([refused.status, refused.json['scimType']], [400, 'tooMany'])
  })
  test('that adds more values than an attribute may have is refused in a moment', async () => {
    const made = await world.ask('POST', '/Users', { userName: 'full' })
    const Operations = Array.from({ length: OPERATIONS }, (_, i) => ({
      op: 'add',
      path: 'emails',
      value: [{ value: `m${i}` }],
    }))
    const started = process.cpuUsage()
    const refused = await world.ask('PATCH', `/Users/${String(made.json['id'])}`, { Operations })
    assert.ok(spentSince(started) < AT_MOST_MS)
    assert.deepEqual([refused.status, refused.json['scimType']], [400, 'invalidValue'])
    assert.match(String(refused.json['detail']), /^Operation 501 .*500/)
  })
})
