import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json, JsonObject } from '../../shared/json.ts'
import type { ScimError } from '../errors.ts'
import type { PatchOutcome } from '../patch/apply.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { parsePartial, patchFromV1 } from './patch.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ENTERPRISE_V1 = 'urn:scim:schemas:extension:enterprise:1.0'
const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'
const TENANT = 'urn:scim:schemas:extension:workspace:tenant:acme:1.0'

const home = { uuid: 'a-uuid', name: 'Okta', type: 'OTHER_DIRECTORY', domains: ['OKTA.COM'] } as const

const ann: JsonObject = {
  userName: 'ann@example.com',
  name: { givenName: 'Ann', familyName: 'Lee' },
  title: 'Engineer',
  active: true,
  emails: [{ value: 'ann@example.com', type: 'work', primary: true }],
  [ENTERPRISE]: { department: 'R&D', manager: { value: 'm1', $ref: 'https://example.com/Users/m1' } },
}

function patched(resourceType: ResourceType, before: JsonObject, body: Json): PatchOutcome | ScimError {
  const partial = parsePartial(resourceType, body)
  if (!partial.ok) return partial.error
  const outcome = patchFromV1(resourceType, home, before, partial.value)
  return outcome.ok ? outcome.value : outcome.error
}

describe('a partial user', () => {
  const rows: readonly (readonly [what: string, body: JsonObject, after: JsonObject])[] = [
    ['replaces a simple attribute', { title: 'Director' }, { ...ann, title: 'Director' }],
    ['switches a user off', { active: false }, { ...ann, active: false }],
    ['takes a flag as text', { active: 'False' }, { ...ann, active: false }],
    ['says nothing by null', { title: null, name: { givenName: null } }, ann],
    ['takes a value away by an empty text', { title: '' }, without(ann, 'title')],
    [
      'merges a complex attribute',
      { name: { givenName: 'Anna' } },
      { ...ann, name: { givenName: 'Anna', familyName: 'Lee' } },
    ],
    ['removes what meta.attributes lists', { meta: { attributes: ['title'] } }, without(ann, 'title')],
    [
      'removes a sub-attribute, and says another in the same breath',
      { meta: { attributes: ['name.givenName'] }, displayName: 'Lee' },
      { ...ann, name: { familyName: 'Lee' }, displayName: 'Lee' },
    ],
    [
      'removes before it adds',
      { meta: { attributes: ['emails'] }, emails: [{ value: 'b@example.com' }] },
      { ...ann, emails: [{ value: 'b@example.com' }] },
    ],
    [
      'removes behind the URN of 1.0, with a colon or a dot',
      { meta: { attributes: [`${ENTERPRISE_V1}:department`, `${ENTERPRISE_V1}.manager.managerId`] } },
      without(ann, ENTERPRISE),
    ],
    ['removes what is not there without a word', { meta: { attributes: ['nickName'] } }, ann],
    [
      'knows a manager by managerId',
      { [ENTERPRISE_V1]: { manager: { managerId: 'm2' } } },
      { ...ann, [ENTERPRISE]: { department: 'R&D', manager: { value: 'm2' } } },
    ],
    ['keeps the address of the same manager', { [ENTERPRISE_V1]: { manager: { managerId: 'm1' } } }, ann],
    [
      'writes the workspace block',
      { [WORKSPACE]: { userPrincipalName: 'ann' } },
      { ...ann, [ACCESS]: { userPrincipalName: 'ann' } },
    ],
    [
      'passes over what follows from the directory',
      { [WORKSPACE]: { userStatus: '2', internalUserType: 'LOCAL' } },
      ann,
    ],
    ['does not take the domain that is shown for the one that is meant', { [WORKSPACE]: { domain: 'okta.com' } }, ann],
    [
      'merges the attributes of the tenant, and keeps what it did not say',
      { [TENANT]: { badge: '7' } },
      { ...ann, [TENANT]: { badge: '7' } },
    ],
    ['passes over id and groups', { id: 'other', groups: [{ value: 'g1' }] }, ann],
    [
      'reads a bare name of a block as in the block',
      { department: 'Sales' },
      { ...ann, [ENTERPRISE]: { department: 'Sales', manager: { value: 'm1', $ref: 'https://example.com/Users/m1' } } },
    ],
    [
      'also behind its URN',
      { [`${WORKSPACE}.userPrincipalName`]: 'ann', [WORKSPACE]: { distinguishedName: 'CN' } },
      { ...ann, [ACCESS]: { userPrincipalName: 'ann', distinguishedName: 'CN' } },
    ],
    [
      'knows a manager by managerId there too',
      { manager: [{ managerId: 'm2' }] },
      { ...ann, [ENTERPRISE]: { department: 'R&D', manager: { value: 'm2' } } },
    ],
    ['drops a password', { password: 'x' }, ann],
    [
      'takes the core under its URN',
      { 'urn:scim:schemas:core:1.0': { title: 'Director' } },
      { ...ann, title: 'Director' },
    ],
  ]
  for (const [what, body, after] of rows) {
    test(what, () => {
      const outcome = patched(userType, ann, body)
      assert.ok('attributes' in outcome, JSON.stringify(outcome))
      assert.deepEqual(outcome.attributes, after)
      assert.equal(outcome.changed, after !== ann)
    })
  }
})

