import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { JsonObject } from '../support/admin-api.ts'
import { done, filterOf, found, patch, schemaScene, scimRefused, type SchemaScene } from '../support/schemas.ts'

const ENTITLEMENT = 'urn:okta:scim:schemas:core:1.0:Entitlement'
const ROLE = 'urn:okta:scim:schemas:core:1.0:Role'

const described = [
  { name: 'displayName', type: 'string', required: true },
  { name: 'type', type: 'string', canonicalValues: ['permission', 'licence'] },
  { name: 'description', type: 'string' },
]
const entitlementType = {
  name: 'Entitlement',
  endpoint: '/Entitlements',
  description: 'What somebody may be given',
  schema: { id: ENTITLEMENT, name: 'Entitlement', description: 'What somebody may be given', attributes: described },
  nameAttribute: 'displayName',
}
// without a name: two roles may be called the same
const roleType = { name: 'Role', endpoint: '/Roles', schema: { id: ROLE, name: 'Role', attributes: described } }

suite('Resource types that a directory defines', () => {
  let scene: SchemaScene
  before(async () => {
    scene = await schemaScene()
    done(await scene.api('POST', '/resource-types', entitlementType), 201)
    done(await scene.api('POST', '/resource-types', roleType), 201)
  })
  after(() => scene.app.close())

  test('are discovered in their directory alone, after the standard ones', async () => {
    const types = done(await scene.scim('GET', '/ResourceTypes'), 200)
    const endpoints = (types['Resources'] as JsonObject[]).map(({ endpoint, schema }) => [endpoint, schema])
    assert.deepEqual(endpoints.slice(2), [
      ['/Entitlements', ENTITLEMENT],
      ['/Roles', ROLE],
    ])
    assert.equal(done(await scene.scim('GET', `/Schemas/${ROLE}`), 200)['name'], 'Role')
    assert.equal(done(await scene.scim('GET', '/ResourceTypes/Role'), 200)['endpoint'], '/Roles')
    const others = done(await scene.otherScim('GET', '/ResourceTypes'), 200)
    assert.equal(others['totalResults'], 2)
    scimRefused(await scene.otherScim('GET', '/Entitlements'), 404, undefined, /has nothing at "\/Entitlements"/)
    scimRefused(await scene.scim('POST', '/Nothing', {}), 404, undefined, /It has \/Users, \/Groups, \/Entitlements/)
  })

  test('are shown as standard ones alone where the directory is in doubt', async () => {
    // a token for the whole tenant, which has two directories
    const answer = await fetch(`${scene.app.scimBase}/ResourceTypes`, {
      headers: { authorization: `Bearer ${scene.app.token}` },
    })
    assert.equal(answer.status, 200)
    assert.equal(((await answer.json()) as JsonObject)['totalResults'], 2)
  })

  test('have their resources created, read, listed, changed, replaced and deleted', async () => {
    const created = await scene.scim('POST', '/Entitlements', {
      schemas: [ENTITLEMENT],
      displayName: 'Print in colour',
      type: 'permission',
      externalId: 'e-1',
    })
    const made = done(created, 201)
    const path = `/Entitlements/${String(made['id'])}`
    const meta = made['meta'] as JsonObject
    assert.equal(meta['resourceType'], 'Entitlement')
    assert.equal(meta['location'], created.headers.get('location'))
    assert.match(String(meta['location']), new RegExp(`/scim/v2${path}$`))
    assert.deepEqual(made['schemas'], [ENTITLEMENT])
    assert.deepEqual(done(await scene.scim('GET', path), 200), made)
    assert.deepEqual(done(await scene.scim('GET', path.toLowerCase()), 200), made)
    assert.deepEqual(await found(scene.scim, `/Entitlements${filterOf('displayName eq "PRINT in colour"')}`), [
      made['id'],
    ])
    assert.deepEqual(await found(scene.scim, `/Entitlements${filterOf('externalId eq "e-1"')}`), [made['id']])
    assert.deepEqual(await found(scene.scim, `/Entitlements${filterOf(`${ENTITLEMENT}:type sw "per"`)}`), [made['id']])

    const change = patch({ op: 'add', path: 'description', value: 'Red, too' })
    assert.equal(done(await scene.scim('PATCH', path, change), 200)['description'], 'Red, too')
    const whole = { schemas: [ENTITLEMENT], displayName: 'Print', type: 'licence' }
    const replaced = done(await scene.scim('PUT', path, whole), 200)
    assert.deepEqual([replaced['displayName'], replaced['description']], ['Print', undefined])
    assert.deepEqual(await found(scene.scim, `/Entitlements${filterOf('type eq "permission"')}`), [])

    done(await scene.scim('DELETE', path), 204)
    assert.equal((await scene.scim('GET', path)).status, 404)
    done(await scene.api('POST', `/deleted/${String(made['id'])}/restore?resourceType=Entitlement`), 200)
    assert.equal(done(await scene.scim('GET', path), 200)['displayName'], 'Print')
    const log = done(await scene.api('GET', '/changes?resourceType=Entitlement'), 200)
    const kinds = (log['changes'] as JsonObject[]).map(({ kind }) => kind)
    assert.deepEqual(kinds, ['revive', 'delete', 'update', 'update', 'create'])
    done(await scene.scim('DELETE', path), 204)
  })

  test('answer count=1 with one item, as the test of Okta asks', async () => {
    for (const displayName of ['First', 'Second', 'Third']) {
      done(await scene.scim('POST', '/Entitlements', { displayName }), 201)
    }
    const page = done(await scene.scim('GET', '/Entitlements?startIndex=2&count=1'), 200)
    assert.deepEqual([page['itemsPerPage'], page['totalResults'], page['startIndex']], [1, 3, 2])
    const sorted = done(await scene.scim('GET', '/Entitlements?sortBy=displayName&sortOrder=descending'), 200)
    const names = (sorted['Resources'] as JsonObject[]).map(({ displayName }) => displayName)
    assert.deepEqual(names, ['Third', 'Second', 'First'])
  })

  test('with a name hold it once, and without one as often as they like', async () => {
    done(await scene.scim('POST', '/Entitlements', { displayName: 'Once' }), 201)
    scimRefused(await scene.scim('POST', '/Entitlements', { displayName: 'ONCE' }), 409, 'uniqueness', /displayName/)
    scimRefused(await scene.scim('POST', '/Entitlements', {}), 400, 'invalidValue', /displayName: a value is required/)
    const roles = [
      done(await scene.scim('POST', '/Roles', { displayName: 'Twice' }), 201)['id'],
      done(await scene.scim('POST', '/Roles', { displayName: 'Twice' }), 201)['id'],
    ]
    assert.deepEqual(await found(scene.scim, `/Roles${filterOf('displayName eq "twice"')}`), roles)
    // a user of the same name is somebody else
    done(await scene.scim('POST', '/Users', { userName: 'Once' }), 201)
  })

  test('are asked for by .search, by cursor and at the root, and written in bulk', async () => {
    const operations = ['Dig', 'Rake'].map((displayName, i) => ({
      method: 'POST',
      path: '/Entitlements',
      bulkId: `e${i}`,
      data: { schemas: [ENTITLEMENT], displayName, type: 'garden' },
    }))
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    const bulk = done(await scene.scim('POST', '/Bulk', { schemas, Operations: operations }), 200)
    const statuses = (bulk['Operations'] as JsonObject[]).map(({ status }) => status)
    assert.deepEqual(statuses, ['201', '201'])
    const filter = 'type eq "garden"'
    const ids = await found(scene.scim, `/Entitlements${filterOf(filter)}`)
    assert.equal(ids.length, 2)
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter }
    const idsIn = (list: JsonObject): readonly unknown[] => (list['Resources'] as JsonObject[]).map(({ id }) => id)
    assert.deepEqual(idsIn(done(await scene.scim('POST', '/Entitlements/.search', search), 200)), ids)
    const first = done(await scene.scim('GET', `/Entitlements${filterOf(filter)}&count=1&cursor`), 200)
    const second = await scene.scim(
      'GET',
      `/Entitlements${filterOf(filter)}&count=1&cursor=${String(first['nextCursor'])}`,
    )
    assert.deepEqual([...idsIn(first), ...idsIn(done(second, 200))], ids)
    const root = { ...search, filter: `meta.resourceType eq "Entitlement" and displayName eq "Rake"` }
    assert.equal(done(await scene.scim('POST', '/.search', root), 200)['totalResults'], 1)
    for (const id of ids) done(await scene.scim('DELETE', `/Entitlements/${String(id)}`), 204)
  })

  test('take extensions like any other type', async () => {
    const id = 'urn:example:params:scim:schemas:extension:owner:2.0:Role'
    const attributes = [{ name: 'owner', type: 'string', uniqueness: 'server' }]
    const owner = { id, name: 'Owner', attributes, extends: [{ resourceType: 'Role', required: true }] }
    done(await scene.api('POST', '/extensions', owner), 201)
    scimRefused(await scene.scim('POST', '/Roles', { displayName: 'Nobody’s' }), 400, 'invalidValue', /owner/)
    const made = done(await scene.scim('POST', '/Roles', { displayName: 'Ada’s', [id]: { owner: 'Ada' } }), 201)
    assert.deepEqual(await found(scene.scim, `/Roles${filterOf(`${id}:owner eq "ADA"`)}`), [made['id']])
    scimRefused(
      await scene.scim('POST', '/Roles', { displayName: 'x', [id]: { owner: 'ADA' } }),
      409,
      'uniqueness',
      /owner/,
    )
    const refused = await scene.api('DELETE', '/resource-types/Role')
    assert.equal(refused.status, 409, 'an extension still extends it')
    // one resource has a value, and says so before it is let go
    const unconfirmed = await scene.api('DELETE', `/extensions/${id}`)
    assert.deepEqual([unconfirmed.status, unconfirmed.json['code']], [409, 'not_confirmed'])
    assert.match(String(unconfirmed.json['detail']), /1 resource of .* confirm=1/)
    done(await scene.api('DELETE', `/extensions/${id}?confirm=1`), 204)
    assert.deepEqual(done(await scene.scim('GET', `/Roles/${String(made['id'])}`), 200)[id], { owner: 'Ada' })
    scimRefused(await scene.scim('GET', `/Roles${filterOf(`${id}:owner eq "ADA"`)}`), 400, 'invalidFilter', /owner/)
  })

  test('go when they are empty, and come back empty', async () => {
    const inUse = await scene.api('DELETE', '/resource-types/Role')
    assert.deepEqual([inUse.status, inUse.json['code']], [409, 'definition_in_use'])
    assert.match(String(inUse.json['detail']), /still has 3 resources of this type/)
    for (const id of await found(scene.scim, '/Roles')) done(await scene.scim('DELETE', `/Roles/${String(id)}`), 204)
    done(await scene.api('DELETE', '/resource-types/Role'), 204)
    assert.equal((await scene.scim('GET', '/Roles')).status, 404)
    assert.equal((await scene.scim('GET', `/Schemas/${ROLE}`)).status, 404)
    done(await scene.api('POST', '/resource-types', roleType), 201)
    assert.equal(done(await scene.scim('GET', '/Roles'), 200)['totalResults'], 0)
    const history = done(await scene.api('GET', '/schema-history'), 200)['versions'] as JsonObject[]
    assert.equal(history[0]?.['summary'], 'Defined the resource type Role')
    assert.equal(history.length, Number(history[0]?.['version']))
    assert.deepEqual(history[0]?.['actor'], { kind: 'client', name: 'OktaSCIM' })
  })
})
