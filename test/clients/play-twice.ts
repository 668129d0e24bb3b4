import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../../src/idp/providers.ts'
import { startApp } from '../support/start-app.ts'
import { failures, runSession, SEED } from './simulate.ts'

/** The whole session against the whole program, and again on what the first one left: then people are linked. */
export function playsTwice(dialect: Dialect, { users = 60, groups = 8, least = 1_000 } = {}): void {
  test(`${dialect} lives its whole life, twice, and every check holds (SEED=${SEED})`, async () => {
    const app = await startApp()
    try {
      const server = { base: new URL(app.scimBase), token: app.token }
      for (const nonce of ['once', 'twice']) {
        const report = await runSession(dialect, server, { users, groups, nonce })
        assert.deepEqual(failures(report), [])
        assert.equal(report.stopped, undefined)
        assert.ok(report.passed > least, `${report.passed} checks`)
      }
    } finally {
      await app.close()
    }
  })
}
