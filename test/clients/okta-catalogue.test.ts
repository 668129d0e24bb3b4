import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '../support/start-app.ts'
import { failures, runSession, SEED } from './simulate.ts'

test(`the catalogue app lives its whole life, twice, and every check holds (SEED=${SEED})`, async () => {
  const app = await startApp()
  try {
    const server = { base: new URL(app.scimBase), token: app.token }
    const first = await runSession('okta-catalogue', server, { users: 150, groups: 10 })
    assert.deepEqual(failures(first), [])
    assert.equal(first.stopped, undefined)
    const second = await runSession('okta-catalogue', server, { users: 150, groups: 10, nonce: 'twice' })
    assert.deepEqual(failures(second), [])
    assert.equal(second.stopped, undefined)
  } finally {
    await app.close()
  }
})
