import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXIT } from '../../src/cli/command.ts'
import { conformanceCommand } from '../../src/cli/commands/conformance.ts'
import { dispatch } from '../../src/cli/dispatch.ts'
import { createTestIo } from '../../src/cli/test-io.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { startProxy } from '../clients/proxy.ts'
import { startApp } from '../support/start-app.ts'

async function run(base: string, token: string, ...options: readonly string[]) {
  const { io, out, err } = createTestIo({ environment: { MUSTER_TOKEN: token } })
  const exit = await dispatch([conformanceCommand], ['conformance', '--base', base, ...options], io)
  return { exit, out: out(), err: err() }
}

test('a server that meets what is asked is told so, and keeps nothing of the examination', async () => {
  const app = await startApp()
  try {
    const { exit, out } = await run(app.scimBase, app.token, '--only', '7644 §3.6')
    assert.match(out, /^\d+ demands met, 0 of MUST and 0 of SHOULD not met, 0 about what the server does not offer\n$/)
    assert.equal(exit, EXIT.ok)
    const left = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${app.token}` } })
    assert.equal(((await left.json()) as { totalResults: number }).totalResults, 0)
  } finally {
    await app.close()
  }
})

test('a demand that is not met is shown with the answer that shows it, and ends with 1', async () => {
  const app = await startApp()
  const server = { base: new URL(app.scimBase), token: app.token }
  const proxy = await startProxy(server, {
    reply: (reply, { method }) => (method === 'DELETE' && reply.status === 204 ? { ...reply, status: 202 } : reply),
  })
  try {
    const only = ['--only', 'a deletion is answered']
    const { exit, out } = await run(proxy.base.href, proxy.token, ...only)
    assert.match(
      out,
      /^MUST {2}RFC 7644 §3\.6: a deletion is answered with 204 and no body\n {2}wanted 204; DELETE \/Users\/\S+ answered 202 /,
    )
    assert.match(out, /\n0 demands met, 1 of MUST and 0 of SHOULD not met, 0 about what the server does not offer\n$/)
    assert.equal(exit, EXIT.failed)
    const [outcome] = JSON.parse((await run(proxy.base.href, proxy.token, ...only, '--json')).out) as JsonObject[]
    assert.deepEqual([outcome?.['clause'], outcome?.['level'], outcome?.['kind']], ['RFC 7644 §3.6', 'MUST', 'not met'])
  } finally {
    proxy.close()
    await app.close()
  }
})

test('an address where no server is ends the command with a sentence', async () => {
  const { exit, err } = await run('http://127.0.0.1:9/scim/v2', 'x', '--only', '§4')
  assert.equal(exit, EXIT.failed)
  assert.match(err, /127\.0\.0\.1:9.* cannot be reached/)
})
