import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences } from './differences.ts'
import { errorBody, listResponse } from './messages.ts'
import { domainOf, isActive, nameKeyOf, nameOf } from './named-values.ts'
import { parseStem, renderStem, representation } from './representation.ts'
import { groupType, userType } from './schema/resource-types.ts'

const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'

test('a list says how many are on this page, and that there are none by an empty array', () => {
  const texts = ['{"id":"a"}', '{"id":"b"}']
  assert.deepEqual(JSON.parse(listResponse({ totalResults: 9, startIndex: 3, resources: texts })), {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 9,
    startIndex: 3,
    itemsPerPage: 2,
    Resources: [{ id: 'a' }, { id: 'b' }],
  })
  const empty = JSON.parse(listResponse({ totalResults: 0, startIndex: 1, resources: [] })) as { Resources: unknown }
  assert.deepEqual(empty.Resources, [])
})

test('an error carries its status as text, and a type only when it has one', () => {
  assert.deepEqual(JSON.parse(errorBody(409, 'Taken', 'uniqueness')), {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '409',
    scimType: 'uniqueness',
    detail: 'Taken',
  })
  assert.ok(!errorBody(404, 'Gone').includes('scimType'))
})

test('differences name what came, changed and went, and nothing that stayed', () => {
  const before = { title: 'Engineer', nickName: 'Al', active: true, emails: [{ value: 'a', type: 'b' }] }
  const after = { title: 'Director', active: true, locale: 'en', emails: [{ type: 'b', value: 'a' }] }
  assert.deepEqual(differences(before, after), {
    title: ['Engineer', 'Director'],
    locale: [null, 'en'],
    nickName: ['Al', null],
  })
  assert.deepEqual(differences({}, { constructor: 'x' }), { constructor: [null, 'x'] })
})

test('a stem gives its attributes back, and a representation is one object around them', () => {
  const attributes = { userName: 'ann "the" \\', [ACCESS]: { domain: 'example.com' } }
  const stem = renderStem(userType, 'u1', attributes)
  assert.deepEqual(parseStem(stem), attributes)
  const meta = { resourceType: 'User', created: 0, lastModified: 1, version: 3 }
  const whole = representation(stem, ',"groups":[]', meta, 'https://people.example.com/scim/v2/Users/u1')
  assert.deepEqual(JSON.parse(whole), {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ACCESS],
    id: 'u1',
    ...attributes,
    groups: [],
    meta: {
      resourceType: 'User',
      created: '1970-01-01T00:00:00.000Z',
      lastModified: '1970-01-01T00:00:00.001Z',
      location: 'https://people.example.com/scim/v2/Users/u1',
      version: 'W/"3"',
    },
  })
})

test('names are read per type, and compared by one key', () => {
  assert.equal(nameOf(groupType, { displayName: 'Builders', userName: 'x' }), 'Builders')
  assert.equal(nameKeyOf(userType, { userName: 'ＢＯＢ' }), 'bob')
  assert.equal(isActive({}), true)
  assert.equal(isActive({ active: false }), false)
})

test('the domain is found in a body in any case', () => {
  assert.equal(domainOf(userType, { [ACCESS.toUpperCase()]: { DOMAIN: 'OKTA.COM' } }), 'OKTA.COM')
  assert.equal(domainOf(userType, { [ACCESS]: 'x', domain: 'y' }), undefined)
})
