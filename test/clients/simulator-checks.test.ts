import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failures, runSession, SEED } from './simulate.ts'
import { type Fault, startSmallServer } from './small-server.ts'

/** The small server is just enough for Okta's two dialects of 2.0. */
const SCIM_2 = ['okta-wizard', 'okta-catalogue'] as const

for (const dialect of SCIM_2) {
  test(`${dialect} finds nothing to complain about in an honest server (SEED=${SEED})`, async () => {
    const server = await startSmallServer()
    const report = await runSession(dialect, server)
    server.close()
    assert.deepEqual(failures(report), [])
    assert.equal(report.stopped, undefined)
    assert.ok(report.passed > 1_000)
  })

  test(`${dialect} can be played twice on the same server, where it then links instead of creating (SEED=${SEED})`, async () => {
    const server = await startSmallServer()
    await runSession(dialect, server)
    const second = await runSession(dialect, server, { nonce: 'twice' })
    server.close()
    assert.deepEqual(failures(second), [])
    assert.equal(
      second.checks.find(({ step }) => step === 'A2.2 assign: create'),
      undefined,
    )
  })
}

const NOTICED_BY: Record<Fault, string> = {
  'numbers as strings': 'totalResults, startIndex and itemsPerPage are numbers',
  'no Resources when empty': 'an empty list still has Resources: []',
  'password comes back': 'no password comes back',
  'userName in lower case': 'userName comes back as it was sent',
  'active ignored': 'a later GET says active: false',
  'groups: [] empties groups': 'the group has exactly the members that were sent',
  'name.formatted goes stale': 'name.formatted is not left over from older names',
  'PATCH name replaces': 'the family name, not mentioned, stays',
  'filter minds case': 'the user is found by name in any case',
  'inactive users are hidden': 'the status is 201',
  'order changes': 'the order is the same twice',
  'last user is missing from lists': 'nobody is missing',
  '401 without a body': 'detail says something',
  'created changes': 'meta.created stays',
  '404 for removing a non-member': 'the status is 200 or 204',
  'DELETE does nothing': 'what was deleted is answered with 404',
}

for (const [fault, what] of Object.entries(NOTICED_BY)) {
  test(`a server with the fault "${fault}" is caught`, async () => {
    const noticed = new Set<string>()
    for (const dialect of SCIM_2) {
      const server = await startSmallServer([fault as Fault])
      const report = await runSession(dialect, server, { users: 30, groups: 3 })
      server.close()
      for (const check of report.checks) if (check.failed > 0) noticed.add(check.what)
    }
    assert.ok(noticed.has(what), `noticed only: ${[...noticed].join('; ')}`)
  })
}

test('an empty directory fails the connection test of a strict connector, with the sentence that Okta shows', async () => {
  const server = await startSmallServer()
  const report = await runSession('okta-wizard', server, { strict: true })
  server.close()
  assert.equal(report.stopped?.administratorReads, 'Error authenticating: No results for users returned')
})

test('a server that cannot be reached ends the session at the connection test', async () => {
  const server = await startSmallServer()
  server.close()
  const report = await runSession('okta-catalogue', server)
  assert.equal(report.stopped?.step, 'A1.2 test the connection')
  assert.equal(report.stopped?.administratorReads, 'Error authenticating: null')
})
