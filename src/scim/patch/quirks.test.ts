import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { userType, groupType } from '../schema/resource-types.ts'
import { settleQuirks } from './quirks.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const written = (operations: ReturnType<typeof settleQuirks>) =>
  operations?.map(({ op, path, value, implied }) => [op, path, value, implied])

describe('what clients do differently', () => {
  test('a value without a path becomes one operation for each of its keys (P4)', () => {
    const value = { active: false, 'name.givenName': 'Jo', 'emails[type eq "work"].value': 'jo@example.com' }
    assert.deepEqual(written(settleQuirks(userType, { op: 'replace', value, position: 1 })), [
      ['replace', 'active', false, true],
      ['replace', 'name.givenName', 'Jo', true],
      ['replace', 'emails[type eq "work"].value', 'jo@example.com', true],
    ])
  })
  test('an extension object becomes operations on its attributes, with a path or without (P5)', () => {
    const expected = [['replace', `${ENTERPRISE}:department`, 'R&D', true]]
    const inner = { department: 'R&D' }
    assert.deepEqual(
      written(settleQuirks(userType, { op: 'replace', value: { [ENTERPRISE]: inner }, position: 1 })),
      expected,
    )
    assert.deepEqual(
      written(settleQuirks(userType, { op: 'replace', path: ENTERPRISE, value: inner, position: 1 })),
      expected,
    )
  })
  test('a removal that repeats the attribute in its value means what is inside (P10)', () => {
    const list = [{ value: 'm1' }]
    const operation = { op: 'remove', path: 'members', value: { Members: list }, position: 1 } as const
    assert.deepEqual(written(settleQuirks(groupType, operation)), [['remove', 'members', list, false]])
  })
  test('an operation that names nothing at all stays without a target', () => {
    assert.equal(settleQuirks(userType, { op: 'remove', position: 1 }), undefined)
    assert.equal(settleQuirks(userType, { op: 'add', value: 'x', position: 1 }), undefined)
  })
})
