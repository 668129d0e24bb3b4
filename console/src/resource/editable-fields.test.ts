import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Schema, SchemaAttribute } from '../api/scim.ts'
import { type Draft, NOTHING_TYPED, operationsOf } from './edit-operations.ts'
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
      complex('emails', ['value', 'display', 'type'], { multiValued: true }),
      complex('addresses', ['locality', 'country', 'type'], { multiValued: true }),
      complex('groups', ['value'], { multiValued: true, mutability: 'readOnly' }),
      attribute('userName'),
    ],
  },
  {
    id: CUSTOM,
    name: 'Custom',
    attributes: [
      attribute('badge'),
      attribute('level', { type: 'integer' }),
      attribute('remote', { type: 'boolean' }),
      complex('manager', ['value']),
      attribute('skills', { multiValued: true }),
    ],
  },
]
const WORK = { value: 'a"b@example.com', type: 'work', primary: true }
const resource: Resource = {
  id: '7',
  userName: 'ada',
  name: { givenName: 'Ada' },
  emails: [WORK],
  groups: [{ value: '9' }],
  meta: { created: '', lastModified: '', version: '' },
  [CUSTOM]: { badge: '12', level: 3, skills: ['maps'] },
}

test('every value a schema declares can be typed, custom ones too, and what is asked for most comes first', () => {
  const [core, custom] = editableFields(schemas, resource)
  assert.deepEqual(
    core?.fields.map(({ name, value }) => [name, value]),
    [
      ['userName', 'ada'],
      ['name.givenName', 'Ada'],
      ['name.familyName', ''],
      ['nickName', ''],
    ],
  )
  assert.equal(custom?.schema, 'Custom')
  assert.deepEqual(custom?.fields, [
    { path: `${CUSTOM}:badge`, name: 'badge', type: 'text', value: '12', isUsual: true },
    { path: `${CUSTOM}:level`, name: 'level', type: 'number', value: '3', isUsual: true },
    { path: `${CUSTOM}:remote`, name: 'remote', type: 'flag', value: '', isUsual: false },
    { path: `${CUSTOM}:manager.value`, name: 'manager.value', type: 'text', value: '', isUsual: false },
  ])
})

test('of an element with a value that and its type can be typed, of another every text', () => {
  const lists = editableFields(schemas, resource).flatMap((section) => section.lists)
  assert.deepEqual(
    lists.map(({ path, parts, elements }) => [path, parts.map(({ name }) => name), elements]),
    [
      ['emails', ['value', 'type'], [WORK]],
      ['addresses', ['locality', 'country', 'type'], []],
      [`${CUSTOM}:skills`, ['value'], [{ value: 'maps' }]],
    ],
  )
})

const sections = editableFields(schemas, resource)
const operations = (draft: Partial<Draft>) => operationsOf(sections, { ...NOTHING_TYPED, ...draft })

test('nothing is sent for what was not touched, or typed and taken back', () => {
  assert.deepEqual(operations({}), [])
  assert.deepEqual(operations({ values: { userName: 'ada' }, lists: { emails: [{ ...WORK }], addresses: [{}] } }), [])
})

test('a value is replaced in its own type, and an emptied one removed', () => {
  assert.deepEqual(operations({ values: { userName: '', [`${CUSTOM}:level`]: '4', [`${CUSTOM}:remote`]: 'false' } }), [
    { op: 'remove', path: 'userName' },
    { op: 'replace', path: `${CUSTOM}:level`, value: 4 },
    { op: 'replace', path: `${CUSTOM}:remote`, value: false },
  ])
})

test('a list goes as a whole: what nobody typed into stays, what was left empty is not begun', () => {
  const home = { value: 'ada@home.example', type: 'home' }
  assert.deepEqual(operations({ lists: { emails: [WORK, home, { type: 'other' }], [`${CUSTOM}:skills`]: [] } }), [
    { op: 'replace', path: 'emails', value: [WORK, home] },
    { op: 'remove', path: `${CUSTOM}:skills` },
  ])
  assert.deepEqual(operations({ lists: { [`${CUSTOM}:skills`]: [{ value: 'maps' }, { value: 'seas' }] } }), [
    { op: 'replace', path: `${CUSTOM}:skills`, value: ['maps', 'seas'] },
  ])
})
