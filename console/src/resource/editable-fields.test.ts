import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Schema, SchemaAttribute } from '../api/scim.ts'
import { editableFields } from './editable-fields.ts'

const attribute = (name: string, more: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  name,
  type: 'string',
  multiValued: false,
  mutability: 'readWrite',
  ...more,
})
const complex = (name: string, subs: readonly string[], more: Partial<SchemaAttribute> = {}): SchemaAttribute =>
  attribute(name, { type: 'complex', subAttributes: subs.map((sub) => attribute(sub)), ...more })

const CUSTOM = 'urn:example:custom:2.0:User'
const schemas: readonly Schema[] = [
  {
    id: 'urn:ietf:params:scim:schemas:core:2.0:User',
    name: 'User',
    attributes: [
      attribute('nickName'),
      attribute('active', { type: 'boolean' }),
      complex('name', ['familyName', 'givenName']),
      complex('emails', ['value', 'type'], { multiValued: true }),
      complex('groups', ['value'], { multiValued: true, mutability: 'readOnly' }),
      attribute('userName'),
    ],
  },
  { id: CUSTOM, name: 'Custom', attributes: [attribute('badge'), complex('manager', ['value'])] },
]
const resource: Resource = {
  id: '7',
  userName: 'ada',
  name: { givenName: 'Ada' },
  emails: [{ value: 'a"b@example.com', type: 'work' } as { value: string }],
  groups: [{ value: '9' }],
  meta: { created: '', lastModified: '', version: '' },
  [CUSTOM]: { badge: '12' },
}

test('every text a schema declares can be typed, custom ones too, and what is asked for most comes first', () => {
  const [core, custom] = editableFields(schemas, resource)
  assert.deepEqual(
    core?.fields.map(({ name, value }) => [name, value]),
    [
      ['userName', 'ada'],
      ['name.givenName', 'Ada'],
      ['name.familyName', ''],
      ['emails work', 'a"b@example.com'],
      ['nickName', ''],
    ],
  )
  assert.equal(custom?.schema, 'Custom')
  assert.deepEqual(custom?.fields, [
    { path: `${CUSTOM}:badge`, removal: `${CUSTOM}:badge`, name: 'badge', value: '12' },
    { path: `${CUSTOM}:manager.value`, removal: `${CUSTOM}:manager.value`, name: 'manager.value', value: '' },
  ])
})

test('a value of a list is found by itself, and emptied it goes as a whole', () => {
  const email = editableFields(schemas, resource)[0]?.fields.find(({ name }) => name === 'emails work')
  assert.equal(email?.path, String.raw`emails[value eq "a\"b@example.com"].value`)
  assert.equal(email?.removal, String.raw`emails[value eq "a\"b@example.com"]`)
})
