import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { pino } from 'pino'
import { rawRequest } from '../../../test/support/raw-http.ts'
import { startApp } from '../../app.ts'
import { dispatch } from '../dispatch.ts'
import { adminCreateCommand } from './admin-create.ts'
import { auditVerifyCommand } from './audit-verify.ts'
import { tenantCreateCommand } from './tenant-create.ts'

describe('commands on a store', () => {
  let dataFolder = ''
  beforeEach(() => void (dataFolder = mkdtempSync(join(tmpdir(), 'muster-test-'))))
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

  async function run(words: readonly string[], environment: Record<string, string> = {}) {
    const written = { out: '', err: '' }
    const code = await dispatch([adminCreateCommand, tenantCreateCommand, auditVerifyCommand], words, {
      stdout: { write: (text) => void (written.out += text), isTerminal: false },
      stderr: { write: (text) => void (written.err += text), isTerminal: false },
      environment: { MUSTER_DATA: dataFolder, ...environment },
      fetch,
      stopwatch: () => 0,
      sleep: async () => undefined,
      randomText: () => 'twenty-letters-or-so',
      interrupted: new AbortController().signal,
    })
    return { code, ...written }
  }

  const serve = () =>
    startApp({
      config: {
        host: '127.0.0.1',
        port: 0,
        dataFolder,
        publicUrl: undefined,
        logLevel: 'silent',
        firstAdministrator: undefined,
      },
      logger: pino({ level: 'silent' }),
    })

  test('an administrator made on the command line can sign in, and the server prints no set-up link', async () => {
    const made = await run(['admin', 'create', '--username', 'ada', '--json'])
    assert.equal(made.code, 0, made.err)
    const { username, password, role } = JSON.parse(made.out) as Record<string, string>
    assert.deepEqual([username, role], ['ada', 'owner'])
    const app = await serve()
    try {
      assert.equal(app.setupUrl, undefined)
      const answer = await fetch(`${app.url}/SAAS/API/1.0/REST/auth/system/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      assert.equal(answer.status, 200)
    } finally {
      await app.close()
    }
  })

  test('a password that was given is not printed', async () => {
    const made = await run(['admin', 'create', '--username', 'ada'], {
      MUSTER_NEW_PASSWORD: 'correct horse battery staple',
    })
    assert.equal(made.code, 0, made.err)
    assert.ok(!made.out.includes('correct horse'))
  })

  test('a short password, a taken name and an unknown tenant end in a sentence and code 1', async () => {
    await run(['admin', 'create', '--username', 'ada'])
    for (const [words, sentence] of [
      [['admin', 'create', '--username', 'ADA'], /named ADA already/],
      [['admin', 'create', '--username', 'bob', '--password', 'short'], /at least 15/],
      [['admin', 'create', '--username', 'bob', '--tenant', 'nowhere'], /no tenant with the slug nowhere/],
      [['tenant', 'create', '--slug', 'default'], /slug default already/],
      [['tenant', 'create', '--slug', 'A'], /small letters/],
    ] as const) {
      const { code, out, err } = await run(words)
      assert.deepEqual([code, out], [1, ''])
      assert.match(err, sentence)
    }
  })

  test('a tenant is reached under its name and set up through its link', async () => {
    const made = await run(['tenant', 'create', '--slug', 'acme', '--hosts', 'id.acme.example', '--json'])
    assert.equal(made.code, 0, made.err)
    const { setupUrl } = JSON.parse(made.out) as { setupUrl: string }
    const link = new URL(setupUrl)
    assert.equal(link.hostname, 'acme.localhost')
    const app = await serve()
    try {
      const claim = (host: string) => claimAt(app.url, host, new URLSearchParams(link.hash.slice(1)).get('token') ?? '')
      assert.equal(await claim('localhost'), 401)
      assert.equal(await claim('nobody.example'), 421)
      assert.equal(await claim('id.acme.example'), 201)
    } finally {
      await app.close()
    }
  })

  test('the audit log is verified tenant by tenant, and what was changed behind the program ends in code 1', async () => {
    await run(['admin', 'create', '--username', 'ada'])
    await run(['tenant', 'create', '--slug', 'acme'])
    const good = await run(['audit', 'verify'])
    assert.equal(good.code, 0, good.err)
    assert.match(
      good.out,
      /^default: 2 entries are good\. The last one is 2 with the hash [0-9a-f]{64}\.\nacme: 2 entries are good\. .*\n$/,
    )
    const database = new DatabaseSync(join(dataFolder, 'muster.db'))
    database.exec(`UPDATE audit_entry SET actor_name = 'eve' WHERE tenant_id = 2 AND sequence = 2`)
    database.close()
    const bad = await run(['audit', 'verify'])
    assert.equal(bad.code, 1)
    assert.match(
      bad.out,
      /acme: BROKEN at entry 2: it was changed after it was written\. Up to there 1 entry is good\.\n$/,
    )
    assert.equal((await run(['audit', 'verify', '--tenant', 'default'])).code, 0)
    assert.equal((await run(['audit', 'verify', '--tenant', 'nowhere'])).code, 1)
    const json = JSON.parse((await run(['audit', 'verify', '--json'])).out) as { tenants: Record<string, unknown>[] }
    assert.deepEqual(
      json.tenants.map(({ tenant, good: count, broken }) => [tenant, count, broken]),
      [
        ['default', 2, undefined],
        ['acme', 1, { sequence: 2, reason: 'it was changed after it was written' }],
      ],
    )
  })

  test('a store that a server runs on is left alone', async () => {
    const app = await serve()
    try {
      const { code, err } = await run(['admin', 'create', '--username', 'ada'])
      assert.equal(code, 1)
      assert.match(err, /served by another process/)
    } finally {
      await app.close()
    }
  })
})

async function claimAt(base: string, host: string, token: string): Promise<number> {
  const answer = await rawRequest(base, {
    path: '/api/v1/setup',
    headers: [`Host: ${host}`, 'Content-Type: application/json'],
    body: JSON.stringify({ token, username: 'eve', password: 'correct horse battery staple' }),
  })
  return answer.status
}
