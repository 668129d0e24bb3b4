import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { cutEachCommit } from '../support/postgres-faults.ts'
import type { PostgresDatabase } from '../support/postgres-database.ts'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { testEngines } from '../support/test-engines.ts'

suite('a PostgreSQL that goes away', { skip: testEngines[0] !== 'postgres' }, () => {
  let app: RunningApp
  let database: PostgresDatabase
  before(async () => {
    app = await startApp({ logLevel: 'silent' })
    database = app.store.database ?? assert.fail('the store is no PostgreSQL')
  })
  after(() => app.close())

  const ask = (method: string, path: string, body?: unknown) =>
    rawRequest(app.base, {
      method,
      path,
      headers: [`Authorization: Bearer ${app.token}`, 'Content-Type: application/scim+json'],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  test('is told as 503 with Retry-After, whatever was asked for, and everything works again once it is back', async () => {
    await database.whileAway(async () => {
      for (const [method, path, body] of [
        ['GET', '/scim/v2/Users'],
        ['GET', '/readyz'],
        ['POST', '/scim/v2/Users', { userName: 'ann@example.com' }],
        ['GET', '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'],
      ] as const) {
        const answer = await ask(method, path, body)
        assert.deepEqual(
          [answer.status, answer.headers['retry-after']],
          [503, '5'],
          `${method} ${path}: ${answer.body}`,
        )
        assert.match(answer.body, /does not answer/)
        assert.doesNotMatch(answer.body, /postgres/i)
      }
      assert.equal((await ask('GET', '/healthz')).status, 200)
    })
    assert.equal((await ask('GET', '/readyz')).status, 200)
    assert.equal((await ask('POST', '/scim/v2/Users', { userName: 'ann@example.com' })).status, 201)
  })

  test('in the middle of a commit is told as what it is: the change was made or it was not', async () => {
    await cutEachCommit(database)
    const answer = await ask('POST', '/scim/v2/Users', { userName: 'bob@example.com' })
    assert.equal(answer.status, 503)
    assert.match(answer.body, /made or it was not/)
    assert.doesNotMatch(answer.body, /Nothing was changed/)
  })
})
