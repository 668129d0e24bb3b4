import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Json } from '../../src/shared/json.ts'
import { CORE, created, ENTERPRISE, provisioned, startV1, WORKSPACE, type V1 } from '../support/scim-v1.ts'

const seed = Number(process.env['MUSTER_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** MUSTER_TEST_RUNS=5000 hunts for longer. */
const numRuns = Number(process.env['MUSTER_TEST_RUNS'] ?? 100)

const names = fc.constantFrom(
  'id',
  'meta',
  'attributes',
  'schemas',
  'userName',
  'name',
  'givenName',
  'emails',
  'value',
  'type',
  'primary',
  'operation',
  'active',
  'members',
  'groups',
  'roles',
  'addresses',
  'manager',
  'managerId',
  'domain',
  'internalUserType',
  'userStatus',
  'filter',
  'count',
  CORE,
  ENTERPRISE,
  WORKSPACE,
  'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User',
  'urn:scim:schemas:extension:workspace:tenant:acme:1.0',
  'constructor',
  'toString',
)
const scalars = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    '',
    'delete',
    'DELETE',
    'work',
    'OKTA.COM',
    'PROVISIONED',
    'name.givenName',
    'emails[',
    'userName eq "x"',
  ),
  fc.string({ maxLength: 8 }),
)
const { body } = fc.letrec<{ value: Json; body: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
  body: fc.dictionary(names, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}))

describe(`SCIM 1.1: whatever is sent (MUSTER_TEST_SEED=${seed})`, () => {
  let v1: V1
  let user: string
  let group: string
  before(async () => {
    v1 = await startV1()
    user = (await created(v1, '/Users', provisioned('target'))).id
    group = (await created(v1, '/Groups', { displayName: 'Target' })).id
  })
  after(() => v1.close())

  test('is done or refused in the shape of 1.1, and what is stored can be read, and given back', async () => {
    const places = [
      ['POST', () => '/Users'],
      ['POST', () => '/Groups'],
      ['POST', () => '/Users/.search'],
      ['PUT', () => `/Users/${user}`],
      ['PATCH', () => `/Users/${user}`],
      ['PUT', () => `/Groups/${group}`],
      ['PATCH', () => `/Groups/${group}`],
    ] as const
    // what is stored has its reasons in earlier requests, which shrinking takes away
    const written: string[] = []
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...places), async (sent, [method, path]) => {
        const answer = await v1.ask(method, path(), sent)
        assert.ok(answer.status < 500, `${method} ${path()} ${JSON.stringify(sent)}: ${answer.text}`)
        if (answer.status >= 400) assert.match(answer.text, /^\{"Errors":\[\{"code":"4\d\d","description":".+"\}\]\}$/)
        if (method === 'POST') return
        if (answer.status < 300) written.push(`${method} ${JSON.stringify(sent)}`)
        const shown = await v1.ask('GET', path())
        assert.equal(shown.status, 200)
        assert.equal((await v1.ask20('GET', path())).status, 200)
        // members that are not here yet are not shown, and a PUT of what is shown lets go of them
        if (path().startsWith('/Groups')) return
        const same = await v1.ask('PUT', path(), shown.json)
        assert.equal(same.status, 200, `given back after ${written.slice(-5).join('\n')}: ${same.text}`)
        assert.deepEqual(same.json, shown.json, written.slice(-5).join('\n'))
      }),
      { seed, numRuns },
    )
  })
})