describe('the elements of a partial user', () => {
  const work = { value: 'ann@example.com', type: 'work', primary: true }
  const home2 = { value: 'ann@home.example', type: 'home' }
  const rows: readonly (readonly [what: string, before: readonly Json[], given: Json, after: readonly Json[]])[] = [
    ['a new type joins', [work], [home2], [work, home2]],
    [
      'the same value is the same element',
      [work],
      [{ value: 'ann@example.com', display: 'Ann' }],
      [{ ...work, display: 'Ann' }],
    ],
    [
      'a new value of the only element of a type takes its place',
      [work],
      [{ value: 'a@example.com', type: 'Work' }],
      [{ value: 'a@example.com', type: 'Work', primary: true }],
    ],
    [
      'an element without type takes the place of one without type',
      [{ value: 'a@example.com' }],
      [{ value: 'b@example.com' }],
      [{ value: 'b@example.com' }],
    ],
    [
      'of two elements of a type none gives way',
      [work, { ...work, value: 'x@example.com', primary: false }],
      [{ value: 'y@example.com', type: 'work' }],
      [work, { ...work, value: 'x@example.com', primary: false }, { value: 'y@example.com', type: 'work' }],
    ],
    [
      'two new ones of a type take no place',
      [work],
      [
        { value: 'x@example.com', type: 'work' },
        { value: 'y@example.com', type: 'work' },
      ],
      [work, { value: 'x@example.com', type: 'work' }, { value: 'y@example.com', type: 'work' }],
    ],
    [
      'a new primary ends the old one',
      [work],
      [{ ...home2, primary: true }],
      [
        { ...work, primary: false },
        { ...home2, primary: true },
      ],
    ],
    ['a bare text is an element', [], 'ann@example.com', [{ value: 'ann@example.com' }]],
    ['delete goes by the value', [work, home2], [{ value: 'ann@home.example', operation: 'delete' }], [work]],
    [
      'delete in any case, whatever else is said',
      [work, home2],
      [{ value: 'ann@home.example', type: 'x', Operation: 'DELETE' }],
      [work],
    ],
    ['delete without a value goes by all that is said', [work, home2], [{ type: 'home', operation: 'delete' }], [work]],
    ['delete what is not there changes nothing', [work], [{ value: 'nobody', operation: 'delete' }], [work]],
    ['delete and add at once', [work], [{ value: 'ann@example.com', operation: 'delete' }, home2], [home2]],
    ['the last one takes the attribute with it', [work], [{ value: 'ann@example.com', operation: 'delete' }], []],
  ]
  for (const [what, before, given, after] of rows) {
    test(what, () => {
      const outcome = patched(userType, { ...ann, emails: before }, { emails: given })
      assert.ok('attributes' in outcome, JSON.stringify(outcome))
      assert.deepEqual(outcome.attributes['emails'] ?? [], after)
    })
  }

  test('entitlements pile up, as the letter of 1.1 says', () => {
    const outcome = patched(userType, { ...ann, entitlements: [{ value: 'a' }] }, { entitlements: [{ value: 'b' }] })
    assert.ok('attributes' in outcome)
    assert.deepEqual(outcome.attributes['entitlements'], [{ value: 'a' }, { value: 'b' }])
  })

  test('an address of a type takes the place of the old one', () => {
    const before = { ...ann, addresses: [{ type: 'work', locality: 'Berlin', primary: true }] }
    const outcome = patched(userType, before, { addresses: [{ type: 'work', locality: 'Zürich' }] })
    assert.ok('attributes' in outcome)
    assert.deepEqual(outcome.attributes['addresses'], [{ primary: true, type: 'work', locality: 'Zürich' }])
  })

  test("Access's own roles are nobody's to add or to delete", () => {
    const own = { value: '8ddd47fb-2b0a-5ff3-b26d-0d4bb3a04c98', display: 'User' }
    const outcome = patched(userType, ann, { roles: [own, { ...own, operation: 'delete' }] })
    assert.ok('attributes' in outcome)
    assert.equal(outcome.changed, false)
  })
})

