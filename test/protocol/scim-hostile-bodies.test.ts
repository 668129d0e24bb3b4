import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ask, get, openWorld, patch, post, put, stateOf, type World } from '../support/bad-input.ts'
import type { RawAnswer, RawRequest } from '../support/raw-http.ts'

const USERS = '/scim/v2/Users'
const ANN = `${USERS}/<ann>`
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Names that every object has, or that make it another one. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
] as const

/** A JSON text with a member of that name and the value `{"polluted":true}` at some depth. */
const PLACES: readonly (readonly [where: string, place: (member: string) => string])[] = [
  ['at the top', (member) => `{${member}}`],
  ['in a name', (member) => `{"name":{${member}}}`],
  ['in a mail', (member) => `{"emails":[{"value":"a","type":"work",${member}}]}`],
  ['in an extension', (member) => `{"${ENTERPRISE}":{${member}}}`],
  ['in a part of an extension', (member) => `{"${ENTERPRISE}":{"manager":{${member}}}}`],
  ['in what is unknown', (member) => `{"badge":{"deep":[{"deeper":{${member}}}]}}`],
  ['in an unknown namespace', (member) => `{"urn:example:ext:2.0:User":{${member}}}`],
]

const PATHS = (name: string): readonly string[] => [
  name,
  `${name}.polluted`,
  `name.${name}`,
  `name.${name}.polluted`,
  `emails[type eq "work"].${name}`,
  `emails[${name} eq "x"].value`,
  `emails[type eq "${name}"].value`,
  `${ENTERPRISE}:${name}`,
  `${ENTERPRISE}:manager.${name}`,
  `urn:example:ext:2.0:User:${name}`,
  `urn:example:ext:2.0:User:${name}.polluted`,
  `${name}[type eq "work"].value`,
]

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const own = prototypes.map((prototype) => Reflect.ownKeys(prototype).length)

function assertClean(): void {
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  assert.deepEqual(
    prototypes.map((prototype) => Reflect.ownKeys(prototype).length),
    own,
  )
  assert.equal(Object.getPrototypeOf({}), Object.prototype)
}

describe('names that reach for the prototype of objects (P21, JS-12, JS-13, PA-20, PA-21)', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.app.close())

  /** Taken or refused as a mistake of the client; never a fault, and what is there can be read and given back. */
  async function assertHarmless(request: RawRequest, what: string): Promise<RawAnswer> {
    const answer = await ask(world, request)
    assertClean()
    assert.ok(answer.status < 300 || answer.status === 400, `${what}: ${answer.status} ${answer.body}`)
    const shown = await ask(world, get(ANN))
    assert.equal(shown.status, 200)
    const echoed = await ask(world, put(ANN, shown.body))
    assert.deepEqual([echoed.status, echoed.body], [200, shown.body], what)
    return answer
  }

  for (const name of NAMES) {
    test(`${name} as a key, at every depth of a POST, a PUT and a PATCH`, async () => {
      for (const [where, place] of PLACES) {
        const value = place(`${JSON.stringify(name)}:{"polluted":true}`)
        const whole = value.replace('{', `{"userName":"ann@example.com",`)
        const requests = [
          post(USERS, value.replace('{', `{"userName":"${name} ${where}",`)),
          put(ANN, whole),
          patch(ANN, `{"Operations":[{"op":"add","value":${value}}]}`),
          patch(ANN, `{"Operations":[{"op":"replace","value":${value}}]}`),
          patch(ANN, `{"Operations":[{"op":"add","path":"badge","value":${value}}]}`),
          patch(ANN, `{"Operations":[{"op":"remove","path":"badge","value":${value}}]}`),
        ]
        for (const request of requests) {
          const { status, body } = await assertHarmless(request, `${request.method} ${name} ${where}`)
          if (name === '__proto__') assert.equal(status, 400, body)
        }
      }
    })
    test(`${name} in a path, in every place of it`, async () => {
      for (const path of PATHS(name)) {
        for (const op of ['add', 'replace', 'remove']) {
          for (const value of ['x', { polluted: true }, { value: { polluted: true } }]) {
            await assertHarmless(patch(ANN, { Operations: [{ op, path, value }] }), `${op} ${path}`)
          }
          if (op !== 'remove') await assertHarmless(patch(ANN, { Operations: [{ op, value: { [path]: 'x' } }] }), path)
        }
      }
    })
    test(`${name} among the attributes that are asked for`, async () => {
      for (const parameter of ['attributes', 'excludedAttributes']) {
        for (const path of [name, `name.${name}`, `${name}.x`, `urn:example:ext:2.0:User:${name}`]) {
          const answer = await ask(world, get(`${ANN}?${parameter}=${encodeURIComponent(path)}`))
          assert.equal(answer.status, 200, answer.body)
          assertClean()
        }
      }
    })
  }
})

