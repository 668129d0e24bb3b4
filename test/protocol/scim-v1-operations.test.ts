import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  created,
  errorOf,
  filterOf,
  namesIn,
  provisioned,
  resourcesOf,
  startV1,
  textOf,
  WORKSPACE,
  type V1,
} from '../support/scim-v1.ts'

/** access-contract §4.2, row by row. */
describe('SCIM 1.1: the operations', () => {
  let v1: V1
  before(async () => {
    v1 = await startV1()
    for (let i = 0; i < 25; i += 1) {
      await created(v1, '/Users', provisioned(`user${String(i).padStart(2, '0')}`, { active: i % 5 !== 0 }))
    }
    await created(v1, '/Groups', { displayName: 'Crew' })
  })
  after(() => v1.close())

  describe('GET /Users', () => {
    test('gives twenty unless asked for another number, in an envelope of its own', async () => {
      const answer = await v1.ask('GET', '/Users')
      assert.deepEqual(Object.keys(answer.json), ['totalResults', 'itemsPerPage', 'startIndex', 'schemas', 'Resources'])
      const { totalResults, itemsPerPage, startIndex, schemas } = answer.json
      assert.deepEqual(
        { totalResults, itemsPerPage, startIndex, schemas },
        {
          totalResults: 25,
          itemsPerPage: 20,
          startIndex: 1,
          schemas: ['urn:scim:schemas:core:1.0'],
        },
      )
      assert.equal(resourcesOf(answer).length, 20)
    })

    test('begins at one, and nought is the same', async () => {
      const [nought, one, second] = await Promise.all(
        ['0', '1', '3'].map((start) => v1.ask('GET', `/Users?startIndex=${start}&count=2`)),
      )
      assert.ok(nought && one && second)
      assert.deepEqual(namesIn(nought), ['user00', 'user01'])
      assert.deepEqual(namesIn(one), namesIn(nought))
      assert.equal(nought.json['startIndex'], 1)
      assert.deepEqual(namesIn(second), ['user02', 'user03'])
    })

    test('gives ten thousand to who asks for them', async () => {
      const answer = await v1.ask('GET', '/Users?count=10000')
      assert.equal(answer.json['itemsPerPage'], 25)
    })

    const filters: readonly (readonly [filter: string, total: number])[] = [
      ['Username eq "USER03"', 1],
      ['externalId eq "00u-user03"', 1],
      ['displayName co "first"', 25],
      ['name.givenName sw "F"', 25],
      ['domain eq "okta.com"', 25],
      ['userName gt "user20"', 4],
      ['userName ge "user20"', 5],
      ['userName lt "user02"', 2],
      ['userName le "user02"', 3],
      ['emails pr', 25],
      ['emails eq "user07@example.com"', 1],
      ['title pr', 0],
      ['userStatus eq "2"', 5],
      ['userStatus eq "1" and userName sw "user0"', 8],
      ['internalUserType eq "PROVISIONED"', 25],
      ['not (userName ne "user01")', 1],
    ]
    for (const [filter, total] of filters) {
      test(`filter=${filter}`, async () => {
        const answer = await v1.ask('GET', `/Users?${filterOf(filter)}&count=1`)
        assert.equal(answer.json['totalResults'], total, answer.text)
      })
    }

    test('members.value finds the groups of somebody', async () => {
      const user = await created(v1, '/Users', provisioned('joiner'))
      await created(v1, '/Groups', { displayName: 'Joined', members: [{ value: user.id }] })
      assert.deepEqual(namesIn(await v1.ask('GET', `/Groups?${filterOf(`members.value eq "${user.id}"`)}`)), ['Joined'])
      await v1.ask('DELETE', `/Users/${user.id}`)
    })

    test('sorts, both ways, also by attributes of the workspace block', async () => {
      const down = await v1.ask('GET', '/Users?sortBy=userName&sortOrder=descending&count=2')
      assert.deepEqual(namesIn(down), ['user24', 'user23'])
      assert.equal((await v1.ask('GET', `/Users?sortBy=${WORKSPACE}:domain`)).status, 200)
    })

    const refused: readonly (readonly [query: string, status: number])[] = [
      [filterOf('userName xx "a"'), 400],
      [filterOf('nonsense eq "a"'), 400],
      ['attributes=nonsense', 400],
      ['sortBy=nonsense', 404],
      ['count=many', 404],
      ['startIndex=first', 404],
      ['sortOrder=sideways', 400],
    ]
    for (const [query, status] of refused) {
      test(`${query} is answered ${status}`, async () => {
        const answer = await v1.ask('GET', `/Users?${query}`)
        assert.equal(answer.status, status)
        errorOf(answer)
      })
    }

    test('tolerates what Access tolerates', async () => {
      const answer = await v1.ask('GET', '/Users?locale=en&customSchemaExtensionTypes=all&count=1')
      assert.equal(answer.status, 200)
    })
  })

  describe('POST /.search', () => {
    test('asks the same in a body', async () => {
      const answer = await v1.ask('POST', '/Users/.search', {
        filter: 'userName sw "user1"',
        attributes: ['userName', 'domain'],
        startIndex: 2,
        count: 2,
        sortBy: 'userName',
        sortOrder: 'descending',
      })
      assert.equal(answer.status, 200)
      assert.equal(answer.json['totalResults'], 10)
      assert.deepEqual(namesIn(answer), ['user18', 'user17'])
      const [first] = resourcesOf(answer)
      assert.deepEqual(Object.keys(first ?? {}).sort(), ['id', 'schemas', WORKSPACE, 'userName'].sort())
      const groups = await v1.ask('POST', '/Groups/.search', { excludedAttributes: 'members', startIndex: '0' })
      assert.equal(resourcesOf(groups)[0]?.['members'], undefined)
    })

    test('refuses what no parameter could be', async () => {
      for (const body of [[], { count: {} }, { filter: 'x' }]) {
        assert.equal((await v1.ask('POST', '/Users/.search', body)).status, 400)
      }
    })
  })

  describe('one resource', () => {
    test('GET has Location and ETag, knows If-None-Match, and gives parts', async () => {
      const { id } = await created(v1, '/Users', provisioned('single'))
      const whole = await v1.ask('GET', `/Users/${id}`)
      assert.equal(whole.headers.get('location'), `${v1.base}/Users/${id}`)
      const etag = whole.headers.get('etag') ?? ''
      assert.match(etag, /^W\/".+"$/)
      assert.equal((whole.json['meta'] as { version: string }).version, etag)
      const again = await v1.ask('GET', `/Users/${id}`, undefined, { 'if-none-match': etag })
      assert.equal(again.status, 304)
      const part = await v1.ask('GET', `/Users/${id}?attributes=userName,domain`)
      assert.deepEqual(part.json, {
        schemas: part.json['schemas'],
        id,
        userName: 'single',
        [WORKSPACE]: { domain: 'OKTA.COM' },
      })
      assert.equal((await v1.ask('GET', '/Users/nobody')).status, 404)
      await v1.ask('DELETE', `/Users/${id}`)
    })

    test('PUT, PATCH and DELETE answer as they should, and If-Match is honoured', async () => {
      const body = provisioned('changing')
      const { id } = await created(v1, '/Users', body)
      const put = await v1.ask('PUT', `/Users/${id}`, { ...body, title: 'Director' })
      assert.equal(put.status, 200)
      assert.equal(put.json['title'], 'Director')
      const etag = put.headers.get('etag') ?? ''
      const patched = await v1.ask('PATCH', `/Users/${id}`, { title: 'VP' }, { 'if-match': etag })
      assert.equal(patched.status, 200)
      assert.equal(patched.json['title'], 'VP')
      assert.equal(patched.headers.get('location'), `${v1.base}/Users/${id}`)
      const late = await v1.ask('PATCH', `/Users/${id}`, { title: 'late' }, { 'if-match': etag })
      assert.equal(late.status, 412)
      const quiet = await v1.ask('PATCH', `/Users/${id}`, { title: 'quiet' }, { prefer: 'return=minimal' })
      assert.equal(quiet.status, 204)
      const part = await v1.ask('PATCH', `/Users/${id}?attributes=title`, { title: 'part' })
      assert.deepEqual(part.json, { schemas: part.json['schemas'], id, title: 'part' })
      assert.equal((await v1.ask('DELETE', `/Users/${id}`)).status, 204)
      for (const [method, sent] of [['GET'], ['DELETE'], ['PUT', body], ['PATCH', { title: 'x' }]] as const) {
        const gone = await v1.ask(method, `/Users/${id}`, sent)
        assert.equal(gone.status, 404)
        errorOf(gone)
      }
    })

    test('a PATCH that changes nothing changes neither version nor time', async () => {
      const user = await created(v1, '/Users', provisioned('steady'))
      const shown = await v1.ask('GET', `/Users/${user.id}`)
      for (const method of ['PUT', 'PATCH']) {
        const answer = await v1.ask(method, `/Users/${user.id}`, shown.json)
        assert.equal(answer.status, 200, answer.text)
        assert.deepEqual(answer.json, shown.json)
      }
      await v1.ask('DELETE', `/Users/${user.id}`)
    })

    test('POST with X-HTTP-Method-Override is the method it names', async () => {
      const { id } = await created(v1, '/Users', provisioned('overridden'))
      const post = (body: Record<string, string>, method?: string) =>
        v1.ask('POST', `/Users/${id}`, body, method === undefined ? {} : { 'x-http-method-override': method })
      assert.equal((await post({ title: 'VP' }, 'PATCH')).json['title'], 'VP')
      assert.equal((await post({ userName: 'overridden' }, 'put')).json['title'], undefined)
      for (const method of [undefined, 'GET', 'POST', 'constructor', '__proto__']) {
        const refused = await post({ title: 'x' }, method)
        assert.equal(refused.status, 405)
        assert.equal(refused.headers.get('allow'), 'GET, PUT, PATCH, DELETE')
        errorOf(refused)
      }
      assert.equal((await post({}, 'DELETE')).status, 204)
      assert.equal((await v1.ask('GET', `/Users/${id}`)).status, 404)
    })

    test('the header means nothing to a collection, and nothing to 2.0', async () => {
      const { id } = await created(v1, '/Users', provisioned('untouched'))
      const headers = { 'x-http-method-override': 'DELETE' }
      assert.equal((await v1.ask('POST', '/Users', provisioned('from-post'), headers)).status, 201)
      const answer = await fetch(`${v1.app.scimBase}/Users/${id}`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${v1.app.token}` },
      })
      assert.equal(answer.status, 405)
      assert.equal((await v1.ask('GET', `/Users/${id}`)).status, 200)
    })
  })

  describe('GET /Schemas', () => {
    test('gives the one that is asked for by name', async () => {
      for (const name of ['User', 'group', 'Role']) {
        const answer = await v1.ask('GET', `/Schemas?${filterOf(`name eq "${name}"`)}&directoryUuid=x`)
        assert.equal(answer.json['totalResults'], 1, answer.text)
      }
      const [user] = resourcesOf(await v1.ask('GET', `/Schemas?${filterOf('name eq "User"')}`))
      const attributes = user?.['attributes'] as unknown as { name: string; schema: string; readOnly: boolean }[]
      const workspace = attributes.filter(({ schema }) => schema === WORKSPACE)
      assert.equal(workspace.find(({ name }) => name === 'domain')?.readOnly, false)
      assert.equal(workspace.find(({ name }) => name === 'userStatus')?.readOnly, true)
      assert.ok(!attributes.some(({ name }) => name === 'password'))
      assert.ok(!JSON.stringify(user).includes('urn:ietf:'))
    })

    test('refuses to guess', async () => {
      for (const query of [
        '',
        filterOf('name co "User"'),
        filterOf('id eq "User"'),
        filterOf('name eq "User" and id pr'),
      ]) {
        assert.equal((await v1.ask('GET', `/Schemas?${query}`)).status, 400, query)
      }
      assert.equal((await v1.ask('GET', `/Schemas?${filterOf('name eq "Device"')}`)).json['totalResults'], 0)
    })
  })

  test('Roles can be looked at, filtered and not changed', async () => {
    const all = await v1.ask('GET', '/Roles')
    assert.deepEqual(namesIn(all), ['Admin', 'User'])
    const [admin] = resourcesOf(await v1.ask('GET', `/Roles?${filterOf('displayName eq "admin"')}`))
    assert.ok(admin !== undefined)
    const one = await v1.ask('GET', `/Roles/${textOf(admin['id'])}`)
    assert.equal(one.json['displayName'], 'Admin')
    const page = await v1.ask('GET', '/Roles?startIndex=2&count=5')
    assert.deepEqual(namesIn(page), ['User'])
    const changed = await v1.ask('PATCH', `/Roles/${textOf(admin['id'])}`, { members: [{ value: 'x' }] })
    assert.equal(changed.status, 403)
    errorOf(changed)
    assert.equal((await v1.ask('GET', '/Roles/nobody')).status, 404)
  })

  test('Me is the calling client', async () => {
    const answer = await v1.ask('GET', '/Me')
    assert.equal(answer.json['userName'], 'OktaSCIM')
    assert.deepEqual(answer.json[WORKSPACE], { userStatus: '1', internalUserType: 'SERVICE' })
    assert.match(textOf(answer.json['id']), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.deepEqual((await v1.ask('GET', '/Me')).json, answer.json)
    const part = await v1.ask('GET', '/Me?attributes=userName')
    assert.deepEqual(Object.keys(part.json), ['schemas', 'id', 'userName'])
    assert.equal((await v1.ask('GET', '/Me?attributes=nonsense')).status, 400)
  })

  test('ServiceProviderConfigs promises what is there', async () => {
    const { json } = await v1.ask('GET', '/ServiceProviderConfigs')
    const { patch, bulk, xmlDataFormat } = json
    assert.deepEqual({ patch, xmlDataFormat }, { patch: { supported: true }, xmlDataFormat: { supported: false } })
    assert.equal((bulk as { supported: boolean }).supported, false)
  })
})
