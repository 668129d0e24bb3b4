import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leafDifferences } from './leaf-differences.ts'

test('only the parts of an attribute that changed are told', () => {
  assert.deepEqual(
    leafDifferences('name', { givenName: 'Ada', familyName: 'Quill' }, { givenName: 'Ada', familyName: 'Reed' }),
    [{ path: 'name.familyName', before: 'Quill', after: 'Reed' }],
  )
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  assert.deepEqual(leafDifferences(enterprise, { department: 'Sales' }, { manager: { value: '7' } }), [
    { path: 'department', before: 'Sales', after: null },
    { path: 'manager', before: null, after: { value: '7' } },
  ])
})

test('what is whole on one side, or an array, stays whole', () => {
  assert.deepEqual(leafDifferences('title', null, 'Director'), [{ path: 'title', before: null, after: 'Director' }])
  assert.deepEqual(leafDifferences('emails', [{ value: 'a' }], [{ value: 'b' }]), [
    { path: 'emails', before: [{ value: 'a' }], after: [{ value: 'b' }] },
  ])
})
