import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../shared/json.ts'
import type { Attributes } from './resource.ts'
import { groupType, userType } from './schema/resource-types.ts'
import { validateResource, type WriteContext } from './validate.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const user = (members: Record<string, Json>, context: WriteContext = { kind: 'create' }) =>
  validateResource(userType, { userName: 'ann@example.com', ...members }, context)
const read = (members: Record<string, Json>, context?: WriteContext): Attributes => {
  const valid = user(members, context)
  assert.ok(valid.ok, JSON.stringify(valid))
  return valid.value.attributes
}

describe('the body of a user', () => {
  const rows: readonly (readonly [
    what: string,
    members: Record<string, Json>,
    name: string,
    expected: Json | undefined,
  ])[] = [
    ['names in any case (V1)', { DisplayName: 'Ann', Title: 'x' }, 'displayName', 'Ann'],
    [
      'sub-attributes in any case (V1)',
      { emails: [{ Value: 'a@example.com', Primary: 'True' }] },
      'emails',
      [{ value: 'a@example.com', primary: true }],
    ],
    ['flags as text (V2)', { active: 'False' }, 'active', false],
    ['numbers as text (V3)', { [ENTERPRISE]: { employeeNumber: 42 } }, ENTERPRISE, { employeeNumber: '42' }],
    ['one object for several (V4)', { emails: { value: 'a@example.com' } }, 'emails', [{ value: 'a@example.com' }]],
    ['a text for several (V4)', { emails: 'a@example.com' }, 'emails', [{ value: 'a@example.com' }]],
    ['an array for one (V5)', { displayName: [{ $ref: null, value: 'Ann' }] }, 'displayName', 'Ann'],
    ['a text for a complex value (V6)', { [ENTERPRISE]: { manager: 'm1' } }, ENTERPRISE, { manager: { value: 'm1' } }],
    ['null (V7)', { title: null }, 'title', undefined],
    ['an empty text (V7)', { title: '' }, 'title', undefined],
    ['an empty value (V7)', { [ENTERPRISE]: { manager: { value: '' } } }, ENTERPRISE, undefined],
    [
      'null inside an element (V7)',
      { addresses: [{ type: 'work', locality: 'Oslo', region: null }] },
      'addresses',
      [{ type: 'work', locality: 'Oslo' }],
    ],
    ['unknown attributes as they came (V8)', { badge: { a: [1] } }, 'badge', { a: [1] }],
    [
      'unknown namespaces as they came (V8)',
      { 'urn:example:ext:2.0:User': { badge: '7' } },
      'urn:example:ext:2.0:User',
      { badge: '7' },
    ],
    [
      'a misspelt URN (V10)',
      { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User': { department: 'Tools' } },
      ENTERPRISE,
      { department: 'Tools' },
    ],
    ['groups, which are never written here (V12)', { groups: [] }, 'groups', undefined],
    ['no primary at all (V13)', { emails: [{ value: 'a@example.com' }] }, 'emails', [{ value: 'a@example.com' }]],
    [
      'random text where a format could be asked for (V15)',
      { locale: 'RJWNTUNNOHNZ', profileUrl: 'BAPNQ', timezone: 'x' },
      'profileUrl',
      'BAPNQ',
    ],
    ['a password, which is dropped (V16)', { password: { any: 'shape' } }, 'password', undefined],
    ['active by default', {}, 'active', true],
  ]
  for (const [what, members, name, expected] of rows) {
    test(`takes ${what}`, () => assert.deepEqual(read(members)[name], expected))
  }

  test('keeps the last asserted primary of several (V13)', () => {
    const { emails } = read({
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    })
    assert.deepEqual(
      (emails as { primary?: boolean }[]).map(({ primary }) => primary === true),
      [false, true],
    )
  })
  test('ignores id, meta and schemas that name others', () => {
    const attributes = read({ id: 'x', meta: { location: 'y' }, schemas: ['urn:example:other'] })
    assert.deepEqual([attributes['id'], attributes['meta'], attributes['schemas']], [undefined, undefined, undefined])
  })

  const refused: readonly (readonly [what: string, body: Json, path: RegExp])[] = [
    ['no userName', {}, /userName/],
    ['a blank userName', { userName: ' ' }, /userName/],
    ['white space around a userName', { userName: ' ann' }, /userName/],
    ['a zero width space in a userName', { userName: 'a\u200bnn' }, /userName/],
    ['a bidi control in a userName', { userName: 'a\u202enn' }, /userName/],
    ['a control character in a userName', { userName: 'a\u0007nn' }, /userName/],
    ['257 characters of userName', { userName: 'x'.repeat(257) }, /userName.*256|256.*userName/],
    ['a number for a userName', { userName: 1 }, /userName/],
    ['text over the limit', { userName: 'ann', title: 'x'.repeat(4_097) }, /title/],
    ['an object for a text', { userName: 'ann', title: { a: 1 } }, /title/],
    ['text that is no flag', { userName: 'ann', active: 'maybe' }, /active/],
    ['an array for a flag', { userName: 'ann', active: [true, false] }, /active/],
    ['two spellings of one name', { userName: 'ann', USERNAME: 'bob' }, /userName/i],
    ['schemas that are no list', { userName: 'ann', schemas: 'x' }, /schemas/],
  ]
  for (const [what, body, words] of refused) {
    test(`refuses ${what} with a sentence that names it`, () => {
      const valid = validateResource(userType, body, { kind: 'create' })
      assert.ok(!valid.ok, JSON.stringify(valid))
      assert.match(valid.error.detail, words)
    })
  }
  for (const body of [null, [], 'x', 1, true] as const) {
    test(`refuses ${JSON.stringify(body)} as no object`, () => {
      const valid = validateResource(userType, body, { kind: 'create' })
      assert.equal(!valid.ok && valid.error.kind, 'invalidSyntax')
    })
  }
})

describe('a PUT of a user', () => {
  const before: Attributes = {
    userName: 'ann@example.com',
    externalId: '00u1',
    active: false,
    title: 'Engineer',
    name: { givenName: 'Ann', familyName: 'Quill', formatted: 'Ann Quill' },
  }
  const replaced = (members: Record<string, Json>) => read(members, { kind: 'replace', before })

  test('without active and externalId keeps both, and drops the rest that is missing (U3)', () => {
    assert.deepEqual(replaced({}), { userName: 'ann@example.com', externalId: '00u1', active: false })
  })
  test('with a stale formatted name gets a fresh one (U1)', () => {
    const { name } = replaced({ name: { givenName: 'Anna', familyName: 'Quill', formatted: 'Ann Quill' } })
    assert.notEqual((name as { formatted?: string }).formatted, 'Ann Quill')
  })
  test('with a formatted name of its own keeps that', () => {
    const { name } = replaced({ name: { givenName: 'Anna', familyName: 'Quill', formatted: 'Quill, Anna' } })
    assert.equal((name as { formatted?: string }).formatted, 'Quill, Anna')
  })
  test('with another id in the body ignores it (U5)', () => assert.equal(replaced({ id: 'other' })['id'], undefined))
})

describe('the members of a group', () => {
  const members = (value: Json | undefined, kind: 'create' | 'replace' = 'replace') => {
    const body = { displayName: 'Builders', ...(value === undefined ? {} : { members: value }) }
    return validateResource(groupType, body, { kind })
  }
  test('stay where a PUT does not speak of them (U2)', () => {
    const valid = members(undefined)
    assert.deepEqual(valid.ok && valid.value.members, { kind: 'keep' })
  })
  for (const value of [[], null] as const) {
    test(`are emptied by ${JSON.stringify(value)}`, () => {
      const valid = members(value)
      assert.deepEqual(valid.ok && valid.value.members, { kind: 'replace', members: [] })
    })
  }
  for (const value of [
    'a',
    ['a'],
    [{ value: 'a' }, { value: 'a' }],
    { value: 'a', display: 'Ann', $ref: null },
    { value: 'a', type: 'Device' },
  ] as const) {
    test(`are read from ${JSON.stringify(value)}, each once`, () => {
      const valid = members(value)
      assert.deepEqual(valid.ok && valid.value.members, { kind: 'replace', members: [{ value: 'a' }] })
    })
  }
  for (const value of [[{ value: 1 }], [{}], [{ value: 'a', type: 7 }]] as const) {
    test(`are refused as ${JSON.stringify(value)}`, () => {
      const valid = members(value)
      assert.ok(!valid.ok)
      assert.match(valid.error.detail, /member/)
    })
  }
})
