import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { verifyAudit } from '../../src/access/verify-audit.ts'
import { hashOf } from '../../src/shared/audit-chain.ts'
import { auditEntry, BY_SYSTEM, type AuditEntry } from '../../src/shared/audit-entry.ts'
import { openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { aPostgresDatabase } from '../support/postgres-database.ts'
import { testEngines } from '../support/test-engines.ts'
import { aClient, aSecret } from './an-oauth-client.ts'
import { aDirectory, valueOf } from './fixture.ts'

const DAY = 86_400_000

type Place = {
  open(clock?: () => number): Promise<Storage>
  /** What somebody with the database's own client does to it while nobody serves it. */
  tamper(statements: readonly string[]): Promise<void>
  remove(): Promise<void>
}

const onFatal = (error: Error): never => {
  throw error
}

function aFile(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'muster-audit-'))
  const path = join(folder, 'muster.db')
  return {
    open: (clock = () => 0) => openStorage({ path, clock, onFatal }),
    async tamper(statements) {
      const database = new DatabaseSync(path)
      for (const statement of statements) database.exec(statement)
      database.close()
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function aServer(): Promise<Place> {
  const database = await aPostgresDatabase()
  return {
    open: (clock = () => 0) => openStorage({ url: database.url, clock, onFatal }),
    async tamper(statements) {
      for (const statement of statements) await database.run(statement)
    },
    remove: () => database.drop(),
  }
}

const COLUMNS = `tenant_id, sequence, at, actor_kind, actor_name, actor_token, address, agent, act, target_kind, target_id,
  target_name, details, previous_hash, hash`

/** What is done to a log of ten entries, and the number that the verification stops at. */
const TAMPERINGS: readonly (readonly [what: string, statements: readonly string[], at: number])[] = [
  ...[
    `at = at + 1`,
    `actor_kind = 'client'`,
    `actor_name = 'eve'`,
    `actor_token = 'other'`,
    `address = '192.0.2.66'`,
    `agent = 'other'`,
    `act = 'client.remove'`,
    `target_kind = 'other'`,
    `target_id = 'other'`,
    `target_name = NULL`,
    `details = '{}'`,
    `details = details || ' '`,
    `previous_hash = hash`,
    `hash = previous_hash`,
  ].map((change): readonly [string, readonly string[], number] => [
    `SET ${change}`,
    [`UPDATE audit_entry SET ${change} WHERE sequence = 5`],
    5,
  ]),
  ['the first entry removed', ['DELETE FROM audit_entry WHERE sequence = 1'], 2],
  ['an entry removed', ['DELETE FROM audit_entry WHERE sequence = 5'], 6],
  [
    'an entry removed and the others moved up',
    [
      'DELETE FROM audit_entry WHERE sequence = 5',
      ...[6, 7, 8, 9, 10].map((n) => `UPDATE audit_entry SET sequence = ${n - 1} WHERE sequence = ${n}`),
      'UPDATE audit_head SET sequence = 9',
    ],
    5,
  ],
  ['the last entry removed', ['DELETE FROM audit_entry WHERE sequence = 10'], 10],
  ['every entry removed', ['DELETE FROM audit_entry'], 1],
  [
    'the last entry removed and the end set back, without its hash',
    ['DELETE FROM audit_entry WHERE sequence = 10', 'UPDATE audit_head SET sequence = 9'],
    9,
  ],
  [
    'two entries that changed places',
    [
      'UPDATE audit_entry SET sequence = 99 WHERE sequence = 4',
      'UPDATE audit_entry SET sequence = 4 WHERE sequence = 5',
      'UPDATE audit_entry SET sequence = 5 WHERE sequence = 99',
    ],
    4,
  ],
  ['a copy put behind the end', [copy('11')], 11],
  ['a copy put before the beginning', [copy('0')], 0],
  [
    'a copy put in between',
    [
      ...[10, 9, 8, 7, 6].map((n) => `UPDATE audit_entry SET sequence = ${n + 1} WHERE sequence = ${n}`),
      copy('6'),
      'UPDATE audit_head SET sequence = 11',
    ],
    6,
  ],
  [
    'the beginning removed as a purge would, without an entry that tells of it',
    [
      `UPDATE audit_head SET anchor_sequence = 3, anchor_hash = (SELECT hash FROM audit_entry WHERE sequence = 3)`,
      'DELETE FROM audit_entry WHERE sequence <= 3',
    ],
    3,
  ],
  ['the end forgotten', ['DELETE FROM audit_head'], 1],
]

function copy(sequence: string): string {
  return `INSERT INTO audit_entry (${COLUMNS}) SELECT ${COLUMNS.replace('sequence', sequence)} FROM audit_entry WHERE sequence = 5`
}

for (const engine of testEngines) {
  suite(`The audit log on ${engine}`, () => {
    let place: Place
    beforeEach(async () => void (place = engine === 'sqlite' ? aFile() : await aServer()))
    afterEach(() => place.remove())

    /** A tenant with ten entries, written by a store that has closed. */
    async function tenEntries(): Promise<number> {
      const storage = await place.open()
      const { tenantId } = (await aDirectory(storage)).users
      for (let i = 1; i <= 10; i += 1) await act(storage, tenantId, i)
      await storage.close()
      return tenantId
    }

    test('whatever is changed, removed, moved or put in by SQL is found, at its place', async () => {
      for (const [what, statements, sequence] of TAMPERINGS) {
        const tenantId = await tenEntries()
        await place.tamper(statements)
        const storage = await place.open()
        const verdict = await verifyAudit(storage.audit, tenantId)
        await storage.close()
        assert.equal(verdict.broken?.sequence, sequence, `${what}: ${JSON.stringify(verdict)}`)
        await place.remove()
        place = engine === 'sqlite' ? aFile() : await aServer()
      }
    })

    test('an entry whose own hash was computed anew is found by the one behind it', async () => {
      const tenantId = await tenEntries()
      const storage = await place.open()
      const entry = (await storage.audit.walk(tenantId, 4, 1))[0]
      await storage.close()
      assert.ok(entry !== undefined)
      const hash = hashOf({ ...entry, actor: { ...entry.actor, name: 'eve' } })
      await place.tamper([`UPDATE audit_entry SET actor_name = 'eve', hash = '${hash}' WHERE sequence = 5`])
      const reopened = await place.open()
      const { good, broken } = await verifyAudit(reopened.audit, tenantId)
      assert.deepEqual([good, broken], [5, { sequence: 6, reason: 'it does not follow the entry before it' }])
      await reopened.close()
    })

    test('it holds after a restart, and for more entries than are looked at in one step', async () => {
      const tenantId = await tenEntries()
      const storage = await place.open()
      for (let i = 11; i <= 1_100; i += 100)
        await Promise.all(Array.from({ length: 100 }, (_, k) => act(storage, tenantId, i + k)))
      const verdict = await verifyAudit(storage.audit, tenantId)
      assert.deepEqual({ ...verdict, last: verdict.last.sequence }, { good: 1_110, purged: 0, last: 1_110 })
      await storage.close()
    })

    test('fifty acts at once of two tenants make two chains without gaps', async () => {
      const storage = await place.open()
      const tenants = [(await aDirectory(storage)).users.tenantId, (await aDirectory(storage)).users.tenantId]
      await Promise.all(Array.from({ length: 50 }, (_, i) => act(storage, tenants[i % 2] ?? 0, i)))
      for (const tenantId of tenants) {
        const { good, broken, last } = await verifyAudit(storage.audit, tenantId)
        assert.deepEqual({ good, broken, sequence: last.sequence }, { good: 25, broken: undefined, sequence: 25 })
      }
      await storage.close()
    })

    test('an act that is undone leaves no entry, and one whose entry cannot be written leaves nothing', async () => {
      const storage = await place.open()
      const { tenantId } = (await aDirectory(storage)).users
      valueOf(await storage.clients.create(aClient(tenantId, 'okta'), aSecret('s'), anEntry(1)))
      const again = await storage.clients.create(aClient(tenantId, 'OKTA'), aSecret('t'), anEntry(2))
      assert.equal(again.ok, false)
      const circle: Record<string, unknown> = {}
      circle['self'] = circle
      await assert.rejects(
        storage.clients.remove(tenantId, 'okta', { ...anEntry(3), details: circle as AuditEntry['details'] }),
      )
      assert.notEqual(await storage.clients.find(tenantId, 'okta'), undefined)
      assert.equal((await storage.audit.ends(tenantId)).last.sequence, 1)
      await storage.close()
    })

    test('what is too old is purged, the purge is told of, and the rest still holds', async () => {
      let now = 0
      const storage = await place.open(() => now)
      const { tenantId } = (await aDirectory(storage)).users
      const settings = { undoDays: 30, changeDays: undefined, auditDays: 30 }
      for (let day = 0; day < 10; day += 1)
        valueOf(await storage.tenants.update(tenantId, { settings }, () => ({ ...anEntry(day), at: day * DAY })))
      now = 35 * DAY
      await storage.purge()
      const verdict = await verifyAudit(storage.audit, tenantId)
      assert.deepEqual({ ...verdict, last: verdict.last.sequence }, { good: 6, purged: 5, last: 11 })
      const [newest] = (await storage.audit.search(tenantId, { count: 1 })).entries
      assert.equal(newest?.act, 'audit.purge')
      await storage.purge()
      assert.equal((await storage.audit.ends(tenantId)).last.sequence, 11, 'once a day is enough')
      now = 400 * DAY
      await storage.purge()
      const later = await verifyAudit(storage.audit, tenantId)
      assert.deepEqual({ ...later, last: later.last.sequence }, { good: 1, purged: 11, last: 12 })
      await storage.close()
      await place.tamper(['UPDATE audit_head SET anchor_sequence = 10'])
      const reopened = await place.open()
      assert.notEqual((await verifyAudit(reopened.audit, tenantId)).broken, undefined)
      await reopened.close()
    })

    test('texts that an engine could not keep as they are do not break it', async () => {
      const storage = await place.open()
      const { tenantId } = (await aDirectory(storage)).users
      const odd = 'a\0b\uD800c\u{1F600}"\\\n'
      await act(storage, tenantId, 1, {
        ...auditEntry(
          { actor: { kind: 'administrator', name: odd }, from: { address: odd, agent: odd } },
          1,
          'client.update',
          { kind: 'client', id: odd, name: odd },
          { [odd]: odd },
        ),
      })
      assert.equal((await verifyAudit(storage.audit, tenantId)).broken, undefined)
      await storage.close()
    })

    test('a search for what is rare looks through so many entries a page, and says where it goes on', async () => {
      const tenantId = await tenEntries()
      await place.tamper([
        `INSERT INTO audit_entry (${COLUMNS})
          WITH RECURSIVE n (i) AS (SELECT 11 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
          SELECT ${COLUMNS.replace('sequence', 'n.i').replace('at,', '0,')} FROM audit_entry CROSS JOIN n WHERE sequence = 5`,
        'UPDATE audit_head SET sequence = 25000',
      ])
      const storage = await place.open()
      const rare = { text: 'number 3"', count: 10 }
      const first = await storage.audit.search(tenantId, rare)
      assert.deepEqual(first, { entries: [], next: 5_001 })
      const second = await storage.audit.search(tenantId, { ...rare, before: 5_001 })
      assert.deepEqual([second.entries.map(({ sequence }) => sequence), second.next], [[3], undefined])
      await storage.close()
    })

    test('a search goes page by page, each entry once', async () => {
      const storage = await place.open()
      const { tenantId } = (await aDirectory(storage)).users
      for (let i = 0; i < 30; i += 1) await act(storage, tenantId, i)
      const seen: number[] = []
      let before: number | undefined
      do {
        const page = await storage.audit.search(tenantId, { count: 7, ...(before === undefined ? {} : { before }) })
        seen.push(...page.entries.map(({ sequence }) => sequence))
        before = page.next
      } while (before !== undefined)
      assert.deepEqual(
        seen,
        Array.from({ length: 30 }, (_, i) => 30 - i),
      )
      const found = async (query: object) =>
        (await storage.audit.search(tenantId, { count: 50, ...query })).entries.map(({ sequence }) => sequence)
      assert.deepEqual(await found({ text: 'NUMBER 17' }), [18])
      assert.deepEqual(await found({ text: "%' OR 1=1 --" }), [])
      assert.deepEqual(await found({ actor: 'muster', acts: ['tenant.update'], since: 3, until: 5 }), [5, 4])
      assert.deepEqual(await found({ target: 't', until: 1 }), [1])
      assert.deepEqual(await found({ acts: ['client.update'] }), [])
      await storage.close()
    })
  })
}

const anEntry = (number: number): AuditEntry =>
  auditEntry(
    { ...BY_SYSTEM, from: { address: '192.0.2.1', agent: 'curl' } },
    number,
    'tenant.update',
    { kind: 'tenant', id: 't', name: 'Tenant' },
    { what: `number ${number}` },
  )

async function act(storage: Storage, tenantId: number, number: number, entry = anEntry(number)): Promise<void> {
  valueOf(await storage.tenants.update(tenantId, {}, () => entry))
}
