import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../../src/shared/json.ts'
import { directoryCallers, done } from '../support/schemas.ts'
import { startV1 } from '../support/scim-v1.ts'

const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'

const badge = {
  id: BADGE,
  name: 'Badge',
  attributes: [
    { name: 'number', type: 'string', required: true, uniqueness: 'server' },
    { name: 'floor', type: 'integer' },
    { name: 'serial', type: 'string', mutability: 'immutable' },
    { name: 'pin', type: 'string', mutability: 'writeOnly' },
  ],
  extends: [{ resourceType: 'User' }],
}

test('SCIM 1.1 keeps the rules of an extension that the directory defines', async () => {
  const v1 = await startV1()
  try {
    done(await directoryCallers(v1.app, 'okta-universal-directory').api('POST', '/extensions', badge), 201)
    const person = (userName: string, extension: JsonObject) => ({
      schemas: ['urn:scim:schemas:core:1.0', BADGE],
      userName,
      name: { givenName: 'Ada', familyName: 'Quill' },
      emails: [{ value: `${userName}@example.com` }],
      [BADGE]: extension,
    })
    const made = await v1.ask('POST', '/Users', person('ada', { number: 'A-1', floor: '3', serial: 's', pin: '1' }))
    assert.equal(made.status, 201, made.text)
    const { id } = made.json
    assert.ok(typeof id === 'string')
    const path = `/Users/${id}`
    const read = await v1.ask20('GET', path)
    assert.deepEqual(read.json[BADGE], { number: 'A-1', floor: 3, serial: 's' })
    assert.deepEqual((await v1.ask('GET', path)).json[BADGE], { number: 'A-1', floor: 3, serial: 's' })

    assert.equal((await v1.ask('POST', '/Users', person('eve', { number: 'a-1' }))).status, 409)
    assert.equal((await v1.ask('POST', '/Users', person('eve', { floor: 1 }))).status, 400)
    assert.equal((await v1.ask('POST', '/Users', person('eve', { number: 'E-1', floor: 'high' }))).status, 400)
    assert.equal((await v1.ask('PUT', path, person('ada', { number: 'A-1', serial: 'other' }))).status, 400)
    assert.equal((await v1.ask('PATCH', path, { [BADGE]: { serial: 'other' } })).status, 400)
    const moved = await v1.ask('PATCH', path, { [BADGE]: { floor: 4 } })
    assert.ok([200, 204].includes(moved.status), moved.text)
    const filter = encodeURIComponent(`${BADGE}:floor eq 4`)
    assert.equal((await v1.ask20('GET', `/Users?filter=${filter}`)).json['totalResults'], 1)
  } finally {
    await v1.close()
  }
})
