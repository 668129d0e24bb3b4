import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXIT } from '../../src/cli/command.ts'
import { simulateCommand } from '../../src/cli/commands/simulate.ts'
import { dispatch } from '../../src/cli/dispatch.ts'
import { createTestIo } from '../../src/cli/test-io.ts'
import { type Fault, startSmallServer } from './small-server.ts'

async function run(provider: string, faults: readonly Fault[], ...options: readonly string[]) {
  const server = await startSmallServer(faults)
  const { io, out, err } = createTestIo({ environment: { MUSTER_TOKEN: server.token } })
  const words = [
    'simulate',
    provider,
    '--base',
    server.base.href,
    '--users',
    '12',
    '--groups',
    '3',
    '--seed',
    's',
    ...options,
  ]
  const exit = await dispatch([simulateCommand], words, io)
  server.close()
  return { exit, out: out(), err: err() }
}

test('a clean session ends with the table, the count of checks and exit code 0', async () => {
  const { exit, out } = await run('okta-wizard', [])
  assert.equal(exit, EXIT.ok)
  assert.match(out, /^request +count +p50 ms +p99 ms +statuses\n/)
  assert.match(out, /POST \/Users +12 .* 201 ×12/)
  assert.match(out, /\n\d+ checks passed, 0 failed, in 0\.0 s \(okta-wizard, seed s\)\n$/)
})

test('a failed check shows step, expectation, what came instead, and what the administrator reads', async () => {
  const { exit, out } = await run('okta-catalogue', ['inactive users are hidden'], '--token-header', 'raw')
  assert.equal(exit, EXIT.failed)
  assert.match(out, /FAILED {2}A13\.e re-assign: create anew\n {2}expected {2}the status is 201\n {2}got {7}409 /)
  assert.match(
    out,
    /administrator reads {2}Automatic provisioning of user .*: Conflict\. Errors reported by remote server: /,
  )
})

test('a session that ends early says where', async () => {
  const { exit, out } = await run('okta-wizard', ['numbers as strings'])
  assert.equal(exit, EXIT.failed)
  assert.match(out, /The session ended early at "A1\.2 test the connection", because /)
})

test('--json prints one document and nothing else', async () => {
  const { out } = await run('okta-catalogue', [], '--json')
  const report = JSON.parse(out)
  assert.equal(report.failed, 0)
  assert.deepEqual(report.requests.find(({ kind }: { kind: string }) => kind === 'POST /Groups').statuses, { 201: 5 })
})
