import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Json } from '../../src/shared/json.ts'
import { apiOf } from '../support/admin-api.ts'
import { startGroups, textOf, type Groups } from '../support/scim-groups.ts'
import type { V1Answer } from '../support/scim-v1.ts'

/** A group never comes to contain itself, whichever way it is tried. */
describe('SCIM: no group contains itself', () => {
  let scim: Groups
  before(async () => void (scim = await startGroups()))
  after(() => scim.close())

  let made = 0
  /** Names of their own for each test: `A1`, `B1`, … */
  let name: (letter: string) => string
  beforeEach(() => {
    made += 1
    name = (letter) => `${letter}${made}`
  })

  const refused = (answer: V1Answer, ...path: readonly string[]): void => {
    assert.equal(answer.status, 400, answer.text)
    assert.equal(answer.json['scimType'], 'invalidValue')
    const told = path.map((letter) => `"${name(letter)}"`).join(' > ')
    assert.ok(textOf(answer, 'detail').includes(told), `${told} in: ${textOf(answer, 'detail')}`)
  }

  /** A contains B contains C. */
  const chain = async (): Promise<{ a: string; b: string; c: string }> => {
    const c = await scim.group(name('C'))
    const b = await scim.group(name('B'), c)
    return { a: await scim.group(name('A'), b), b, c }
  }

  const bulk = (operations: readonly Json[]): Promise<V1Answer> =>
    scim.ask('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: operations,
    })

  const undo = (id: string) =>
    apiOf(scim.app.base, `HZN ${scim.app.session}`)(
      'POST',
      `/directories/okta-universal-directory/deleted/${id}/restore?resourceType=Group`,
    )

  test('PATCH refuses to close a circle, names the way round, and changes nothing', async () => {
    const { a, b, c } = await chain()
    const before = await scim.ask('GET', `/Groups/${c}`)
    refused(await scim.add(c, a), 'C', 'A', 'B', 'C')
    refused(await scim.add(b, a), 'B', 'A', 'B')
    refused(await scim.patch(c, { op: 'replace', path: 'members', value: [{ value: a }] }), 'C', 'A', 'B', 'C')
    refused(
      await scim.patch(
        c,
        { op: 'replace', path: 'displayName', value: 'renamed' },
        { op: 'add', value: { members: b } },
      ),
      'C',
      'B',
      'C',
    )
    assert.equal((await scim.ask('GET', `/Groups/${c}`)).text, before.text)
  })

  test('PUT refuses it as well', async () => {
    const { a, c } = await chain()
    const body = { displayName: name('C'), members: [{ value: a }] }
    refused(await scim.ask('PUT', `/Groups/${c}`, body), 'C', 'A', 'B', 'C')
    assert.deepEqual(await scim.memberIds(c), [])
  })

  test('a group cannot be put into itself, by any verb', async () => {
    const a = await scim.group(name('A'))
    for (const answer of [
      await scim.add(a, a),
      await scim.add(a, a.toUpperCase()),
      await scim.patch(a, { op: 'replace', path: 'members', value: [a] }),
      await scim.ask('PUT', `/Groups/${a}`, { displayName: name('A'), members: [{ value: a }] }),
    ]) {
      assert.equal(answer.status, 400)
      assert.match(textOf(answer, 'detail'), /member of itself/)
    }
  })

  test('what opens the circle and closes it elsewhere in one request is fine', async () => {
    const { a, b, c } = await chain()
    assert.equal((await scim.patch(b, { op: 'remove', path: `members[value eq "${c}"]` })).status, 200)
    assert.equal((await scim.add(c, a)).status, 200)
    const list = { op: 'replace', path: 'members', value: [] }
    assert.equal((await scim.patch(a, list, { op: 'add', path: 'members', value: b })).status, 200)
    refused(await scim.add(b, c), 'B', 'C', 'A', 'B')
  })

  test('a bulk of groups that name one another makes neither, and tells the way round', async () => {
    const post = (own: string, other: string) => ({
      method: 'POST',
      path: '/Groups',
      bulkId: own,
      data: { displayName: name(own), members: [{ value: `bulkId:${other}` }] },
    })
    const answer = await bulk([post('X', 'Y'), post('Y', 'X')])
    const outcomes = answer.json['Operations'] as unknown as readonly { status: string; response: { detail: string } }[]
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['409', '409'],
    )
    const told = outcomes.map(({ response }) => response.detail).join('\n')
    assert.ok(told.includes(`"${name('X')}" > "${name('Y')}" > "${name('X')}"`), told)
    assert.deepEqual(await scim.found('Groups', `displayName eq "${name('X')}" or displayName eq "${name('Y')}"`), [])
  })

  test('a bulk that closes a circle by PATCH is refused there', async () => {
    const { a, c } = await chain()
    const data = { Operations: [{ op: 'add', path: 'members', value: [{ value: a }] }] }
    const answer = await bulk([{ method: 'PATCH', path: `/Groups/${c}`, data }])
    const [outcome] = answer.json['Operations'] as unknown as readonly {
      status: string
      response: { scimType: string }
    }[]
    assert.deepEqual([outcome?.status, outcome?.response.scimType], ['400', 'invalidValue'])
    assert.deepEqual(await scim.memberIds(c), [])
  })

  test('many ways round a diamond are no circle', async () => {
    const low = await scim.group(name('low'))
    const sides = await Promise.all(['l', 'm', 'r'].map((side) => scim.group(name(side), low)))
    const top = await scim.group(name('top'), ...sides, low)
    refused(await scim.add(low, top), 'low', 'top', 'low')
  })

  test('a deleted group that comes back by undo is in its old groups, unless one of them is inside it by now', async () => {
    const { a, b, c } = await chain()
    const other = await scim.group(name('O'), b)
    assert.equal((await scim.ask('DELETE', `/Groups/${b}`)).status, 204)
    assert.equal((await scim.add(c, a)).status, 200)
    assert.equal((await undo(b)).status, 200)
    assert.deepEqual(await scim.memberIds(b), [c])
    assert.deepEqual(await scim.memberIds(other), [b])
    assert.deepEqual(await scim.memberIds(a), [])
    refused(await scim.add(a, b), 'A', 'B', 'C', 'A')
  })

  test('a parked group that comes back joins, unless that closes a circle', async () => {
    const { a, b, c } = await chain()
    assert.equal((await scim.ask('DELETE', `/Groups/${b}`)).status, 204)
    const outside = await scim.group(name('O'))
    assert.equal((await scim.add(c, b)).status, 200)
    assert.equal((await scim.add(outside, b)).status, 200)
    assert.deepEqual(await scim.memberIds(c), [])
    assert.equal((await undo(b)).status, 200)
    assert.deepEqual(await scim.memberIds(outside), [b])
    assert.deepEqual(await scim.memberIds(a), [b])
    assert.deepEqual(await scim.memberIds(b), [c])
    assert.deepEqual(await scim.memberIds(c), [])
  })

  test('a group that is created anew under its old id has the members it is created with, and no others', async () => {
    const body = { displayName: name('G'), externalId: name('g') }
    const user = await scim.user(name('u'))
    const first = await scim.ask('POST', '/Groups', { ...body, members: [{ value: user }] })
    assert.equal((await scim.ask('DELETE', `/Groups/${textOf(first, 'id')}`)).status, 204)
    const again = await scim.ask('POST', '/Groups', body)
    assert.equal(again.json['id'], first.json['id'])
    assert.deepEqual(again.json['members'], [])
    assert.deepEqual(await scim.memberIds(textOf(again, 'id')), [])
  })

  test('of two halves of a circle at the same moment exactly one is written', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [x, y] = [await scim.group(name(`X${round}-`)), await scim.group(name(`Y${round}-`))]
      const answers = await Promise.all([scim.add(x, y), scim.add(y, x)])
      assert.deepEqual(
        answers.map(({ status }) => status).toSorted((a, b) => a - b),
        [200, 400],
      )
      assert.equal((await scim.memberIds(x)).length + (await scim.memberIds(y)).length, 1)
    }
  })

  test('ten groups put into one another at the same moment never close a circle', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, i) => scim.group(name(`R${i}-`))))
    const pairs = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [from, to] as const))
    const answers = await Promise.all(pairs.map(([from, to]) => scim.add(from, to)))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 400]))
    const inside = new Map(await Promise.all(ids.map(async (id) => [id, await scim.memberIds(id)] as const)))
    // as long as some group contains none of the rest, it can be set aside: what is left at the end goes in circles
    const rest = new Set(ids)
    for (const _ of ids) for (const id of rest) if (!inside.get(id)?.some((member) => rest.has(member))) rest.delete(id)
    assert.deepEqual([...rest], [])
    // every pair is nested one way or the other
    assert.equal([...inside.values()].flat().length, 45)
  })

  test('the way round a long chain is told in short', async () => {
    let inner = await scim.group(name('deep0-'))
    const bottom = inner
    for (let i = 1; i <= 60; i += 1) inner = await scim.group(name(`deep${i}-`), inner)
    const answer = await scim.add(bottom, inner)
    assert.equal(answer.status, 400)
    assert.match(textOf(answer, 'detail'), /"deep0-\d+" > "deep60-\d+" > .* > … > "deep0-\d+"/)
    assert.ok(textOf(answer, 'detail').length < 500)
  })
})
