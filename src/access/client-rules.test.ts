import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  checkClientId,
  checkTtls,
  MAX_TTL,
  parseClientScope,
  parseGrantTypes,
  parseRedirectUris,
} from './client-rules.ts'

for (const id of ['OktaSCIM', 'a', 'a.b_c-d@e', `Template@${'0'.repeat(36)}`, 'x'.repeat(256), 'admin', '...']) {
  test(`${id.slice(0, 50)} can be a client id`, () => assert.equal(checkClientId(id).ok, true))
}

for (const id of ['', 'x'.repeat(257), 'a b', 'a:b', 'a/b', 'ä', 'a\0', 'a\n', '.', '..', 'a%b', 'a+b', '"']) {
  test(`${JSON.stringify(id.slice(0, 50))} cannot be a client id, and the answer states the rule`, () => {
    const checked = checkClientId(id)
    assert.ok(!checked.ok && checked.error.detail.includes('letters, digits and . _ - @'))
  })
}

const ttls = (access: number, refresh = 100, idle = 10) =>
  checkTtls({ accessTokenTtl: access, refreshTokenTtl: refresh, refreshTokenIdleTtl: idle })

test('a token lives from a minute to ten years', () => {
  for (const minutes of [1, 180, 525_600, MAX_TTL]) assert.equal(ttls(minutes).ok, true)
  for (const minutes of [0, -1, 1.5, MAX_TTL + 1, 1e9, Number.NaN, Infinity]) {
    const checked = ttls(minutes)
    assert.ok(!checked.ok && checked.error.kind === 'ttlInvalid' && checked.error.field === 'accessTokenTTL')
  }
})

test('the idle time of a refresh token is shorter than its life', () => {
  assert.equal(ttls(1, 11, 10).ok, true)
  for (const [refresh, idle] of [
    [10, 10],
    [10, 11],
  ] as const) {
    const checked = ttls(1, refresh, idle)
    assert.ok(!checked.ok && checked.error.field === 'refreshTokenIdleTTL')
  }
})

test('the password grant is not offered and unknown ones do not exist', () => {
  assert.deepEqual(parseGrantTypes('refresh_token client_credentials').ok, true)
  for (const text of ['password', 'client_credentials password', 'implicit', '', ' ', 'CLIENT_CREDENTIALS']) {
    assert.equal(parseGrantTypes(text).ok, false, text)
  }
})

test('a service client gets admin unless told, and no scope that is for people', () => {
  assert.deepEqual(parseClientScope('', 'service'), { ok: true, value: ['admin'] })
  assert.deepEqual(parseClientScope('scim  scim:read scim', 'service'), { ok: true, value: ['scim', 'scim:read'] })
  for (const text of ['openid', 'admin unknown', 'Admin', 'admin\t'])
    assert.equal(parseClientScope(text, 'service').ok, false, text)
})

test('a user client keeps the scopes that Access knows', () => {
  const scope = 'user openid profile email group'
  assert.deepEqual(parseClientScope(scope, 'user'), { ok: true, value: scope.split(' ') })
})

for (const [text, accepted] of [
  ['https://a.example/cb', true],
  ['https://a.example/cb,https://b.example/cb https://c.example', true],
  ['http://localhost:8080/cb', true],
  ['http://127.0.0.1/cb', true],
  ['com.example.app:/cb', true],
  ['http://a.example/cb', false],
  ['https://*.a.example/*', false],
  ['https://a.example/#x', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['/cb', false],
  ['https://a.example javascript:alert(1)', false],
] as const) {
  test(`the redirect addresses ${text} are ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(parseRedirectUris(text, 'service').ok, accepted)
  })
}

test('only a client that people sign in through needs a redirect address', () => {
  assert.deepEqual(parseRedirectUris('', 'service'), { ok: true, value: [] })
  assert.equal(parseRedirectUris('', 'user').ok, false)
})
