import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { createHttpClient, type Exchange } from './http-client.ts'

async function withServer(answer: RequestListener, timeoutMs?: number) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const exchanges: Exchange[] = []
  const waits: number[] = []
  const client = createHttpClient(
    new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2/`),
    {
      sleep: async (ms) => void waits.push(ms),
      stopwatch: () => 0,
      record: (exchange) => exchanges.push(exchange),
    },
    timeoutMs,
  )
  const close = () => {
    client.close()
    server.closeAllConnections()
    server.close()
  }
  return { client, exchanges, waits, close }
}

test('a request goes out with the given header names, order and path, and nothing else', async () => {
  let seen: unknown
  const { client, close } = await withServer((request, response) => {
    seen = { url: request.url, names: request.rawHeaders.filter((_, i) => i % 2 === 0) }
    response.end()
  })
  await client.send({
    method: 'POST',
    target: '/Users?filter=userName+eq+"a%20b"',
    headers: [
      ['User-Agent', 'x'],
      ['accept-CHARSET', 'utf-8'],
      ['Connection', 'Keep-Alive'],
    ],
    body: 'é',
  })
  close()
  assert.deepEqual(seen, {
    url: '/scim/v2/Users?filter=userName+eq+"a%20b"',
    names: ['Host', 'User-Agent', 'accept-CHARSET', 'Connection', 'Content-Length'],
  })
})

test('gzip and both kinds of deflate are decoded', async () => {
  const bodies = { gzip: gzipSync('ä'), zlib: deflateSync('ä'), raw: deflateRawSync('ä') }
  const { client, close } = await withServer((request, response) => {
    const kind = (request.url ?? '').slice(-4).replace('/', '')
    const [encoding, body] =
      kind === 'gzip' ? ['gzip', bodies.gzip] : ['deflate', kind === 'zlib' ? bodies.zlib : bodies.raw]
    response.setHeader('Content-Encoding', encoding).end(body)
  })
  const texts = []
  for (const target of ['/gzip', '/zlib', '/raw']) {
    const outcome = await client.send({ method: 'GET', target, headers: [] })
    texts.push(outcome.ok && outcome.value.text)
  }
  close()
  assert.deepEqual(texts, ['ä', 'ä', 'ä'])
})

test('429 is tried again after the named seconds, and every try is recorded', async () => {
  let calls = 0
  const { client, exchanges, waits, close } = await withServer((_, response) => {
    calls += 1
    if (calls < 3) response.writeHead(429, { 'Retry-After': '2' }).end()
    else response.end('{}')
  })
  await client.send({ method: 'GET', target: '/Users', headers: [] })
  close()
  assert.deepEqual(waits, [2_000, 2_000])
  assert.deepEqual(
    exchanges.map(({ status, attempt }) => [status, attempt]),
    [
      [429, 1],
      [429, 2],
      [200, 3],
    ],
  )
})

test('a server that always answers 429 is left after ten tries', async () => {
  const { client, exchanges, waits, close } = await withServer((_, response) => response.writeHead(429).end())
  const outcome = await client.send({ method: 'GET', target: '/Users', headers: [] })
  close()
  assert.equal(outcome.ok && outcome.value.status, 429)
  assert.equal(exchanges.length, 10)
  assert.deepEqual(waits.slice(0, 3), [300_000, 600_000, 1_200_000])
})

test('a server that does not answer in time, or breaks the connection, is a failure and not an exception', async () => {
  const silent = await withServer(() => {}, 50)
  const late = await silent.client.send({ method: 'GET', target: '/Users', headers: [] })
  silent.close()
  assert.equal(!late.ok && late.error.kind, 'timeout')

  const broken = await withServer((request) => request.socket.destroy())
  const gone = await broken.client.send({ method: 'POST', target: '/Users', headers: [], body: '{}' })
  broken.close()
  assert.equal(!gone.ok && gone.error.kind, 'unreachable')
  assert.deepEqual(
    broken.exchanges.map(({ status }) => status),
    [0],
  )
})
