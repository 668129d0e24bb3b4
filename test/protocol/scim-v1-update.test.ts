import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json, JsonObject } from '../../src/shared/json.ts'
import { created, ENTERPRISE, errorOf, filterOf, provisioned, startV1, WORKSPACE, type V1 } from '../support/scim-v1.ts'

/** access-contract §4.7: what happens to people and groups later. */
describe('SCIM 1.1: updating', () => {
  let v1: V1
  before(async () => void (v1 = await startV1()))
  after(() => v1.close())

  test('a leaver is disabled, is still found, and comes back', async () => {
    const { id } = await created(v1, '/Users', provisioned('leaver'))
    for (const [active, status] of [
      [false, '2'],
      [true, '1'],
    ] as const) {
      const answer = await v1.ask('PATCH', `/Users/${id}`, { active })
      assert.equal(answer.json['active'], active)
      assert.equal((answer.json[WORKSPACE] as JsonObject)['userStatus'], status)
      const found = await v1.ask('GET', `/Users?${filterOf('userName eq "leaver"')}&startIndex=1&count=100`)
      assert.equal(found.json['totalResults'], 1)
    }
  })

  test('something unsupported beside it does not keep a leaver in', async () => {
    const { id } = await created(v1, '/Users', provisioned('leaver2'))
    const body = {
      active: false,
      nonsense: { a: [1] },
      id: 'other',
      groups: [{ value: 'x' }],
      password: 'y',
      meta: { version: 'z' },
    }
    assert.equal((await v1.ask('PATCH', `/Users/${id}`, body)).json['active'], false)
  })

  test('a PUT without active does not bring a leaver back', async () => {
    const { id } = await created(v1, '/Users', provisioned('leaver3', { active: false }))
    assert.equal((await v1.ask('PUT', `/Users/${id}`, provisioned('leaver3'))).json['active'], false)
  })

  test('a PUT of what a GET gave, edited, changes what was edited', async () => {
    const { id } = await created(
      v1,
      '/Users',
      provisioned('edited', { [ENTERPRISE]: { department: 'R&D', manager: { managerId: 'm' } } }),
    )
    const shown = await v1.ask('GET', `/Users/${id}`)
    const answer = await v1.ask('PUT', `/Users/${id}`, { ...shown.json, title: 'Director' })
    const { title, meta: _new, ...after } = answer.json
    const { meta: _old, ...before } = shown.json
    assert.equal(title, 'Director')
    assert.deepEqual(after, before)
  })

  test('a PATCH is all or nothing', async () => {
    const { id } = await created(v1, '/Users', provisioned('whole'))
    const answer = await v1.ask('PATCH', `/Users/${id}`, { title: 'VP', active: 'perhaps' })
    assert.equal(answer.status, 400)
    assert.match(errorOf(answer).description, /^active: /)
    assert.equal((await v1.ask('GET', `/Users/${id}`)).json['title'], undefined)
  })

  test('a userName can change, but not to that of another', async () => {
    const { id } = await created(v1, '/Users', provisioned('before'))
    await created(v1, '/Users', provisioned('taken'))
    assert.equal((await v1.ask('PATCH', `/Users/${id}`, { userName: 'after' })).json['userName'], 'after')
    assert.equal((await v1.ask('PATCH', `/Users/${id}`, { userName: 'TAKEN' })).status, 409)
    assert.equal((await v1.ask('PUT', `/Users/${id}`, provisioned('Taken'))).status, 409)
  })

  describe('the members of a group', () => {
    const idsOf = async (id: string): Promise<readonly Json[]> => {
      const { json } = await v1.ask('GET', `/Groups/${id}`)
      return (json['members'] as JsonObject[]).map(({ value }) => value ?? null)
    }

    test('join, leave, and join and leave at once', async () => {
      const [a, b] = [await created(v1, '/Users', provisioned('a')), await created(v1, '/Users', provisioned('b'))]
      const { id } = await created(v1, '/Groups', { displayName: 'Staff', members: [{ value: a.id }] })
      await v1.ask('PATCH', `/Groups/${id}`, { members: [{ value: b.id, type: 'User' }] })
      assert.deepEqual(await idsOf(id), [a.id, b.id].sort())
      await v1.ask('PATCH', `/Groups/${id}`, { members: [{ value: a.id, operation: 'delete' }] })
      assert.deepEqual(await idsOf(id), [b.id])
      await v1.ask('PATCH', `/Groups/${id}`, { members: [{ value: b.id, operation: 'delete' }, { value: a.id }] })
      assert.deepEqual(await idsOf(id), [a.id])
      const renamed = await v1.ask('PATCH', `/Groups/${id}`, { displayName: 'Crew' })
      assert.equal(renamed.json['displayName'], 'Crew')
      assert.deepEqual(await idsOf(id), [a.id])
      const put = await v1.ask('PUT', `/Groups/${id}`, { displayName: 'Crew' })
      assert.equal(put.status, 200)
      assert.deepEqual(await idsOf(id), [a.id], 'a PUT that does not speak of members keeps them')
      const marked = { displayName: 'Crew', members: [{ value: a.id, operation: 'delete' }, { value: b.id }] }
      await v1.ask('PUT', `/Groups/${id}`, marked)
      assert.deepEqual(await idsOf(id), [b.id], 'who is to be deleted is not put')
      await v1.ask('PATCH', `/Groups/${id}`, { meta: { attributes: ['members'] } })
      assert.deepEqual(await idsOf(id), [])
    })

    test('who is in already, and who was never in, are no errors', async () => {
      const { id: user } = await created(v1, '/Users', provisioned('twice'))
      const { id } = await created(v1, '/Groups', { displayName: 'Twice', members: [{ value: user }] })
      const { headers } = await v1.ask('GET', `/Groups/${id}`)
      const again = await v1.ask('PATCH', `/Groups/${id}`, { members: [{ value: user }] })
      assert.equal(again.headers.get('etag'), headers.get('etag'))
      const never = await v1.ask('PATCH', `/Groups/${id}`, { members: [{ value: 'nobody', operation: 'delete' }] })
      assert.equal(never.status, 200)
      assert.deepEqual(await idsOf(id), [user])
    })

    test('of a large group nothing is sent back, unless parts are asked for', async () => {
      const people = await Promise.all(
        Array.from({ length: 101 }, (_, i) => created(v1, '/Users', { userName: `many${i}` })),
      )
      const members = people.map(({ id }) => ({ value: id }))
      const { id } = await created(v1, '/Groups', { displayName: 'Large' })
      assert.equal((await v1.ask('PATCH', `/Groups/${id}`, { members })).status, 204)
      const part = await v1.ask('PATCH', `/Groups/${id}?attributes=displayName`, { displayName: 'Larger' })
      assert.equal(part.json['displayName'], 'Larger')
      assert.equal((await idsOf(id)).length, 101)
    })
  })

  describe('one record, two dialects', () => {
    test('what one writes the other reads, and neither loses what is the other’s', async () => {
      const made = await v1.ask20('POST', '/Users', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'both',
        emails: [{ value: 'both@example.com', type: 'work', primary: true }],
        favouriteColour: 'green',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
          department: 'R&D',
          manager: { value: 'm1', $ref: 'https://example.com/Users/m1' },
        },
        'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User': { customAttribute1: 'x', userPrincipalName: 'both' },
        'urn:example:badge:2.0': { number: 7 },
      })
      assert.equal(made.status, 201, made.text)
      const path = `/Users/${String(made.headers.get('location')?.split('/').at(-1))}`
      const shown = await v1.ask('GET', path)
      assert.deepEqual(shown.json[ENTERPRISE], { department: 'R&D', manager: { managerId: 'm1' } })
      assert.equal((shown.json[WORKSPACE] as JsonObject)['domain'], 'OKTA.COM')

      const same = await v1.ask('PUT', path, shown.json)
      assert.equal(same.status, 200)
      assert.deepEqual((await v1.ask20('GET', path)).json, made.json, 'given back, nothing has changed')

      await v1.ask('PUT', path, {
        ...provisioned('both'),
        title: 'Director',
        [ENTERPRISE]: { manager: { managerId: 'm1' } },
      })
      await v1.ask('PATCH', path, { [WORKSPACE]: { distinguishedName: 'CN=both' } })
      const { json } = await v1.ask20('GET', path)
      assert.equal(json['title'], 'Director')
      assert.equal(json['favouriteColour'], 'green')
      assert.deepEqual(json['urn:example:badge:2.0'], { number: 7 })
      assert.deepEqual(json['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'], {
        manager: { value: 'm1', $ref: 'https://example.com/Users/m1' },
      })
      assert.deepEqual(json['urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'], {
        customAttribute1: 'x',
        distinguishedName: 'CN=both',
      })
    })

    test('a user made through 1.1 has its own words in 2.0', async () => {
      const { id } = await created(
        v1,
        '/Users',
        provisioned('modern', { [ENTERPRISE]: { manager: { managerId: 'm' } } }),
      )
      const { json } = await v1.ask20('GET', `/Users/${id}`)
      const { schemas, meta, groups: _none, ...rest } = json
      assert.deepEqual(schemas, [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      ])
      assert.equal((meta as JsonObject)['resourceType'], 'User')
      assert.deepEqual(rest, {
        id,
        userName: 'modern',
        name: { givenName: 'First', familyName: 'Last' },
        displayName: 'First Last',
        emails: [{ value: 'modern@example.com' }],
        externalId: '00u-modern',
        active: true,
        'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User': { domain: 'OKTA.COM' },
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'm' } },
      })
      await v1.ask20('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'active', value: false }] })
      const { json: shown } = await v1.ask('GET', `/Users/${id}`)
      assert.equal((shown[WORKSPACE] as JsonObject)['userStatus'], '2')
    })
  })
})
