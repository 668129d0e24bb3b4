import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { SimulationReport } from '../../src/idp/simulate.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { startApp } from '../support/start-app.ts'
import { failures, runSession, SEED } from './simulate.ts'

test(`the Workspace ONE app lives its whole life, twice, and every check holds (SEED=${SEED})`, async () => {
  const app = await startApp()
  try {
    // the Base URL as administrators type it: the root of the tenant, and some end it with a slash
    for (const base of [app.base, `${app.base}/`]) {
      const report = await runSession('okta-workspace-one', { base: new URL(base), token: app.token }, { users: 120 })
      assert.deepEqual(failures(report), [])
      assert.equal(report.stopped, undefined)
      assert.ok(report.passed > 5_000, String(report.passed))
    }
  } finally {
    await app.close()
  }
})

type Seen = { readonly line: string; readonly headers: readonly string[]; readonly body: string }

/** What the app sends to a server that has nothing and takes nothing. */
async function seenByAnEmptyServer(): Promise<{ readonly seen: readonly Seen[]; readonly report: SimulationReport }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const headers = request.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []))
    const one = { line: `${request.method} ${request.url}`, headers, body: '' }
    seen.push(one)
    request.on('data', (chunk: Buffer) => (one.body += chunk.toString()))
    const known = request.headers.authorization === 'Bearer t0ken'
    response.statusCode = known ? (request.method === 'GET' ? 200 : 409) : 401
    response.setHeader('content-type', 'application/json')
    if (!known) response.end('{"errors":[{"code":"forbidden","message":"No.","parameters":null}]}')
    else if (request.method !== 'GET') response.end('{"Errors":[{"code":409,"description":"Not here."}]}')
    else response.end('{"totalResults":0,"itemsPerPage":0,"startIndex":1,"schemas":[],"Resources":[]}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const report = await runSession('okta-workspace-one', { base, token: 't0ken' }, { users: 4, groups: 0 })
  server.close()
  return { seen, report }
}

test('it asks in the order and with the words of Okta, below the root of the tenant', async () => {
  const { seen, report } = await seenByAnEmptyServer()
  const at = '/SAAS/jersey/manager/api/scim'
  const lines = seen.map(({ line }) => line)
  assert.deepEqual(lines.slice(0, 4), [
    `GET ${at}/Users?startIndex=1&count=2`,
    `GET ${at}/Users?startIndex=1&count=2`,
    `GET ${at}/Users?startIndex=1&count=2`,
    `GET ${at}/Groups?startIndex=1&count=100`,
  ])
  assert.match(lines[4] ?? '', /^GET \S+\/Users\?filter=userName%20eq%20%22[^&]+%22&startIndex=1&count=100$/)
  assert.equal(lines[5], `POST ${at}/Users`)
  const common = [
    'User-Agent: Okta SCIM Client 1.0.0',
    'Accept: application/json',
    'Accept-Charset: utf-8',
    'Accept-Encoding: gzip,deflate',
    'Connection: Keep-Alive',
    'Authorization: Bearer t0ken',
  ]
  assert.deepEqual(seen[1]?.headers.slice(1), common)
  assert.deepEqual(seen[5]?.headers.slice(1, -1), [...common, 'Content-Type: application/json; charset=utf-8'])
  const body = JSON.parse(seen[5]?.body ?? '') as JsonObject
  assert.deepEqual(body['schemas'], [
    'urn:scim:schemas:core:1.0',
    'urn:scim:schemas:extension:workspace:1.0',
    'urn:scim:schemas:extension:enterprise:1.0',
  ])
  assert.deepEqual(body['urn:scim:schemas:extension:workspace:1.0'], {
    internalUserType: 'PROVISIONED',
    domain: 'OKTA.COM',
    userPrincipalName: body['userName'],
  })
  assert.match(report.stopped?.administratorReads ?? '', /^Automatic provisioning .* Conflict\..* server: Not here\.$/)
})
