import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relyingPartyAt } from './relying-party.ts'

const rows: readonly (readonly [origin: string, host: string, page: string])[] = [
  ['https://acme.example', 'acme.example', 'https://acme.example'],
  ['https://acme.example:8443', 'acme.example', 'https://acme.example:8443'],
  // a proxy ended TLS, and nobody told the server
  ['http://acme.example', 'acme.example', 'https://acme.example'],
  ['http://ACME.example:443', 'acme.example', 'https://acme.example'],
  ['http://localhost:8080', 'localhost', 'http://localhost:8080'],
  ['https://localhost', 'localhost', 'https://localhost'],
  ['http://globex.localhost:8080', 'globex.localhost', 'http://globex.localhost:8080'],
  // names that only look like this machine
  ['http://localhost.evil.example', 'localhost.evil.example', 'https://localhost.evil.example'],
  ['http://notlocalhost', 'notlocalhost', 'https://notlocalhost'],
]

for (const [origin, host, page] of rows) {
  test(`at ${origin} a passkey is for ${host}, from a page of ${page}`, () => {
    assert.deepEqual(relyingPartyAt(origin), { ok: true, value: { host, origin: page } })
  })
}

for (const origin of [
  'http://127.0.0.1:8080',
  'https://192.0.2.7',
  'http://[::1]:8080',
  'http://0x7f.1',
  'http://2130706433',
]) {
  test(`${origin} has no name that a passkey could be for`, () => {
    const found = relyingPartyAt(origin)
    assert.ok(!found.ok)
    assert.equal(found.error.kind, 'passkeysUnavailable')
  })
}
