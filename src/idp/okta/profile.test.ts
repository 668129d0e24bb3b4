import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../people.ts'
import { CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'
import { createBody, editedBody } from './profile.ts'

const jane: Person = {
  externalId: '00u1abcdEFGH2345x5d7',
  userName: 'jane@example.com',
  email: 'jane@example.com',
  givenName: 'Jane',
  familyName: 'Doe',
  displayName: 'Jane Doe',
  locale: 'en-US',
  password: 'x7Kq92Lm',
  title: 'Manager',
  department: 'Engineering',
}
const { title: _, department: __, ...bare } = jane

test('a create sends the attributes in the order in which Okta writes them', () => {
  assert.equal(
    JSON.stringify(createBody(jane)),
    '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],' +
      '"userName":"jane@example.com","name":{"givenName":"Jane","familyName":"Doe"},' +
      '"emails":[{"primary":true,"value":"jane@example.com","type":"work"}],' +
      '"displayName":"Jane Doe","locale":"en-US","title":"Manager",' +
      '"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Engineering"},' +
      '"externalId":"00u1abcdEFGH2345x5d7","groups":[],"password":"x7Kq92Lm","active":true}',
  )
})

test('without a value for any of its attributes the enterprise block and its URN stay away', () => {
  const body = createBody(bare)
  assert.deepEqual(body['schemas'], [CORE_USER])
  assert.equal(Object.hasOwn(body, ENTERPRISE_USER), false)
  assert.equal(Object.hasOwn(body, 'title'), false)
})

const stored = {
  schemas: [CORE_USER, ENTERPRISE_USER],
  id: '1',
  userName: 'jane@example.com',
  name: { givenName: 'J', familyName: 'D', formatted: 'J D' },
  title: 'Manager',
  nickName: 'JJ',
  [ENTERPRISE_USER]: { department: 'Engineering', costCenter: '7' },
  meta: { location: 'https://elsewhere.example/Users/1' },
}

test('an update gives back what the server returned, unknown keys and meta too, with the mapping written over it', () => {
  const body = editedBody(stored, { ...jane, title: 'Director' }, 'left out')
  assert.deepEqual(
    [body['id'], body['nickName'], body['meta'], body['title'], body['groups'], body['active']],
    ['1', 'JJ', stored.meta, 'Director', [], true],
  )
  assert.deepEqual(body['name'], { givenName: 'Jane', familyName: 'Doe', formatted: 'J D' })
  assert.deepEqual(body[ENTERPRISE_USER], { department: 'Engineering', costCenter: '7' })
  assert.equal(Object.hasOwn(body, 'password'), false)
})

test('an attribute that was emptied is left out, or empty, or null, as the mapping has it', () => {
  assert.equal(Object.hasOwn(editedBody(stored, bare, 'left out'), 'title'), false)
  assert.deepEqual(editedBody(stored, bare, 'left out')[ENTERPRISE_USER], { costCenter: '7' })
  assert.equal(editedBody(stored, bare, 'empty text')['title'], '')
  assert.equal(editedBody(stored, bare, 'null')['title'], null)
})
