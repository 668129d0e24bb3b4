import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'
import { userType } from '../schema/resource-types.ts'
import { applyPatch } from './apply.ts'
import { parsePatch } from './parse.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const patch = (before: Attributes, operations: Json) => {
  const parsed = parsePatch({ Operations: operations })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const outcome = applyPatch(userType, before, parsed.value)
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value
}

type Case = readonly [what: string, before: Attributes, operation: Json, after: Attributes]

const manager = (value: Json): Attributes => ({ [ENTERPRISE]: { department: 'Tools', manager: value } })
const without: Attributes = { [ENTERPRISE]: { department: 'Tools' } }
const elsewhere = { value: 'm1', $ref: 'https://people.example.com/Users/m1' }
const path = `${ENTERPRISE}:manager`

describe('a manager', () => {
  const cases: readonly Case[] = [
    ['is set by an id', without, { op: 'Add', path, value: 'm2' }, manager({ value: 'm2' })],
    ['is set by an object', without, { op: 'add', path, value: { value: 'm2' } }, manager({ value: 'm2' })],
    [
      'is set by a list of one (older Entra)',
      without,
      { op: 'Add', path: 'manager', value: [{ $ref: null, value: 'm2' }] },
      manager({ value: 'm2' }),
    ],
    [
      'is set behind a dot (Entra as a reader)',
      without,
      { op: 'Replace', path: `${ENTERPRISE}.manager`, value: 'm2' },
      manager({ value: 'm2' }),
    ],
    [
      'leaves no address of the one before',
      manager(elsewhere),
      { op: 'replace', path, value: { value: 'm2' } },
      manager({ value: 'm2' }),
    ],
    [
      'leaves none when only the id is written',
      manager(elsewhere),
      { op: 'replace', path: `${path}.value`, value: 'm2' },
      manager({ value: 'm2' }),
    ],
    [
      'keeps the address when it is the same one',
      manager(elsewhere),
      { op: 'replace', path, value: { value: 'm1' } },
      manager(elsewhere),
    ],
    ['goes by an empty value, whole', manager(elsewhere), { op: 'replace', path, value: { value: '' } }, without],
    ['goes by an empty text', manager(elsewhere), { op: 'replace', path, value: '' }, without],
    ['goes by null', manager(elsewhere), { op: 'replace', path, value: null }, without],
    ['goes by remove', manager(elsewhere), { op: 'Remove', path }, without],
    [
      'goes by an extension object',
      manager(elsewhere),
      { op: 'replace', value: { [ENTERPRISE]: { manager: null } } },
      without,
    ],
  ]
  for (const [what, before, operation, after] of cases) {
    test(what, () => assert.deepEqual(patch(before, [operation]).attributes, after))
  }
})