describe('the members of a partial group', () => {
  const staff: JsonObject = { displayName: 'Staff' }
  const rows: readonly (readonly [what: string, body: JsonObject, members: Json])[] = [
    [
      'members join',
      { members: [{ value: 'u1', type: 'User' }] },
      { kind: 'steps', steps: [{ op: 'add', members: [{ value: 'u1', type: 'User' }] }] },
    ],
    ['ids alone join', { members: ['u1'] }, { kind: 'steps', steps: [{ op: 'add', members: [{ value: 'u1' }] }] }],
    [
      'delete leaves',
      { members: [{ value: 'u1', operation: 'delete' }] },
      { kind: 'steps', steps: [{ op: 'remove', ids: ['u1'] }] },
    ],
    [
      'both at once',
      { members: [{ value: 'u1', operation: 'delete' }, { value: 'u2' }] },
      {
        kind: 'steps',
        steps: [
          { op: 'remove', ids: ['u1'] },
          { op: 'add', members: [{ value: 'u2' }] },
        ],
      },
    ],
    ['all leave by name', { meta: { attributes: ['members'] } }, { kind: 'replace', members: [] }],
    [
      'all leave, others join, and a delete is pointless',
      { meta: { attributes: ['members'] }, members: [{ value: 'u1', operation: 'delete' }, { value: 'u2' }] },
      { kind: 'replace', members: [{ value: 'u2' }] },
    ],
    ['an empty list is nobody', { members: [] }, { kind: 'keep' }],
    ['a rename touches no member', { displayName: 'Crew' }, { kind: 'keep' }],
  ]
  for (const [what, body, members] of rows) {
    test(what, () => {
      const outcome = patched(groupType, staff, body)
      assert.ok('attributes' in outcome, JSON.stringify(outcome))
      assert.deepEqual(outcome.members, members)
    })
  }
})

describe('a partial resource that cannot be', () => {
  const rows: readonly (readonly [what: string, body: Json, kind: ScimError['kind'], detail: RegExp])[] = [
    ['no object', [], 'invalidSyntax', /must be a JSON object/],
    ['a PATCH of 2.0', { Operations: [{ op: 'replace', value: { active: false } }] }, 'invalidSyntax', /\/scim\/v2/],
    ['meta.attributes of something else', { meta: { attributes: [1] } }, 'invalidSyntax', /meta\.attributes/],
    ['an operation nobody knows', { emails: [{ value: 'x', operation: 'move' }] }, 'invalidValue', /"delete" or "add"/],
    ['an operation that is no text', { emails: [{ value: 'x', operation: {} }] }, 'invalidValue', /"delete" or "add"/],
    ['a flag that is none', { active: 'perhaps' }, 'invalidValue', /^active: true or false/],
    ['a name taken away', { userName: '' }, 'invalidValue', /^userName: a value is required/],
    ['a name removed', { meta: { attributes: ['userName'] } }, 'mutability', /^"userName" is required/],
    ['groups removed', { meta: { attributes: ['groups'] } }, 'mutability', /^"groups" is kept/],
    ['a path that is none', { meta: { attributes: ['emails['] } }, 'invalidPath', /./],
  ]
  for (const [what, body, kind, detail] of rows) {
    test(`${what} is refused, and no operation is spoken of`, () => {
      const outcome = patched(userType, ann, body)
      assert.ok('kind' in outcome, JSON.stringify(outcome))
      assert.equal(outcome.kind, kind)
      assert.match(outcome.detail, detail)
      assert.doesNotMatch(outcome.detail, /^Operation/)
    })
  }
})

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _gone, ...rest } = object
  return rest
}
