import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultShapes, flagShapes } from './shapes.ts'

const CHANGES = [
  { path: 'emails[type eq "work"].value', value: 'new@example.com' },
  { path: 'displayName', value: 'Bjfe' },
  { path: 'name.givenName', value: 'Kkom' },
  { path: 'nickName', value: 'Babs', isNew: true },
] as const

test('by default every attribute is an operation of its own, in capitals', () => {
  assert.deepEqual(defaultShapes.set(CHANGES), [
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
    { op: 'Replace', path: 'displayName', value: 'Bjfe' },
    { op: 'Replace', path: 'name.givenName', value: 'Kkom' },
    { op: 'Add', path: 'nickName', value: 'Babs' },
  ])
  assert.deepEqual(defaultShapes.active(false), [{ op: 'Replace', path: 'active', value: 'False' }])
  assert.deepEqual(defaultShapes.removeMembers(['1', '2']), [
    {
      op: 'Remove',
      path: 'members',
      value: [
        { $ref: null, value: '1' },
        { $ref: null, value: '2' },
      ],
    },
  ])
})

test('with the flag plain replacements share one operation, and members are removed by filters', () => {
  assert.deepEqual(flagShapes.set(CHANGES), [
    { op: 'add', path: 'nickName', value: 'Babs' },
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
    { op: 'replace', value: { displayName: 'Bjfe', 'name.givenName': 'Kkom' } },
  ])
  assert.deepEqual(flagShapes.active(false), [{ op: 'replace', path: 'active', value: false }])
  assert.deepEqual(flagShapes.removeMembers(['1']), [{ op: 'remove', path: 'members[value eq "1"]' }])
})
