import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import type { Attributes } from '../resource.ts'
import { userType } from '../schema/resource-types.ts'
import { applyPatch } from './apply.ts'
import { parsePatch } from './parse.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const EXAMPLE = 'urn:example:ext:2.0:User'

const patch = (before: Attributes, ...operations: readonly Json[]) => {
  const parsed = parsePatch({ Operations: operations })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return applyPatch(userType, before, parsed.value)
}

describe('what the schemas do not know', () => {
  const rows: readonly (readonly [what: string, before: Attributes, operation: Json, after: Attributes])[] = [
    ['an attribute', {}, { op: 'add', path: 'shoeSize', value: 44 }, { shoeSize: 44 }],
    ['one in another case', { shoeSize: 44 }, { op: 'replace', path: 'SHOESIZE', value: 45 }, { shoeSize: 45 }],
    ['a part of one', {}, { op: 'add', path: 'shoe.size', value: 44 }, { shoe: { size: 44 } }],
    [
      'another part',
      { shoe: { size: 44 } },
      { op: 'add', value: { 'shoe.sole': 'x' } },
      { shoe: { size: 44, sole: 'x' } },
    ],
    ['more of a list', { tags: ['a'] }, { op: 'add', path: 'tags', value: ['a', 'b'] }, { tags: ['a', 'b'] }],
    ['another list', { tags: ['a'] }, { op: 'replace', path: 'tags', value: ['b'] }, { tags: ['b'] }],
    ['a text that is no object', { shoe: 'x' }, { op: 'add', path: 'shoe.size', value: 44 }, { shoe: 'x' }],
    ['nothing any more', { shoe: { size: 44 } }, { op: 'remove', path: 'shoe.size' }, {}],
    ['nothing by null', { shoeSize: 44 }, { op: 'replace', path: 'shoeSize', value: null }, {}],
    ['a name behind a URN', {}, { op: 'add', path: `${EXAMPLE}:badge`, value: '7' }, { [EXAMPLE]: { badge: '7' } }],
    ['a part behind a URN', {}, { op: 'add', path: `${EXAMPLE}:a.b`, value: '7' }, { [EXAMPLE]: { a: { b: '7' } } }],
    [
      'a namespace',
      { [EXAMPLE]: { a: 1 } },
      { op: 'add', path: EXAMPLE, value: { b: 2 } },
      { [EXAMPLE]: { a: 1, b: 2 } },
    ],
    ['a namespace without a path', {}, { op: 'add', value: { [EXAMPLE]: { b: 2 } } }, { [EXAMPLE]: { b: 2 } }],
    ['no namespace any more', { [EXAMPLE]: { a: 1 } }, { op: 'remove', path: `${EXAMPLE}:a` }, {}],
    [
      'an object in a namespace',
      { [EXAMPLE]: { a: 1 } },
      { op: 'add', path: `${EXAMPLE}:b`, value: { c: 2 } },
      { [EXAMPLE]: { a: 1, b: { c: 2 } } },
    ],
    [
      'a name of a known schema',
      {},
      { op: 'add', path: `${ENTERPRISE}:badge`, value: '7' },
      { [ENTERPRISE]: { badge: '7' } },
    ],
    [
      'one in its object',
      {},
      { op: 'add', value: { [ENTERPRISE]: { 'favourite colour': 'red' } } },
      { [ENTERPRISE]: { 'favourite colour': 'red' } },
    ],
    [
      'a part of a name',
      { name: { givenName: 'A' } },
      { op: 'add', path: 'name.nick', value: 'B' },
      { name: { givenName: 'A', nick: 'B' } },
    ],
    [
      'a part of an element',
      { emails: [{ value: 'a', type: 'work' }, { value: 'b' }] },
      { op: 'add', path: 'emails[type eq "work"].note', value: 'x' },
      { emails: [{ value: 'a', type: 'work', note: 'x' }, { value: 'b' }] },
    ],
    ['a part of no element', {}, { op: 'add', path: 'emails[type eq "work"].note', value: 'x' }, {}],
    [
      'no part any more',
      { emails: [{ value: 'a', note: 'x' }] },
      { op: 'remove', path: 'emails.note' },
      { emails: [{ value: 'a' }] },
    ],
    ['a name that objects have', {}, { op: 'add', path: 'toString', value: 'x' }, { toString: 'x' }],
    ['constructor', {}, { op: 'add', value: { constructor: { prototype: 1 } } }, { constructor: { prototype: 1 } }],
  ]
  for (const [what, before, operation, after] of rows) {
    test(`can be ${what}`, () => {
      const outcome = patch(before, operation)
      assert.ok(outcome.ok, JSON.stringify(outcome))
      assert.equal(JSON.stringify(outcome.value.attributes), JSON.stringify(after))
    })
  }

  test('fills a resource with a thousand attributes and no more', () => {
    const before: Attributes = Object.fromEntries(Array.from({ length: 999 }, (_, i) => [`k${i}`, 1]))
    assert.equal(patch(before, { op: 'add', path: 'one', value: 1 }).ok, true)
    const refused = patch(before, { op: 'add', path: 'one', value: 1 }, { op: 'add', path: 'two', value: 1 })
    assert.equal(!refused.ok && refused.error.kind, 'tooMany')
  })
  test('touches no prototype', () => {
    for (const path of [
      '__proto__.polluted',
      'constructor.prototype.polluted',
      `${EXAMPLE}:__proto__`,
      'shoe.__proto__',
    ]) {
      const outcome = patch({}, { op: 'add', path, value: { polluted: 1 } })
      assert.equal(!outcome.ok && outcome.error.kind, 'invalidPath', path)
    }
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })
})
