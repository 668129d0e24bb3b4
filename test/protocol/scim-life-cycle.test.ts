import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, type ApiAnswer, type Caller, type JsonObject } from '../support/admin-api.ts'
import { openCaseWorld, type CaseWorld } from '../support/scim-cases.ts'

const HERE = '/directories/okta-universal-directory'

describe('the life of a user', () => {
  let world: CaseWorld
  let api: Caller
  before(async () => {
    world = await openCaseWorld()
    api = apiOf(world.app.base, `HZN ${world.app.session}`)
  })
  after(() => world.app.close())

  const made = async (userName: string, more: JsonObject = {}): Promise<string> => {
    const answer = await world.ask('POST', '/Users', { userName, ...more })
    assert.equal(answer.status, 201, JSON.stringify(answer.json))
    return String(answer.json['id'])
  }
  const patch = (id: string, ...Operations: readonly unknown[]) => world.ask('PATCH', `/Users/${id}`, { Operations })
  const found = async (filter: string): Promise<readonly string[]> => {
    const answer = await world.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.json))
    return (answer.json['Resources'] as JsonObject[]).map(({ id }) => String(id))
  }
  const shows = ({ status, json }: ApiAnswer, wanted: JsonObject): void => {
    assert.equal(status, 200, JSON.stringify(json))
    for (const [name, value] of Object.entries(wanted)) assert.deepEqual(json[name], value, name)
  }
  const isTaken = ({ status, json }: ApiAnswer): void => {
    assert.deepEqual([status, json['scimType'], json['status']], [409, 'uniqueness', '409'])
  }

  const ways: readonly (readonly [what: string, operation: (active: boolean) => unknown])[] = [
    ['without a path (Okta)', (active) => ({ op: 'replace', value: { active } })],
    ['with a text (Entra)', (active) => ({ op: 'Replace', path: 'active', value: active ? 'True' : 'False' })],
    ['by add', (active) => ({ op: 'add', path: 'active', value: active })],
  ]
  for (const [what, operation] of ways) {
    test(`ends and begins again by a PATCH ${what}, and a leaver is found all the while (X16, X23)`, async () => {
      const userName = `leaver ${what}`
      const id = await made(userName, { externalId: what })
      shows(await patch(id, operation(false)), { active: false })
      shows(await world.ask('GET', `/Users/${id}`), { active: false, userName })
      for (const filter of [
        `userName eq "${userName}"`,
        `externalId eq "${what}"`,
        `userName eq "${userName}" and active eq false`,
      ])
        assert.deepEqual(await found(filter), [id], filter)
      isTaken(await world.ask('POST', '/Users', { userName }))
      shows(await patch(id, operation(true)), { active: true })
      shows(await patch(id, operation(true)), { active: true })
      assert.equal(await world.changesOf(id), 3, 'created, left, came back')
    })
  }
  test('ends and begins again by a PUT', async () => {
    const id = await made('put leaver')
    for (const active of [false, true])
      shows(await world.ask('PUT', `/Users/${id}`, { userName: 'put leaver', active }), { active })
  })

  test('ends with a DELETE, can be undone, and is the old one then', async () => {
    const id = await made('gone', { externalId: 'g', title: 'Clerk' })
    const group = await world.ask('POST', '/Groups', { displayName: 'Gone', members: [{ value: id }] })
    assert.equal((await world.ask('DELETE', `/Users/${id}`)).status, 204)
    for (const method of ['GET', 'DELETE']) assert.equal((await world.ask(method, `/Users/${id}`)).status, 404)
    assert.equal((await patch(id, { op: 'add', path: 'title', value: 'x' })).status, 404)
    assert.equal((await world.ask('PUT', `/Users/${id}`, { userName: 'gone' })).status, 404)
    assert.deepEqual(await found('userName eq "gone"'), [])
    assert.equal((await api('POST', `${HERE}/deleted/${id}/restore?resourceType=User`)).status, 200)
    shows(await world.ask('GET', `/Users/${id}`), { userName: 'gone', externalId: 'g', title: 'Clerk', active: true })
    const back = await world.ask('GET', `/Groups/${String(group.json['id'])}`)
    assert.deepEqual(
      (back.json['members'] as JsonObject[]).map(({ value }) => value),
      [id],
    )
    assert.deepEqual(await found('userName eq "gone"'), [id])
  })
  test('cannot be undone while somebody else has the name', async () => {
    const id = await made('namesake', { externalId: 'first' })
    await world.ask('DELETE', `/Users/${id}`)
    const other = await made('NAMESAKE', { externalId: 'second' })
    assert.notEqual(other, id)
    assert.equal((await api('POST', `${HERE}/deleted/${id}/restore?resourceType=User`)).status, 409)
    await world.ask('DELETE', `/Users/${other}`)
    assert.equal((await api('POST', `${HERE}/deleted/${id}/restore?resourceType=User`)).status, 200)
  })
  test('begins again under the old id when somebody is hired again, with what is sent then and nothing else', async () => {
    const id = await made('rehired', { externalId: 'r', title: 'Clerk', active: false })
    await world.ask('DELETE', `/Users/${id}`)
    const again = await world.ask('POST', '/Users', { userName: 'REHIRED', externalId: 'r', nickName: 'Q' })
    assert.deepEqual([again.status, again.json['id']], [201, id])
    const { userName, title, nickName, active } = again.json
    assert.deepEqual([userName, title, nickName, active], ['REHIRED', undefined, 'Q', true])
    assert.deepEqual((await world.ask('GET', `/Users/${id}`)).json, again.json)
    assert.deepEqual(await found('userName eq "rehired"'), [id])
  })
  for (const [what, externalId] of [
    ['another externalId', 'other'],
    ['none', undefined],
  ] as const) {
    test(`begins anew when the same name comes with ${what}`, async () => {
      const userName = `anew ${what}`
      const id = await made(userName, { externalId: userName })
      await world.ask('DELETE', `/Users/${id}`)
      assert.notEqual(await made(userName, externalId === undefined ? {} : { externalId }), id)
    })
  }

  const renames: readonly (readonly [what: string, rename: (id: string, userName: string) => Promise<ApiAnswer>])[] = [
    ['PATCH', (id, userName) => patch(id, { op: 'replace', path: 'userName', value: userName })],
    ['PATCH without a path', (id, userName) => patch(id, { op: 'Replace', value: { userName } })],
    ['PUT', (id, userName) => world.ask('PUT', `/Users/${id}`, { userName })],
  ]
  for (const [verb, rename] of renames) {
    test(`goes on under a new name by ${verb}, and the old one is free (X19, X27)`, async () => {
      const [id, other] = [await made(`old ${verb}`), await made(`other ${verb}`)]
      shows(await rename(id, `New ${verb}`), { userName: `New ${verb}`, id })
      assert.deepEqual(await found(`userName eq "new ${verb.toLowerCase()}"`), [id])
      assert.deepEqual(await found(`userName eq "old ${verb}"`), [])
      shows(await rename(id, `NEW ${verb}`), { userName: `NEW ${verb}` })
      isTaken(await rename(id, `OTHER ${verb}`))
      shows(await world.ask('GET', `/Users/${id}`), { userName: `NEW ${verb}` })
      shows(await rename(other, `Old ${verb}`), { userName: `Old ${verb}` })
    })
    test(`goes on for one alone when many want one name at once by ${verb}`, async () => {
      const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => made(`many ${verb} ${i}`)))
      const answers = await Promise.all(ids.map((id, i) => rename(id, i % 2 === 0 ? `One ${verb}` : `ONE ${verb}`)))
      const winners = answers.filter(({ status }) => status === 200)
      assert.equal(winners.length, 1)
      for (const answer of answers) if (answer !== winners[0]) isTaken(answer)
      assert.deepEqual(await found(`userName eq "one ${verb}"`), [String(winners[0]?.json['id'])])
    })
  }
  test('loses nothing when many change different parts at once', async () => {
    const id = await made('busy')
    const parts = [
      'title',
      'nickName',
      'locale',
      'timezone',
      'userType',
      'preferredLanguage',
      'displayName',
      'profileUrl',
    ]
    const answers = await Promise.all(parts.map((path) => patch(id, { op: 'add', path, value: path })))
    for (const answer of answers) assert.equal(answer.status, 200)
    shows(await world.ask('GET', `/Users/${id}`), Object.fromEntries(parts.map((part) => [part, part])))
    assert.equal(
      ((await world.ask('GET', `/Users/${id}`)).json['meta'] as JsonObject)['version'],
      `W/"${parts.length + 1}"`,
    )
  })
  test('leaves no password anywhere, not in answers, not in the change log', async () => {
    const secret = 'swordfish-7f3a'
    const id = await made('secretive', { password: secret })
    const answers = [
      await world.ask('PUT', `/Users/${id}`, { userName: 'secretive', password: secret, title: 'x' }),
      await patch(id, { op: 'replace', path: 'password', value: secret }, { op: 'add', path: 'title', value: 'y' }),
      await patch(id, { op: 'replace', value: { PassWord: secret, title: 'z' } }),
      await patch(id, { op: 'replace', value: { 'urn:ietf:params:scim:schemas:core:2.0:User': { password: secret } } }),
      await world.ask('GET', `/Users/${id}?attributes=password,userName`),
      await api('GET', `${HERE}/changes?resourceId=${id}`),
    ]
    for (const { status, json } of answers) {
      assert.equal(status, 200)
      assert.ok(!JSON.stringify(json).includes(secret))
      assert.ok(!('password' in json))
    }
    const filter = await world.ask('GET', `/Users?filter=${encodeURIComponent(`password eq "${secret}"`)}`)
    assert.deepEqual([filter.status, filter.json['scimType']], [403, 'sensitive'])
  })
})
