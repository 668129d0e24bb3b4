import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { ok } from '../../src/shared/result.ts'
import { groupType } from '../../src/scim/schema/resource-types.ts'
import { MIGRATIONS, openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { StorageError, type StorageProblem } from '../../src/storage/storage-error.ts'
import { cutEachCommit, injectSerializationFailures } from '../support/postgres-faults.ts'
import { aPostgresDatabase, type PostgresDatabase } from '../support/postgres-database.ts'
import { postgresServer } from '../support/postgres-server.ts'
import { testEngines } from '../support/test-engines.ts'
import { aClient, aSecret } from './an-oauth-client.ts'
import { aChange, aDirectory, aRow, idsOf, inOneUnit, insert, valueOf } from './fixture.ts'
import { workOn } from './people-at-work.ts'

const isProblem = (problem: StorageProblem, message: RegExp) => (error: unknown) =>
  error instanceof StorageError && error.problem === problem && error.unavailable && message.test(error.message)

const open = (url: string, clock: () => number = () => 0): Promise<Storage> =>
  openStorage({
    url,
    clock,
    onFatal: (error) => {
      throw error
    },
  })

/** Ends every connection of Muster to the database, as a restart or an operator does. */
const disconnectAll = (database: PostgresDatabase): Promise<unknown> =>
  database.run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'muster'`,
  )

suite('PostgreSQL', { skip: !testEngines.includes('postgres') }, () => {
  let database: PostgresDatabase
  let storage: Storage
  before(async () => {
    database = await aPostgresDatabase()
    storage = await open(database.url)
  })
  after(async () => {
    await storage.close()
    await database.drop()
  })

  test('nobody notices that it answers 40001 to a share of all transactions, in statements and in commits', async () => {
    const injured = await aPostgresDatabase()
    const patient = await open(injured.url)
    await injectSerializationFailures(injured)
    const place = await aDirectory(patient)
    const work = workOn(patient, place)
    const group = valueOf(await work.create({ displayName: 'All' }, groupType)).id
    await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        const { id } = valueOf(await work.create({ userName: `u${i}`, emails: [{ value: `u${i}@example.com` }] }))
        valueOf(await work.patch(id, [{ op: 'replace', path: 'title', value: 'new' }]))
        valueOf(await work.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }], groupType))
        valueOf(await patient.clients.create(aClient(place.users.tenantId, `client-${i}`), aSecret('s')))
      }),
    )
    const [[injected] = []] = await injured.run(`SELECT last_value / 7 FROM fault_count`)
    assert.ok(Number(injected) >= 20, `only ${String(injected)} failures were injected`)
    assert.equal((await work.members(group)).length, 30)
    const changes = await patient.resources.changes(place.users, { count: 999 })
    assert.deepEqual(
      changes.map(({ sequence }) => sequence),
      Array.from({ length: 91 }, (_, i) => 91 - i),
    )
    await patient.close()
    await injured.drop()
  })

  test('a connection that is killed in the middle of a unit costs another run and leaves nothing half-written', async () => {
    const { users } = await aDirectory(storage)
    let runs = 0
    await inOneUnit(storage.resources, async (transaction) => {
      runs += 1
      valueOf(await transaction.insert(users, aRow('a'), []))
      if (runs === 1) await disconnectAll(database)
      return transaction.appendChange(aChange(users, 'a'))
    })
    assert.equal(runs, 2)
    assert.deepEqual(await idsOf(storage.resources, users), ['a'])
    assert.equal((await storage.resources.changes(users, { count: 9 })).length, 1)
  })

  test('a unit whose connection is killed each time it runs is refused as unavailable, and nothing of it is there', async () => {
    const { users, directory } = await aDirectory(storage)
    const killed = storage.resources.write(async (transaction) => {
      await transaction.insert(users, aRow('a'), [])
      await disconnectAll(database)
      return ok(await transaction.appendChange(aChange(users, 'a')))
    })
    await assert.rejects(killed, isProblem('unavailable', /does not answer/))
    assert.deepEqual(await idsOf(storage.resources, users), [])
    assert.equal((await storage.directories.counts(directory)).get('User'), undefined)
    await insert(storage.resources, users, 'b')
    assert.deepEqual(await idsOf(storage.resources, users), ['b'])
  })

  test('a connection that is lost during the commit is told as in doubt, and nothing is run again', async () => {
    const cut = await aPostgresDatabase()
    const patient = await open(cut.url)
    const { users } = await aDirectory(patient)
    await cutEachCommit(cut)
    let runs = 0
    const written = patient.resources.write(async (transaction) => {
      runs += 1
      return ok(await transaction.appendChange(aChange(users, 'a')))
    })
    await assert.rejects(written, isProblem('inDoubt', /may have been done or not/))
    assert.equal(runs, 1)
    await patient.close()
    await cut.drop()
  })

  test('reads go on when every idle connection has been ended', async () => {
    const { users } = await aDirectory(storage)
    await insert(storage.resources, users, 'a')
    await Promise.all(Array.from({ length: 10 }, () => storage.resources.get(users, 'a')))
    await disconnectAll(database)
    const found = await Promise.all(Array.from({ length: 10 }, () => storage.resources.get(users, 'a')))
    assert.ok(found.every((one) => one?.id === 'a'))
  })

  test('a database that is away is unavailable for reads and writes, and served again once it is back', async () => {
    const { users } = await aDirectory(storage)
    await insert(storage.resources, users, 'a')
    const away = isProblem('unavailable', /does not answer/)
    await database.whileAway(async () => {
      await assert.rejects(storage.resources.get(users, 'a'), away)
      await assert.rejects(insert(storage.resources, users, 'b'), away)
      await assert.rejects(storage.ready(), away)
    })
    assert.equal(await storage.ready(), true)
    await insert(storage.resources, users, 'b')
    assert.deepEqual(await idsOf(storage.resources, users), ['a', 'b'])
  })

  test('an address that nobody answers at is refused with its name and without its password', async () => {
    await assert.rejects(
      open('postgres://ann:hidden@127.0.0.1:1/muster'),
      (error: Error) =>
        isProblem('unavailable', /127\.0\.0\.1:1\/muster cannot be used/)(error) && !/hidden/.test(String(error)),
    )
    const server = await postgresServer()
    await assert.rejects(open(server.urlOf('nowhere')), isProblem('unavailable', /database "nowhere" does not exist/))
  })

  test('what is closed refuses what comes later and answers what came before', async () => {
    const other = await open(database.url)
    const { users } = await aDirectory(other)
    const writing = insert(other.resources, users, 'a')
    await other.close()
    await writing
    await assert.rejects(other.resources.get(users, 'a'), /has been closed/)
    await assert.rejects(insert(other.resources, users, 'b'), /has been closed/)
  })

  suite('Two processes on one PostgreSQL', () => {
    let now = 0
    let other: Storage
    let one: Storage
    before(async () => {
      one = await open(database.url, () => now)
      other = await open(database.url, () => now)
    })
    after(async () => {
      await one.close()
      await other.close()
    })

    test('know of each other’s directories within a second', async () => {
      const place = await aDirectory(one)
      const { tenantId } = place.users
      assert.equal((await other.directories.list(tenantId)).length, 1)
      await one.directories.update(place.directory, { name: 'Renamed', domains: ['renamed.example'] })
      now += 1_000
      assert.equal((await other.directories.list(tenantId))[0]?.name, 'Renamed')
      await one.directories.remove(place.directory)
      now += 1_000
      assert.deepEqual(await other.directories.list(tenantId), [])
    })

    test('are told of each other’s tenants', async () => {
      const told = new Promise<void>((resolve) => other.tenants.onChange(resolve))
      const { users } = await aDirectory(one)
      await told
      assert.ok((await other.tenants.list()).some(({ tenantId }) => tenantId === users.tenantId))
    })

    test('give the same pages, whoever creates and deletes', async () => {
      const { users } = await aDirectory(one)
      let live: string[] = []
      const create = async (by: Storage, count: number): Promise<void> => {
        const ids = Array.from({ length: count }, (_, i) => `u${live.length}-${i}-${now}`)
        await inOneUnit(by.resources, async (transaction) => {
          for (const id of ids) valueOf(await transaction.insert(users, aRow(id), []))
        })
        live.push(...ids)
      }
      const remove = async (by: Storage, every: number): Promise<void> => {
        const gone = live.filter((_, i) => i % every === 0)
        await inOneUnit(by.resources, async (transaction) => {
          for (const id of gone) await transaction.remove(users, id, 1, [])
        })
        live = live.filter((id) => !gone.includes(id))
      }
      for (const step of [
        () => create(one, 700),
        () => remove(other, 3),
        () => create(other, 600),
        () => remove(one, 7),
        () => create(one, 40),
      ]) {
        now += 1
        await step()
        for (const reader of [one, other]) {
          for (const start of [1, 300, live.length - 5, live.length + 1]) {
            const found = await reader.resources.search(users, { startIndex: start, count: 10 })
            assert.deepEqual(
              [found.total, found.resources.map(({ id }) => id)],
              [live.length, live.slice(start - 1, start + 9)],
            )
          }
        }
      }
    })

    test('show the members that either of them added', async () => {
      const place = await aDirectory(one)
      const here = workOn(one, place)
      const there = workOn(other, place)
      const group = valueOf(await here.create({ displayName: 'All' }, groupType)).id
      for (const [writer, reader] of [
        [here, there],
        [there, here],
        [here, there],
      ] as const) {
        const { id } = valueOf(await writer.create({ userName: `u${Math.random()}` }))
        valueOf(await writer.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }], groupType))
        assert.ok((await reader.members(group)).includes(id))
        assert.deepEqual(await reader.members(group), await writer.members(group))
      }
    })

    test('make the schema once when they start together on an empty database', async () => {
      const server = await postgresServer()
      await server.create('starting')
      const started = await Promise.all(Array.from({ length: 4 }, () => open(server.urlOf('starting'))))
      const [[applied] = []] = await server.run('starting', 'SELECT count(*) FROM migration WHERE number > 0')
      assert.equal(Number(applied), MIGRATIONS.length)
      await Promise.all(started.map((each) => each.close()))
      await server.drop('starting')
    })
  })

  test('leads every key and index with the tenant, and compares every text by code point', async () => {
    const leading = await database.run(`
      SELECT DISTINCT t.relname || '.' || a.attname FROM pg_index i
      JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
      WHERE t.relnamespace = 'public'::regnamespace AND a.attname <> 'tenant_id' ORDER BY 1`)
    assert.deepEqual(leading.flat(), ['migration.number', 'tenant.slug', 'tenant_host.host', 'tenant_list.list_id'])
    const [[keyless] = []] = await database.run(`
      SELECT count(*) FROM pg_class t WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`)
    assert.equal(Number(keyless), 0)
    const localised = await database.run(`
      SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.atttypid = 'text'::regtype
      AND a.attcollation <> '"C"'::regcollation AND a.attnum > 0`)
    assert.deepEqual(localised, [])
  })

  test('orders by code point in a database of another locale, too', async () => {
    const server = await postgresServer()
    await server.run(
      'postgres',
      `CREATE DATABASE swedish TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'sv-SE' LOCALE 'C'`,
    )
    const swedish = await open(server.urlOf('swedish'))
    const { users } = await aDirectory(swedish)
    const names = ['Z', 'a', 'z', 'ä', 'å', 'a b', 'a-b', '\u{1f600}', '\uffee']
    for (const name of names) await insert(swedish.resources, users, name)
    const [[sorted] = []] = await server.run('swedish', `SELECT string_agg(name, '|' ORDER BY name) FROM resource`)
    assert.deepEqual(String(sorted).split('|'), ['Z', 'a', 'a b', 'a-b', 'z', 'ä', 'å', '\uffee', '\u{1f600}'])
    await swedish.close()
    await server.drop('swedish')
  })

  test('takes the longest and widest text that is accepted anywhere, as it does on the other engine', async () => {
    const place = await aDirectory(storage)
    const work = workOn(storage, place)
    // one character that canonical form opens to eighteen, and one of four bytes; not all alike, so that nothing compresses
    const opening = varied(256, [0xfdfa, 0xfdfb, 0x3300, 0x3351, 0x1f2a, 0xfb03])
    const wide = varied(
      4_096,
      Array.from({ length: 90 }, (_, i) => 0x4e00 + i * 211),
    )
    const astral = varied(
      256,
      Array.from({ length: 90 }, (_, i) => 0x20000 + i * 409),
    ).slice(0, 256)
    const made = valueOf(
      await work.create({
        userName: opening,
        externalId: astral,
        title: wide,
        name: { familyName: wide, givenName: wide },
        emails: [{ value: wide, type: 'work' }],
      }),
    )
    const found = await storage.resources.get(place.users, made.id)
    assert.ok(found?.stem.includes(wide))
    const group = valueOf(await work.create({ displayName: opening }, groupType))
    valueOf(await work.patch(group.id, [{ op: 'add', path: 'members', value: [{ value: astral }] }], groupType))
  })
})

/** That many UTF-16 units at most, of characters that follow one another in no short period. */
function varied(units: number, points: readonly number[]): string {
  let text = ''
  for (let i = 0, step = 1; ; i += step, step = (step * 7 + 3) % 11) {
    const next = String.fromCodePoint(points[i % points.length] ?? 0x61)
    if (text.length + next.length > units) return text
    text += next
  }
}
