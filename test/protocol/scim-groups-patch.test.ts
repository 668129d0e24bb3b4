import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../../src/shared/json.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { startGroups, textOf, type Groups } from '../support/scim-groups.ts'

/** Members written in every form that clients have (scim-clients P8–P12, P16, P17, U2, X4, X8, X9, X20), at the front door. */
describe('SCIM: members as clients write them', () => {
  let scim: Groups
  let u: readonly string[]
  before(async () => {
    scim = await startGroups()
    u = await Promise.all(Array.from({ length: 5 }, (_, i) => scim.user(`user${i}`)))
  })
  after(() => scim.close())

  let made = 0
  /** A group with the first two users, what is done to it, and who is in it then (by number). */
  const outcomeOf = async (...operations: readonly Json[]): Promise<readonly number[]> => {
    made += 1
    const id = await scim.group(`Group ${made}`, u[0] ?? '', u[1] ?? '')
    const answer = await scim.patch(id, ...operations)
    assert.ok(answer.status === 200 || answer.status === 204, answer.text)
    return (await scim.memberIds(id)).map((member) => u.indexOf(member)).toSorted((a, b) => a - b)
  }
  const path = 'members'
  const at = (i: number): string => u[i] ?? assert.fail()

  const forms: readonly (readonly [string, () => readonly Json[], readonly number[]])[] = [
    ['P8: remove of one that is not there', () => [{ op: 'remove', path: `members[value eq "${at(3)}"]` }], [0, 1]],
    ['P8: remove of an unknown id', () => [{ op: 'remove', path: 'members[value eq "gone"]' }], [0, 1]],
    ['P9: remove with a list', () => [{ op: 'Remove', path, value: [{ value: at(0) }] }], [1]],
    ['P9: remove with an empty list', () => [{ op: 'remove', path, value: [] }], [0, 1]],
    ['P9: remove without a value', () => [{ op: 'remove', path }], []],
    ['P9: remove with null', () => [{ op: 'remove', path, value: null }], []],
    ['P10: remove with an id', () => [{ op: 'remove', path, value: at(1) }], [0]],
    ['P10: remove with one object', () => [{ op: 'remove', path, value: { value: at(1) } }], [0]],
    ['P10: remove with a wrapped list', () => [{ op: 'remove', path, value: { members: [{ value: at(1) }] } }], [0]],
    [
      'P11: add with a filter and nothing',
      () => [{ op: 'add', path: `members[value eq "${at(2)}"]`, value: [] }],
      [0, 1, 2],
    ],
    ['P12: add of an id', () => [{ op: 'add', path, value: at(2) }], [0, 1, 2]],
    ['P12: add of ids', () => [{ op: 'add', path, value: [at(2), at(3), at(2)] }], [0, 1, 2, 3]],
    [
      'P12: add with more around the id',
      () => [{ op: 'add', path, value: [{ value: at(2), $ref: null, displayName: 'x' }] }],
      [0, 1, 2],
    ],
    ['add without a path', () => [{ op: 'add', value: { members: [{ value: at(2) }] } }], [0, 1, 2]],
    [
      'an id in capitals, with spaces',
      () => [{ op: 'add', path, value: [{ value: ` ${at(2).toUpperCase()} ` }] }],
      [0, 1, 2],
    ],
    ['remove of an id in capitals', () => [{ op: 'remove', path: `members[value eq "${at(1).toUpperCase()}"]` }], [0]],
    [
      'an address alone',
      () => [{ op: 'add', path, value: [{ $ref: `https://x.example/v2/Users/${at(2)}` }] }],
      [0, 1, 2],
    ],
    ['an address relative to ours', () => [{ op: 'add', path, value: [{ $ref: `../Users/${at(2)}` }] }], [0, 1, 2]],
    ['a type that is wrong', () => [{ op: 'add', path, value: [{ value: at(2), type: 'Group' }] }], [0, 1, 2]],
    ['P16: replace with nobody', () => [{ op: 'replace', path, value: [] }], []],
    ['P16: replace with null', () => [{ op: 'replace', path, value: null }], []],
    ['replace with others', () => [{ op: 'replace', path, value: [{ value: at(1) }, { value: at(4) }] }], [1, 4]],
    [
      'P17: add, then remove the same',
      () => [
        { op: 'add', path, value: [at(2)] },
        { op: 'remove', path: `members[value eq "${at(2)}"]` },
      ],
      [0, 1],
    ],
    [
      'P17: remove, then add the same',
      () => [
        { op: 'remove', path, value: [at(0)] },
        { op: 'add', path, value: [at(0)] },
      ],
      [0, 1],
    ],
    [
      'P17: clear, then add',
      () => [
        { op: 'remove', path },
        { op: 'add', path, value: [at(3)] },
      ],
      [3],
    ],
    [
      'P17: add, then clear',
      () => [
        { op: 'add', path, value: [at(3)] },
        { op: 'replace', path, value: [] },
      ],
      [],
    ],
    ['two selected at once', () => [{ op: 'remove', path: `members[value eq "${at(0)}" or value eq "${at(1)}"]` }], []],
  ]
  for (const [name, operations, left] of forms) {
    test(`${name} leaves ${JSON.stringify(left)}`, async () => assert.deepEqual(await outcomeOf(...operations()), left))
  }

  test('what changes nobody changes no version', async () => {
    const id = await scim.group('Same', at(0))
    for (const operation of [
      { op: 'add', path, value: [at(0)] },
      { op: 'remove', path, value: [at(1)] },
      { op: 'replace', path, value: [at(0)] },
    ]) {
      const answer = await scim.patch(id, operation)
      assert.equal(answer.headers.get('etag'), 'W/"1"', JSON.stringify(operation))
    }
  })

  test('an unknown member keeps nobody else out, and is made into no user (X4, X20)', async () => {
    const id = await scim.group('Some unknown')
    const stranger = '0190a000-0000-7000-8000-000000000001'
    assert.equal((await scim.add(id, at(0), stranger, 'not even an id')).status, 200)
    assert.deepEqual(await scim.memberIds(id), [at(0)])
    assert.equal((await scim.ask('GET', `/Users/${stranger}`)).status, 404)
    assert.equal((await scim.ask('GET', '/Users?count=0')).json['totalResults'], u.length)
  })

  test('a PUT without members keeps them, and [] or null empties the group (U2)', async () => {
    for (const [body, left] of [
      [{}, [at(0)]],
      [{ members: [] }, []],
      [{ members: null }, []],
      [{ members: [{ value: at(1), display: 'user1' }] }, [at(1)]],
    ] as const) {
      const id = await scim.group(`Put ${JSON.stringify(body)}`, at(0))
      const displayName = `Put ${JSON.stringify(body)}`
      assert.equal((await scim.ask('PUT', `/Groups/${id}`, { displayName, ...body })).status, 200)
      assert.deepEqual(await scim.memberIds(id), left)
    }
  })

  test('a name is taken in any case, and the refusal says by what; a rename keeps id, members and externalId', async () => {
    const created = await scim.ask('POST', '/Groups', { displayName: 'Crew', externalId: 'x-1', members: [at(0)] })
    const id = textOf(created, 'id')
    await scim.group('Other crew')
    for (const answer of [
      await scim.ask('POST', '/Groups', { displayName: 'CREW' }),
      await scim.patch(id, { op: 'replace', path: 'displayName', value: 'other CREW' }),
      await scim.ask('PUT', `/Groups/${id}`, { displayName: 'OTHER crew' }),
    ]) {
      assert.deepEqual([answer.status, answer.json['scimType']], [409, 'uniqueness'])
      assert.match(textOf(answer, 'detail'), /already has a group whose displayName is "(?:other )?crew"/i)
    }
    const renamed = await scim.patch(id, { op: 'replace', value: { id, displayName: 'crew' } })
    assert.deepEqual([renamed.status, renamed.json['displayName'], renamed.json['externalId']], [200, 'crew', 'x-1'])
    assert.deepEqual(await scim.memberIds(id), [at(0)])
    assert.deepEqual(await scim.found('Groups', 'externalId eq "x-1"'), ['crew'])
  })

  test('a deleted user leaves its groups and is back in them after its undo', async () => {
    const user = await scim.user('leaver')
    const id = await scim.group('Left', user, at(0))
    assert.equal((await scim.ask('DELETE', `/Users/${user}`)).status, 204)
    assert.deepEqual(await scim.memberIds(id), [at(0)])
    const undone = await fetch(
      `${scim.app.base}/api/v1/directories/okta-universal-directory/deleted/${user}/restore?resourceType=User`,
      { method: 'POST', headers: { authorization: `HZN ${scim.app.session}` } },
    )
    assert.equal(undone.status, 200)
    assert.deepEqual(await scim.memberIds(id), [user, at(0)].toSorted())
  })

  test('five thousand members go in by one operation and out by five thousand', async (t) => {
    const names = Array.from({ length: 5_000 }, (_, i) => `0190a000-0000-7000-8000-${String(i).padStart(12, '0')}`)
    const id = await scim.group('Big', at(0))
    const started = performance.now()
    assert.ok((await scim.add(id, ...names)).status < 300)
    const removed = await scim.patch(
      id,
      ...names.map((name) => ({ op: 'remove', path: `members[value eq "${name}"]` })),
    )
    assert.ok(removed.status < 300, removed.text)
    t.diagnostic(`10,000 changes of members in ${Math.round(performance.now() - started)} ms`)
    assert.deepEqual(await scim.memberIds(id), [at(0)])
  })

  test('members that come and go in parallel are those that the last word on each says, and no change is lost (X9)', async (t) => {
    const random = seededRandom(t)
    const people = await Promise.all(Array.from({ length: 24 }, (_, i) => scim.user(`parallel${i}`)))
    const id = await scim.group('Parallel')
    // each of eight clients owns three people, so that the outcome does not depend on who comes first
    const model = new Set<string>()
    let changes = 0
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let step = 0; step < 12; step += 1) {
        const person = people[client * 3 + random(3)] ?? assert.fail()
        const joins = random(10) < 6
        if (joins !== model.has(person)) changes += 1
        const answer = joins
          ? await scim.add(id, person)
          : await scim.patch(id, { op: 'remove', path: `members[value eq "${person}"]` })
        assert.ok(answer.status < 300, answer.text)
        if (joins) model.add(person)
        else model.delete(person)
      }
    })
    const renames = (async () => {
      for (let i = 1; i <= 6; i += 1) {
        changes += 1
        assert.equal((await scim.ask('PUT', `/Groups/${id}`, { displayName: `Parallel ${i}` })).status, 200)
      }
    })()
    await Promise.all([...clients, renames])
    assert.deepEqual(await scim.memberIds(id), [...model].toSorted())
    const group = await scim.ask('GET', `/Groups/${id}`)
    assert.equal(group.headers.get('etag'), `W/"${1 + changes}"`)
  })

  test('of changes under the same If-Match exactly one is written', async () => {
    const id = await scim.group('Matched')
    const headers = { 'if-match': 'W/"1"' }
    const answers = await Promise.all(
      u.map((value) =>
        scim.ask('PATCH', `/Groups/${id}`, { Operations: [{ op: 'add', path, value: [{ value }] }] }, headers),
      ),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 412, 412, 412, 412],
    )
    assert.equal((await scim.memberIds(id)).length, 1)
  })

  test('the members of a group are a page of the users in it, sorted and counted', async () => {
    const id = await scim.group('Paged', ...u)
    const filter = encodeURIComponent(`groups.value eq "${id}"`)
    const page = await scim.ask(
      'GET',
      `/Users?filter=${filter}&sortBy=userName&startIndex=3&count=2&attributes=userName`,
    )
    assert.equal(page.json['totalResults'], 5)
    assert.deepEqual(
      (page.json['Resources'] as readonly { userName: string }[]).map(({ userName }) => userName),
      ['user2', 'user3'],
    )
    assert.deepEqual(await scim.found('Groups', `id eq "${id}" and members eq "${at(4)}"`), ['Paged'])
    assert.equal((await scim.ask('DELETE', `/Groups/${id}`)).status, 204)
    assert.deepEqual(await scim.found('Users', `groups eq "${id}"`), [])
  })
})