describe('bodies that are too much', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.app.close())

  const huge = 'x'.repeat(10 * 1024 * 1024)
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const places: readonly (readonly [name: string, request: (value: string) => RawRequest])[] = [
    ['POST', (value) => post(USERS, `{"userName":"too much","title":"x","badge":${value}}`)],
    ['PUT', (value) => put(ANN, `{"userName":"ann@example.com","badge":${value}}`)],
    ['PATCH', (value) => patch(ANN, `{"Operations":[{"op":"add","path":"badge","value":${value}}]}`)],
    ['PATCH without a path', (value) => patch(ANN, `{"Operations":[{"op":"add","value":{"badge":${value}}}]}`)],
    [
      'PATCH of a selection',
      (value) => patch(ANN, `{"Operations":[{"op":"add","path":"emails[type eq \\"work\\"].note","value":${value}}]}`),
    ],
  ]
  const values: readonly (readonly [what: string, value: string, status: number, scimType?: string])[] = [
    ['a text of 10 MiB', JSON.stringify(huge), 413],
    ['1,000 levels', deep(1_000), 400, 'invalidSyntax'],
    ['65 levels', deep(65), 400, 'invalidSyntax'],
    ['1e400', '1e400', 400, 'invalidValue'],
    ['-1e400 in a list', '[-1e400]', 400, 'invalidValue'],
    ['U+0000', '"a\\u0000b"', 400, 'invalidValue'],
    ['half a surrogate pair', '"\\ud800"', 400, 'invalidValue'],
    ['a key with half a surrogate pair', '{"\\udfff":1}', 400, 'invalidValue'],
    ['1,001 keys', `{${Array.from({ length: 1_001 }, (_, i) => `"k${i}":1`).join()}}`, 400, 'invalidSyntax'],
  ]
  for (const [what, value, status, scimType] of values) {
    for (const [name, request] of places) {
      test(`${what} in a ${name} is answered with ${status}, and nothing is written`, async () => {
        const state = await stateOf(world)
        const answer = await ask(world, request(value))
        assert.equal(answer.status, status, answer.body.slice(0, 500))
        if (scimType !== undefined) assert.equal((JSON.parse(answer.body) as { scimType: string }).scimType, scimType)
        assert.equal(await stateOf(world), state)
      })
    }
  }
  test('of one key twice the last one counts', async () => {
    const made = await ask(world, post(USERS, '{"userName":"a","userName":"twice","title":"x","title":"y"}'))
    assert.equal(made.status, 201, made.body)
    const { userName, title } = JSON.parse(made.body) as Record<string, unknown>
    assert.deepEqual([userName, title], ['twice', 'y'])
    const patched = await ask(
      world,
      patch(
        ANN,
        '{"Operations":[],"Operations":[{"op":"add","path":"title","path":"nickName","value":"x","value":"y"}]}',
      ),
    )
    assert.equal((JSON.parse(patched.body) as Record<string, unknown>)['nickName'], 'y')
  })
})
