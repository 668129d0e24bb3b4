import assert from 'node:assert/strict'
import { request } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readdirSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { startGroups, type Groups, type Member } from '../support/scim-groups.ts'

/** More than are answered in one piece. */
const MEMBERS = 20_001

const idOf = (i: number): string => `01900000-0000-7000-8000-${100_000_000_000 + i}`

/** Everybody at once, in the group: one by one it would take a minute. */
const fill = (groupId: string): readonly string[] => {
  const id = `'01900000-0000-7000-8000-' || CAST(100000000000 + n.i AS text)`
  const name = `'person "' || CAST(n.i AS text) || '"'`
  const everybody = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MEMBERS})`
  const from = `FROM n CROSS JOIN resource g WHERE g.id = '${groupId}'`
  return [
    `INSERT INTO resource (tenant_id, directory_id, resource_type, id, position, version, created_at, modified_at, active, name_key, name, stem)
      ${everybody} SELECT g.tenant_id, g.directory_id, 'User', ${id}, 1000 + n.i, 1, 1, 1, 1, ${name}, ${name}, '{"id":"' || ${id} || '"' ${from}`,
    `INSERT INTO member (tenant_id, directory_id, group_id, member_id, member_type, joined, display)
      ${everybody} SELECT g.tenant_id, g.directory_id, g.id, ${id}, 'User', 1, '"person \\"' || CAST(n.i AS text) || '\\""' ${from}`,
    `UPDATE resource SET member_count = ${MEMBERS} WHERE id = '${groupId}'`,
  ]
}

describe('SCIM: a group of twenty thousand and one', () => {
  let scim: Groups
  let path = ''
  before(async () => {
    scim = await startGroups({ logLevel: 'silent' })
    const groupId = await scim.group('Everybody')
    path = `/Groups/${groupId}`
    for (const statement of fill(groupId)) await run(statement)
  })
  after(() => scim.close())

  /** Past the program. */
  const run = async (statement: string): Promise<void> => {
    const { place, database } = scim.app.store
    if (database !== undefined) return void (await database.run(statement))
    const file = readdirSync(place.dataFolder).find((name) => name.endsWith('.db')) ?? assert.fail('no database')
    const connection = new DatabaseSync(join(place.dataFolder, file))
    connection.exec(statement)
    connection.close()
  }
  const get = (method = 'GET', query = '', headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${scim.app.scimBase}${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${scim.app.token}`, ...headers },
    })
  const check = (members: readonly Member[]): void => {
    assert.equal(members.length, MEMBERS)
    assert.deepEqual(
      members.map(({ value }) => value),
      Array.from({ length: MEMBERS }, (_, i) => idOf(i + 1)),
    )
    const $ref = `${scim.app.scimBase}/Users/${idOf(7)}`
    assert.deepEqual(members[6], { value: idOf(7), $ref, display: 'person "7"', type: 'User' })
  }

  test('is sent in pieces, complete, in order, with its version', async () => {
    const answer = await get()
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/scim+json')
    assert.equal(answer.headers.get('content-length'), null)
    assert.equal(answer.headers.get('transfer-encoding'), 'chunked')
    assert.equal(answer.headers.get('etag'), 'W/"1"')
    const group = (await answer.json()) as { displayName: string; members: Member[]; meta: { version: string } }
    assert.equal(group.displayName, 'Everybody')
    assert.equal(group.meta.version, 'W/"1"')
    check(group.members)
  })

  test('is the same in one piece, where attributes are chosen', async () => {
    const answer = await get('GET', '?attributes=members')
    assert.equal(answer.headers.get('transfer-encoding'), null)
    check(((await answer.json()) as { members: Member[] }).members)
  })

  test('tells HEAD its headers and sends nothing', async () => {
    const answer = await get('HEAD')
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('etag'), 'W/"1"')
    assert.equal(await answer.text(), '')
  })

  test('is not sent to who has this version', async () => {
    const answer = await get('GET', '', { 'if-none-match': 'W/"1"' })
    assert.equal(answer.status, 304)
    assert.equal(await answer.text(), '')
  })

  test('may be hung up on in the middle, and is there for the next', async () => {
    for (let i = 0; i < 5; i += 1) {
      await new Promise<void>((resolve, reject) => {
        const asked = request(`${scim.app.scimBase}${path}`, { headers: { authorization: `Bearer ${scim.app.token}` } })
        asked.on('response', (answer) => {
          answer.once('data', () => {
            answer.on('error', () => undefined)
            asked.destroy()
            resolve()
          })
        })
        asked.on('error', reject)
        asked.end()
      })
    }
    check(((await (await get()).json()) as { members: Member[] }).members)
  })

  test('is read without a look at its members when they are not wanted', async () => {
    // a version of which nothing is kept
    const renamed = await scim.ask('PATCH', path, { Operations: [{ op: 'add', path: 'externalId', value: 'e' }] })
    assert.equal(renamed.status, 204, renamed.text)
    await run('ALTER TABLE member RENAME TO member_away')
    try {
      for (const query of [
        `${path}?excludedAttributes=members`,
        `${path}?attributes=displayName`,
        '/Groups?excludedAttributes=members',
      ]) {
        const answer = await scim.ask('GET', query)
        assert.equal(answer.status, 200, `${query}: ${answer.text}`)
        assert.match(answer.text, /Everybody/)
      }
      // and the table was really away
      assert.equal((await get('GET', '?attributes=members')).status, 500)
    } finally {
      await run('ALTER TABLE member_away RENAME TO member')
    }
    assert.equal((await get('GET', '?attributes=members')).status, 200)
  })
})
