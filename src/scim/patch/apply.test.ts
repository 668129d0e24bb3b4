import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import type { ScimError } from '../errors.ts'
import type { Attributes } from '../resource.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { applyPatch } from './apply.ts'
import { parsePatch } from './parse.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const work = { value: 'ann@example.com', type: 'work', primary: true }
const home = { value: 'ann@home.example', type: 'home' }
const ANN: Attributes = {
  userName: 'ann@example.com',
  name: { givenName: 'Ann', familyName: 'Quill' },
  emails: [work, home],
  title: 'Engineer',
  active: true,
  [ENTERPRISE]: { department: 'Tools', costCenter: '7' },
}

const patch = (operations: Json, before: Attributes = ANN, type = userType) => {
  const parsed = parsePatch({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations })
  return parsed.ok ? applyPatch(type, before, parsed.value) : parsed
}
const after = (operations: Json, before: Attributes = ANN): Attributes => {
  const outcome = patch(operations, before)
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value.attributes
}
const refusal = (operations: Json, type = userType): ScimError['kind'] => {
  const outcome = patch(operations, ANN, type)
  assert.ok(!outcome.ok, JSON.stringify(outcome))
  assert.match(outcome.error.detail, /\S{3}/)
  return outcome.error.kind
}

describe('a PATCH of a user', () => {
  const rows: readonly (readonly [what: string, operations: Json, path: string, expected: Json | undefined])[] = [
    [
      'replaces without a path what the value names (Okta deactivates)',
      [{ op: 'replace', value: { active: false } }],
      'active',
      false,
    ],
    [
      'takes op in any case and flags as text (P1, V2)',
      [{ op: 'Replace', path: 'active', value: 'False' }],
      'active',
      false,
    ],
    [
      'ignores keys it does not know in an operation (P2)',
      [{ op: 'add', name: 'addTitle', path: 'title', value: 'Director' }],
      'title',
      'Director',
    ],
    [
      'treats every key of a value without a path as a path (P4)',
      [{ op: 'replace', value: { 'name.givenName': 'Anna' } }],
      'name',
      { givenName: 'Anna', familyName: 'Quill' },
    ],
    [
      'reads a URN key as a path (P4)',
      [{ op: 'replace', value: { [`${ENTERPRISE}:department`]: 'Design' } }],
      ENTERPRISE,
      { department: 'Design', costCenter: '7' },
    ],
    [
      'merges a whole extension object (P5)',
      [{ op: 'replace', value: { [ENTERPRISE]: { department: 'Design' } } }],
      ENTERPRISE,
      { department: 'Design', costCenter: '7' },
    ],
    [
      'ignores id, schemas and meta in a value without a path (P6)',
      [{ op: 'replace', value: { id: 'x', schemas: [], meta: {}, title: 'Director' } }],
      'title',
      'Director',
    ],
    [
      'creates the element that a value path does not find (P7)',
      [{ op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+47 1' }],
      'phoneNumbers',
      [{ type: 'mobile', value: '+47 1' }],
    ],
    [
      'fills one new element with several operations (P7)',
      [
        { op: 'Add', path: 'addresses[type eq "home"].streetAddress', value: '1 Main St' },
        { op: 'Add', path: 'addresses[type eq "home"].locality', value: 'Bergen' },
      ],
      'addresses',
      [{ type: 'home', streetAddress: '1 Main St', locality: 'Bergen' }],
    ],
    [
      'removes nothing where there is nothing (P8)',
      [{ op: 'remove', path: 'emails[type eq "fax"]' }],
      'emails',
      [work, home],
    ],
    [
      'removes the elements that a value path finds',
      [{ op: 'remove', path: 'emails[type eq "HOME"]' }],
      'emails',
      [work],
    ],
    ['leaves no empty array behind', [{ op: 'remove', path: 'emails[value pr]' }], 'emails', undefined],
    [
      'reads a dotted extension path (P13)',
      [{ op: 'replace', path: `${ENTERPRISE}.department`, value: 'Design' }],
      ENTERPRISE,
      { department: 'Design', costCenter: '7' },
    ],
    [
      'strips the core URN (P14)',
      [{ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:name.givenName', value: 'Anna' }],
      'name',
      { givenName: 'Anna', familyName: 'Quill' },
    ],
    [
      'merges a complex attribute (P15)',
      [{ op: 'replace', path: 'name', value: { familyName: 'Falk' } }],
      'name',
      { givenName: 'Ann', familyName: 'Falk' },
    ],
    [
      'applies operations in order (P17)',
      [
        { op: 'replace', path: 'title', value: 'A' },
        { op: 'replace', path: 'title', value: 'B' },
      ],
      'title',
      'B',
    ],
    [
      'ignores an attribute nobody knows and applies the rest (P18)',
      [
        { op: 'replace', path: 'shoeSize', value: 44 },
        { op: 'replace', path: 'active', value: false },
      ],
      'active',
      false,
    ],
    ['adds an equal value once (P19)', [{ op: 'add', path: 'emails', value: [home] }], 'emails', [work, home]],
    [
      'makes a new primary the only one (P20)',
      [{ op: 'add', path: 'emails', value: [{ value: 'x@example.com', primary: true }] }],
      'emails',
      [{ ...work, primary: false }, home, { value: 'x@example.com', primary: true }],
    ],
    [
      'replaces a multi-valued attribute as a whole',
      [{ op: 'replace', path: 'emails', value: [home] }],
      'emails',
      [home],
    ],
    ['clears by an empty text (V7)', [{ op: 'replace', path: 'title', value: '' }], 'title', undefined],
    ['clears by null', [{ op: 'replace', path: 'title', value: null }], 'title', undefined],
    [
      'changes a value in the element it names',
      [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' }],
      'emails',
      [{ ...work, value: 'new@example.com' }, home],
    ],
    [
      'matches a flag written as text (F4)',
      [{ op: 'Replace', path: 'emails[primary eq "True"].value', value: 'new@example.com' }],
      'emails',
      [{ ...work, value: 'new@example.com' }, home],
    ],
    [
      'takes a manager as text',
      [{ op: 'Add', path: `${ENTERPRISE}:manager`, value: 'm1' }],
      ENTERPRISE,
      { department: 'Tools', costCenter: '7', manager: { value: 'm1' } },
    ],
    [
      'takes a manager as an object',
      [{ op: 'add', path: `${ENTERPRISE}:manager`, value: { value: 'm1' } }],
      ENTERPRISE,
      { department: 'Tools', costCenter: '7', manager: { value: 'm1' } },
    ],
    [
      'takes a manager as an array, under its short name',
      [{ op: 'Add', path: 'manager', value: [{ $ref: null, value: 'm1' }] }],
      ENTERPRISE,
      { department: 'Tools', costCenter: '7', manager: { value: 'm1' } },
    ],
    [
      'keeps the JSON text that some put into a role (V14)',
      [{ op: 'Add', path: 'roles', value: [{ value: '{"id":"1"}' }] }],
      'roles',
      [{ value: '{"id":"1"}' }],
    ],
    ['drops a password', [{ op: 'replace', value: { password: 'N3wP4ss!' } }], 'password', undefined],
  ]
  for (const [what, operations, path, expected] of rows) {
    test(what, () => assert.deepEqual(after(operations)[path], expected))
  }

  for (const value of ['', null, { value: '' }]) {
    test(`a manager is cleared by ${JSON.stringify(value)}`, () => {
      const managed = { ...ANN, [ENTERPRISE]: { department: 'Tools', manager: { value: 'm1' } } }
      const cleared = after([{ op: 'replace', path: `${ENTERPRISE}:manager`, value }], managed)
      assert.deepEqual(cleared[ENTERPRISE], { department: 'Tools' })
    })
  }

  test('that changes nothing says so and gives the same object back', () => {
    for (const operations of [
      [],
      [{ op: 'replace', path: 'title', value: 'Engineer' }],
      [{ op: 'remove', path: 'nickName' }],
    ]) {
      const outcome = patch(operations)
      assert.ok(outcome.ok)
      assert.equal(outcome.value.changed, false)
      assert.equal(outcome.value.attributes, ANN)
    }
  })

  test('leaves what it was given alone', () => {
    const before = structuredClone(ANN)
    after([
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@example.com' },
      { op: 'remove', path: 'title' },
    ])
    assert.deepEqual(ANN, before)
  })

  const refused: readonly (readonly [what: string, operations: Json, kind: ScimError['kind']])[] = [
    ['Operations that are no array', {}, 'invalidSyntax'],
    ['an op nobody knows', [{ op: 'move', path: 'title', value: 'x' }], 'invalidSyntax'],
    ['an operation without op', [{ path: 'title', value: 'x' }], 'invalidSyntax'],
    ['remove without a path', [{ op: 'remove' }], 'noTarget'],
    ['a broken value path', [{ op: 'replace', path: 'emails[type eq', value: 'x' }], 'invalidPath'],
    ['an empty path', [{ op: 'replace', path: '', value: 'x' }], 'invalidPath'],
    ['a read-only path', [{ op: 'replace', path: 'id', value: 'x' }], 'mutability'],
    ['a read-only path of meta', [{ op: 'replace', path: 'meta.created', value: 'x' }], 'mutability'],
    ['groups of a user', [{ op: 'add', path: 'groups', value: [{ value: 'g' }] }], 'mutability'],
    ['to remove what is required', [{ op: 'remove', path: 'userName' }], 'mutability'],
    ['a value of the wrong type', [{ op: 'replace', path: 'active', value: 'maybe' }], 'invalidValue'],
    ['a scalar without a path', [{ op: 'replace', value: 'x' }], 'invalidValue'],
    ['a name with hidden characters', [{ op: 'replace', path: 'userName', value: 'a\u202eb' }], 'invalidValue'],
    [
      'the third of three operations',
      [
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'nickName', value: 'y' },
        { op: 'replace', path: 'active', value: {} },
      ],
      'invalidValue',
    ],
  ]
  for (const [what, operations, kind] of refused) {
    test(`refuses ${what} as ${kind}`, () => assert.equal(refusal(operations), kind))
  }

  for (const path of ['__proto__.x', 'constructor.prototype.x', 'toString']) {
    test(`pollutes nothing through ${path} (P21)`, () => {
      patch([
        { op: 'add', path, value: 1 },
        { op: 'replace', value: { [path]: 1 } },
      ])
      assert.equal(({} as Record<string, unknown>)['x'], undefined)
      assert.equal(typeof {}.toString, 'function')
    })
  }
})

describe('a PATCH of a group', () => {
  const BUILDERS: Attributes = { displayName: 'Builders' }
  const members = (operations: Json) => {
    const outcome = patch(operations, BUILDERS, groupType)
    assert.ok(outcome.ok, JSON.stringify(outcome))
    return outcome.value.members
  }
  const added = (ids: readonly string[]) => ({
    kind: 'steps',
    steps: [{ op: 'add', members: ids.map((value) => ({ value })) }],
  })
  const removed = (ids: readonly string[]) => ({ kind: 'steps', steps: [{ op: 'remove', ids }] })

  test('adds the members it names, in every shape clients send (P12, V4)', () => {
    for (const value of [
      'a',
      ['a'],
      [{ value: 'a' }],
      { value: 'a' },
      [{ value: 'a', $ref: null, display: 'Ann' }, { value: 'a' }],
    ]) {
      assert.deepEqual(members([{ op: 'Add', path: 'members', value }]), added(['a']))
    }
  })
  test('removes only the members it lists, in every shape (P9, P10)', () => {
    for (const operation of [
      { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] },
      { op: 'remove', path: 'members[value eq "a"]' },
      { op: 'remove', path: 'members', value: 'a' },
      { op: 'remove', path: 'members', value: { value: 'a' } },
      { op: 'remove', path: 'members', value: { members: [{ value: 'a' }] } },
    ]) {
      assert.deepEqual(members([operation]), removed(['a']), JSON.stringify(operation))
    }
  })
  test('an empty list of members to remove removes nobody', () => {
    const outcome = members([{ op: 'remove', path: 'members', value: [] }])
    assert.ok(
      outcome.kind === 'keep' || (outcome.kind === 'steps' && outcome.steps.every((step) => step.op !== 'clear')),
      JSON.stringify(outcome),
    )
  })
  test('replaces all members, also by none (P16)', () => {
    assert.deepEqual(members([{ op: 'replace', path: 'members', value: [{ value: 'a' }] }]), {
      kind: 'replace',
      members: [{ value: 'a' }],
    })
    for (const value of [[], null]) {
      assert.deepEqual(members([{ op: 'replace', path: 'members', value }]), { kind: 'replace', members: [] })
    }
  })
  test('removes everybody without a list (P9)', () => {
    assert.deepEqual(members([{ op: 'remove', path: 'members', value: null }]), { kind: 'replace', members: [] })
  })
  test('adds and removes in one request, in order', () => {
    const outcome = members([
      { op: 'remove', path: 'members[value eq "a"]' },
      { op: 'add', path: 'members', value: [{ value: 'b' }] },
    ])
    assert.deepEqual(outcome, {
      kind: 'steps',
      steps: [
        { op: 'remove', ids: ['a'] },
        { op: 'add', members: [{ value: 'b' }] },
      ],
    })
  })
  test('creates the member that a filtered add names (P11)', () => {
    assert.deepEqual(members([{ op: 'add', path: 'members[value eq "x"]', value: [] }]), added(['x']))
  })
  test('keeps 5,000 single adds as one step', () => {
    const operations = Array.from({ length: 5_000 }, (_, i) => ({
      op: 'add',
      path: 'members',
      value: [{ value: `m${i}` }],
    }))
    const outcome = members(operations)
    assert.equal(outcome.kind === 'steps' && outcome.steps[0]?.op === 'add' && outcome.steps[0].members.length, 5_000)
  })
  test('renames and ignores the id in the value (Okta)', () => {
    const outcome = patch([{ op: 'replace', value: { id: 'g', displayName: 'Makers' } }], BUILDERS, groupType)
    assert.deepEqual(outcome.ok && outcome.value, {
      attributes: { displayName: 'Makers' },
      members: { kind: 'keep' },
      changed: true,
    })
  })
})
