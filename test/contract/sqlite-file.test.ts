import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { MIGRATIONS, openStorage, type Storage, type StorageOptions } from '../../src/storage/open-storage.ts'
import { StorageError, type StorageProblem } from '../../src/storage/storage-error.ts'
import { aDirectory, aRow, idsOf, inOneUnit, insert, valueOf } from './fixture.ts'

const CHILD = fileURLToPath(new URL('./writing-child.ts', import.meta.url))

const isProblem = (problem: StorageProblem, message: RegExp) => (error: unknown) =>
  error instanceof StorageError && error.problem === problem && message.test(error.message)

suite('A SQLite file', () => {
  let folder = ''
  let files = 0
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-contract-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const newFile = (): string => join(folder, `${(files += 1)}.db`)
  const open = (path: string, options: Partial<StorageOptions> = {}): Promise<Storage> =>
    openStorage({
      path,
      clock: () => 0,
      onFatal: (error) => {
        throw error
      },
      ...options,
    })

  for (const flush of ['async', 'full'] as const) {
    test(`has everything that was acknowledged before its process was killed, flush ${flush}`, async () => {
      const path = newFile()
      const acknowledged = await writeUntilKilled(path, flush, 200)
      const storage = await open(path)
      const found = new Set<string>()
      for (let start = 1; ; start += 1000) {
        const ids = await idsOf(storage.resources, { tenantId: 1, directoryId: 1, resourceType: 'User' }, start)
        for (const id of ids) found.add(id)
        if (ids.length < 1000) break
      }
      await storage.close()
      assert.deepEqual(
        acknowledged.filter((id) => !found.has(id)),
        [],
      )
    })
  }

  test('belongs to one opener at a time, and is free again after the first has closed', async () => {
    const path = newFile()
    const first = await open(path)
    await assert.rejects(open(path), isProblem('inUse', new RegExp(`${path} is being served by another process`)))
    await first.close()
    await (await open(path)).close()
  })

  test('answers nobody while the disk has not flushed, and shows readers what is committed', async () => {
    const held: (() => void)[] = []
    let hold = false
    const storage = await open(newFile(), {
      sync: (_file, callback) => (hold ? void held.push(() => callback(null)) : callback(null)),
    })
    const { users } = await aDirectory(storage)
    hold = true
    let answered = false
    const writing = insert(storage.resources, users, 'a').then(() => {
      answered = true
    })
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    assert.equal((await storage.resources.get(users, 'a'))?.id, 'a')
    assert.equal(answered, false)
    hold = false
    held[0]?.()
    await writing
    await storage.close()
  })

  test('refuses every write after a failed flush, fails those that wait, says so once, and never flushes again', async () => {
    const broken = new Error('input/output error')
    const fatal: Error[] = []
    let flushes = 0
    let healthy = true
    const storage = await open(newFile(), {
      onFatal: (error) => fatal.push(error),
      sync: (_file, callback) => {
        if (!healthy) flushes += 1
        setImmediate(() => callback(healthy ? null : broken))
      },
    })
    const { users } = await aDirectory(storage)
    await insert(storage.resources, users, 'a')
    healthy = false
    const outcomes = await Promise.allSettled([
      insert(storage.resources, users, 'b'),
      insert(storage.resources, users, 'c'),
    ])
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['rejected', 'rejected'],
    )
    await assert.rejects(insert(storage.resources, users, 'd'), isProblem('disk', /Nothing is written any more/))
    assert.equal((await storage.resources.get(users, 'a'))?.id, 'a')
    assert.equal(fatal.length, 1)
    assert.equal(flushes, 1)
    await storage.close()
    assert.equal(flushes, 1)
  })

  test('refuses writes after it was closed, and finishes those it had accepted', async () => {
    const path = newFile()
    const storage = await open(path)
    const { users } = await aDirectory(storage)
    const accepted = Array.from({ length: 300 }, (_, i) => insert(storage.resources, users, `u${i}`))
    const closed = storage.close()
    await assert.rejects(insert(storage.resources, users, 'late'), isProblem('closed', /has been closed/))
    await Promise.all(accepted)
    await closed
    assert.ok(!existsWithContent(`${path}-wal`))
    const again = await open(path)
    assert.equal((await idsOf(again.resources, users)).length, 300)
    await again.close()
  })

  test('keeps its log short however much is written', async () => {
    const path = newFile()
    const storage = await open(path)
    const { users } = await aDirectory(storage)
    const stem = 'x'.repeat(60_000)
    let longest = 0
    for (let round = 0; round < 60; round += 1) {
      await Promise.all(
        Array.from({ length: 60 }, (_, i) => insert(storage.resources, users, `${round}-${i}`, { stem })),
      )
      longest = Math.max(longest, statSync(`${path}-wal`).size)
    }
    // 216 MB were written; a batch may come on top of the 64 MiB at which writers wait
    assert.ok(longest < 110 * 1_048_576, `the log grew to ${longest} bytes`)
    await storage.close()
  })

  test('of a newer version is refused, and so is one that an altered migration made', async () => {
    const path = newFile()
    await (await open(path)).close()
    const alter = (statement: string): void => {
      const connection = new DatabaseSync(path)
      connection.exec(statement)
      connection.close()
    }
    alter(`INSERT INTO migration VALUES (${MIGRATIONS.length + 1}, 'from the future', 'x', 0)`)
    await assert.rejects(open(path), isProblem('newerSchema', /newer version of Muster/))
    alter(
      `DELETE FROM migration WHERE number > ${MIGRATIONS.length}; UPDATE migration SET checksum = 'x' WHERE number = 1`,
    )
    await assert.rejects(open(path), isProblem('changedMigration', /Migration 1 \(foundation\)/))
  })

  test('leads every key and index with the tenant, but for the tables that say which tenant is meant', async () => {
    const path = newFile()
    await (await open(path)).close()
    const connection = new DatabaseSync(path, { readOnly: true })
    const found = connection
      .prepare(
        `SELECT t.name AS tbl, i.name AS idx, c.name AS first FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
         WHERE t.type = 'table' AND c.seqno = 0`,
      )
      .all()
    const keys = connection
      .prepare(
        `SELECT t.name AS tbl, c.name AS first FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk = 1`,
      )
      .all()
    const tables = connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    connection.close()
    assert.equal(keys.length, tables.length, 'every table has a primary key')
    const others = [...found, ...keys]
      .filter(({ first }) => first !== 'tenant_id')
      .map(({ tbl, first }) => `${String(tbl)}.${String(first)}`)
    // routing: asked before a tenant is known, few rows. migration: the schema's own
    assert.deepEqual([...new Set(others)].toSorted(), [
      'migration.number',
      'tenant.slug',
      'tenant_host.host',
      'tenant_list.list_id',
    ])
  })

  test('can be read while a unit of work is under way, which shows nothing before it is committed', async () => {
    const storage = await open(newFile())
    const { users } = await aDirectory(storage)
    const seen = await inOneUnit(storage.resources, async (transaction) => {
      valueOf(await transaction.insert(users, aRow('a'), []))
      return { inside: (await transaction.get(users, 'a'))?.id, outside: await storage.resources.get(users, 'a') }
    })
    assert.deepEqual(seen, { inside: 'a', outside: undefined })
    await storage.close()
  })
})

/** Lets a child process write until it has acknowledged so many ids, then kills it. */
function writeUntilKilled(path: string, flush: string, enough: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [CHILD, path, flush], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > enough) child.kill('SIGKILL')
  })
  return new Promise((resolve) => child.on('close', () => resolve(said.slice(0, said.lastIndexOf('\n')).split('\n'))))
}

function existsWithContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}
