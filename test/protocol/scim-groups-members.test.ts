import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createDirectory } from '../support/start-app.ts'
import { startGroups, textOf, type Groups } from '../support/scim-groups.ts'

/** RFC 7643 §4.2: what a group shows of its members. */
describe('SCIM: the members that a group shows', () => {
  let scim: Groups
  before(async () => void (scim = await startGroups()))
  after(() => scim.close())

  test('each with its address, its name and its type, by GET, in lists and after writes', async () => {
    const user = await scim.user('grace "the\\compiler"', { displayName: 'Grace' })
    const inner = await scim.group('Größe 😀')
    const id = await scim.group('Shown')
    const { scimBase } = scim.app
    const shown = [
      { value: user, $ref: `${scimBase}/Users/${user}`, display: 'grace "the\\compiler"', type: 'User' },
      { value: inner, $ref: `${scimBase}/Groups/${inner}`, display: 'Größe 😀', type: 'Group' },
    ].toSorted((a, b) => (a.value < b.value ? -1 : 1))
    assert.deepEqual((await scim.add(id, user, inner)).json['members'], shown)
    assert.deepEqual(await scim.members(id), shown)
    const list = await scim.ask('GET', `/Groups?filter=${encodeURIComponent('displayName eq "shown"')}`)
    assert.deepEqual((list.json['Resources'] as readonly { members?: unknown }[])[0]?.members, shown)
    assert.deepEqual(
      (await scim.ask('GET', `/Groups/${id}?attributes=members.display`)).json['members'],
      shown.map(({ display }) => ({ display })),
    )
  })

  test('under the address that the caller used', async () => {
    const id = await scim.group('Two doors', await scim.user('two.doors'))
    const other = `${scim.app.base}/usergroup/scim/v2`
    for (const base of [scim.app.scimBase, other, scim.app.scimBase, other]) {
      const answer = await fetch(`${base}/Groups/${id}`, { headers: { authorization: `Bearer ${scim.app.token}` } })
      const { members } = (await answer.json()) as { members: readonly { $ref: string }[] }
      assert.ok(members[0]?.$ref.startsWith(`${base}/Users/`), JSON.stringify(members))
    }
  })

  test('under the name it has now: a renamed member gives its groups a new version, and nobody else', async () => {
    const user = await scim.user('before')
    const inner = await scim.group('Inner before', user)
    const outer = await scim.group('Outer', inner)
    const apart = await scim.group('Apart', await scim.user('bystander'))
    const version = async (id: string) => (await scim.ask('GET', `/Groups/${id}`)).headers.get('etag')
    const first = await Promise.all([inner, outer, apart].map(version))
    const display = async (id: string) => (await scim.members(id))[0]?.display
    assert.deepEqual([await display(inner), await display(outer)], ['before', 'Inner before'])
    const renamed = { Operations: [{ op: 'replace', path: 'userName', value: 'after' }] }
    assert.equal((await scim.ask('PATCH', `/Users/${user}`, renamed)).status, 200)
    assert.equal(await display(inner), 'after')
    assert.equal((await scim.ask('PUT', `/Groups/${inner}`, { displayName: 'Inner after' })).status, 200)
    assert.equal(await display(outer), 'Inner after')
    assert.equal(await display(inner), 'after')
    const later = await Promise.all([inner, outer, apart].map(version))
    assert.deepEqual(
      later.map((tag, i) => tag !== first[i]),
      [true, true, false],
    )
    const stale = await scim.ask('GET', `/Groups/${outer}`, undefined, { 'if-none-match': first[1] ?? '' })
    assert.equal(stale.status, 200)
  })

  test('what a client says of a member besides its id is passed over', async () => {
    const user = await scim.user('told')
    const id = await scim.group('Told')
    const value = [{ value: user, display: 'Somebody', $ref: 'https://elsewhere.example/Users/1', type: 'Group' }]
    assert.equal((await scim.patch(id, { op: 'add', path: 'members', value })).status, 200)
    const [member] = await scim.members(id)
    assert.deepEqual([member?.display, member?.type, member?.value], ['told', 'User', user])
    const path = `members[value eq "${user}"].display`
    assert.equal((await scim.patch(id, { op: 'replace', path, value: 'Other' })).status, 200)
    assert.equal((await scim.members(id))[0]?.display, 'told')
  })

  test('no member is read, and none is shown, when it was not asked for', async () => {
    const id = await scim.group('Unread', await scim.user('unread'))
    for (const query of ['excludedAttributes=members', 'attributes=displayName']) {
      const answer = await scim.ask('GET', `/Groups/${id}?${query}`)
      assert.equal(answer.json['members'], undefined)
      assert.equal(textOf(answer, 'displayName'), 'Unread')
    }
  })

  test('somebody of another directory is nobody here', async () => {
    await createDirectory(scim.app.base, scim.app.token, 'Elsewhere', ['ELSEWHERE.EXAMPLE'])
    const at = (slug: string, path: string, body: unknown) =>
      fetch(`${scim.app.base}/directories/${slug}/scim/v2${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${scim.app.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const stranger = (await (await at('elsewhere', '/Users', { userName: 'stranger' })).json()) as { id: string }
    const made = await at('okta-universal-directory', '/Groups', {
      displayName: 'Ours',
      members: [{ value: stranger.id }],
    })
    assert.deepEqual(((await made.json()) as { members: unknown }).members, [])
  })
})