describe('values of a list', () => {
  const work = { value: 'w@example.com', type: 'work', primary: true }
  const home = { value: 'h@example.com', type: 'home' }
  const cases: readonly Case[] = [
    [
      'gives the primary to the one that asks for it, wherever it stands (P20)',
      { emails: [home, work] },
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      {
        emails: [
          { ...home, primary: true },
          { ...work, primary: false },
        ],
      },
    ],
    [
      'goes whole when its value is removed',
      { emails: [work, home] },
      { op: 'remove', path: 'emails[type eq "work"].value' },
      { emails: [home] },
    ],
    [
      'goes whole when its value is emptied',
      { emails: [work, home] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: '' },
      { emails: [home] },
    ],
    [
      'keeps the rest when another part is removed',
      { emails: [work, home] },
      { op: 'remove', path: 'emails[type eq "work"].type' },
      { emails: [{ value: work.value, primary: true }, home] },
    ],
    [
      'is replaced whole by a filtered replace, and still meets the filter',
      { emails: [work, home] },
      { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'new@example.com' } },
      { emails: [{ type: 'work', value: 'new@example.com' }, home] },
    ],
    [
      'grows by a filtered add',
      { emails: [work] },
      { op: 'add', path: 'emails[type eq "work"]', value: { display: 'Work' } },
      { emails: [{ ...work, display: 'Work' }] },
    ],
    [
      'is not added twice with the same type and value (P19)',
      { emails: [work] },
      { op: 'add', path: 'emails', value: [{ type: 'work', value: work.value }] },
      { emails: [work] },
    ],
    [
      'goes by a list of what to remove (P9)',
      { emails: [work, home] },
      { op: 'remove', path: 'emails', value: [{ value: home.value }] },
      { emails: [work] },
    ],
    [
      'stays when the list of what to remove is empty',
      { emails: [work] },
      { op: 'remove', path: 'emails', value: [] },
      { emails: [work] },
    ],
  ]
  for (const [what, before, operation, after] of cases) {
    test(what, () => assert.deepEqual(patch(before, [operation]).attributes, after))
  }
  test('is made once, however many operations fill it (P7)', () => {
    const operations = [
      { op: 'Add', path: 'addresses[type eq "home"].streetAddress', value: '1 Main St' },
      { op: 'Replace', path: 'addresses[type eq "HOME"].locality', value: 'Bergen' },
      { op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' },
    ]
    assert.deepEqual(patch({}, operations).attributes, {
      addresses: [{ type: 'home', streetAddress: '1 Main St', locality: 'Bergen' }],
      roles: [{ primary: true, value: 'Admin' }],
    })
  })
  test('cannot be made from a filter that is more than equalities', () => {
    const parsed = parsePatch({ Operations: [{ op: 'replace', path: 'emails[value co "x"].type', value: 'work' }] })
    assert.ok(parsed.ok)
    const outcome = applyPatch(userType, {}, parsed.value)
    assert.equal(!outcome.ok && outcome.error.kind, 'noTarget')
  })
})

describe('the whole of a resource', () => {
  test('does not count as changed when operations undo each other', () => {
    const before: Attributes = { userName: 'ann', title: 'Engineer' }
    const outcome = patch(before, [
      { op: 'add', path: 'nickName', value: 'Al' },
      { op: 'replace', path: 'title', value: 'Director' },
      { op: 'remove', path: 'nickName' },
      { op: 'replace', path: 'title', value: 'Engineer' },
    ])
    assert.equal(outcome.changed, false)
    assert.equal(outcome.attributes, before)
  })
  test('has a fresh formatted name when a part changed (U1)', () => {
    const before = { name: { formatted: 'Ann Quill', givenName: 'Ann', familyName: 'Quill' } }
    assert.deepEqual(patch(before, [{ op: 'replace', path: 'name.familyName', value: 'Stone' }]).attributes, {
      name: { formatted: 'Ann Stone', givenName: 'Ann', familyName: 'Stone' },
    })
    assert.deepEqual(
      patch({ name: { givenName: 'Ann' } }, [{ op: 'add', value: { name: { familyName: 'Q' } } }]).attributes,
      {
        name: { givenName: 'Ann', familyName: 'Q' },
      },
    )
  })
  for (const value of [null, '', { value: '' }]) {
    test(`keeps a leaver out when active is ${JSON.stringify(value)}`, () => {
      const before = { userName: 'ann', active: false }
      assert.equal(patch(before, [{ op: 'replace', path: 'active', value }]).attributes['active'], false)
    })
  }
  test('keeps an inactive user inactive when active is removed', () => {
    const before = { userName: 'ann', active: false }
    assert.equal(patch(before, [{ op: 'remove', path: 'active' }]).attributes['active'], false)
  })
  test('keeps the order of its attributes and elements', () => {
    const before = { userName: 'ann', title: 'x', emails: [{ value: 'a' }, { value: 'b' }], locale: 'en' }
    const { attributes } = patch(before, [
      { op: 'replace', path: 'emails[value eq "a"].type', value: 'work' },
      { op: 'replace', path: 'title', value: 'y' },
    ])
    assert.equal(
      JSON.stringify(attributes),
      '{"userName":"ann","title":"y","emails":[{"value":"a","type":"work"},{"value":"b"}],"locale":"en"}',
    )
  })
})
