import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createHttpClient } from '../../src/idp/http-client.ts'
import { type Appearance, createTransport } from '../../src/idp/wire/transport.ts'
import { oktaAppearance, specAppearance } from '../../src/idp/okta/appearance.ts'
import { authorization } from '../../src/idp/wire/authorization.ts'

/** The header lines of a GET and a POST as they arrive, `Host` and `Content-Length` left out. */
async function headersOf(appearance: Appearance): Promise<readonly string[][]> {
  const seen: string[][] = []
  const server = createServer((request, response) => {
    const lines: string[] = []
    for (let i = 0; i < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`)
    }
    seen.push(lines.filter((line) => !/^(Host|Content-Length):/.test(line)))
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const client = createHttpClient(base, { sleep: async () => {}, stopwatch: () => 0, record: () => {} })
  const transport = createTransport(client, appearance)
  await transport.get('/Users')
  await transport.send('POST', '/Users', { a: 1 })
  client.close()
  server.close()
  return seen
}

test('Okta is recognised by its headers, to the letter and in order', async () => {
  const common = [
    'User-Agent: Okta SCIM Client 1.0.0',
    'Accept: application/scim+json',
    'Accept-Charset: utf-8',
    'Accept-Encoding: gzip,deflate',
    'Connection: Keep-Alive',
    'Authorization: Bearer t0ken',
  ]
  assert.deepEqual(await headersOf(oktaAppearance(authorization('t0ken', 'bearer'))), [
    common,
    [...common, 'Content-Type: application/scim+json; charset=utf-8'],
  ])
})

test('in header mode a catalogue app sends the token as it was typed', async () => {
  const [get] = await headersOf(oktaAppearance(authorization('t0ken', 'raw')))
  assert.equal(get?.at(-1), 'Authorization: t0ken')
})

test('the SPEC test names a media type on GETs and posts plain JSON', async () => {
  const [get, post] = await headersOf(specAppearance(authorization('t0ken', 'bearer')))
  assert.equal(get?.[0], 'User-Agent: OKTA SCIM Integration')
  assert.equal(get?.at(-1), 'Content-Type: application/scim+json; charset=utf-8')
  assert.equal(post?.at(-1), 'Content-Type: application/json')
  assert.equal(post?.[1], 'Accept: application/scim+json; charset=utf-8')
})
