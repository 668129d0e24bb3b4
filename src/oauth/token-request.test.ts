import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTokenRequest } from './token-request.ts'

const read = (query: string, body: string) => {
  const request = parseTokenRequest(query, body)
  return request.ok ? request.value : request.error
}

const NOTHING = {
  scope: undefined,
  clientId: undefined,
  clientSecret: undefined,
  clientAssertion: undefined,
  clientAssertionType: undefined,
  target: undefined,
  code: undefined,
  redirectUri: undefined,
  codeVerifier: undefined,
  refreshToken: undefined,
}

for (const [query, body, expected] of [
  ['', 'grant_type=client_credentials', {}],
  ['grant_type=client_credentials', '', {}],
  ['grant_type=client_credentials&scope=admin', '', { scope: 'admin' }],
  ['grant_type=client_credentials&', 'scope=admin', { scope: 'admin' }],
  [
    '',
    'grant_type=client_credentials&client_id=a&client_secret=b&scope=admin',
    { clientId: 'a', clientSecret: 'b', scope: 'admin' },
  ],
  ['client_id=a', 'grant_type=client_credentials&client_secret=b', { clientId: 'a', clientSecret: 'b' }],
  ['', 'grant_type=client_credentials&scope=&client_id=', {}],
  ['', 'grant_type=client_credentials&foo=bar&__proto__=1&a[b]=c', {}],
  ['', 'grant_type=client_credentials&resource=https%3A%2F%2Fx.example', { target: 'https://x.example' }],
  ['', 'grant_type=client_credentials&audience=x', { target: 'x' }],
] as const) {
  test(`the query ${JSON.stringify(query)} and the body ${JSON.stringify(body)} make a request`, () => {
    assert.deepEqual(read(query, body), { grantType: 'client_credentials', ...NOTHING, ...expected })
  })
}

for (const [query, body, kind] of [
  ['', '', 'missingGrantType'],
  ['', 'grant_type=', 'missingGrantType'],
  ['', 'scope=admin', 'missingGrantType'],
  ['', 'grant_type=client_credentials&grant_type=client_credentials', 'duplicateParameter'],
  ['grant_type=client_credentials', 'grant_type=client_credentials', 'duplicateParameter'],
  ['', 'grant_type=client_credentials&scope=a&scope=a', 'duplicateParameter'],
  ['', 'grant_type=client_credentials&client_id=a&client_id=a', 'duplicateParameter'],
  ['', 'grant_type=client_credentials&unknown=1&unknown=2', 'duplicateParameter'],
  ['', 'grant_type=client_credentials&scope=&scope=', 'duplicateParameter'],
  ['', 'grant_type=%', 'brokenEncoding'],
  ['scope=%', 'grant_type=client_credentials', 'brokenEncoding'],
  ['grant_type=client_credentials&client_id=a&client_secret=b', '', 'credentialInQuery'],
  ['client_secret=', 'grant_type=client_credentials', 'credentialInQuery'],
  ['client%5Fsecret=b', 'grant_type=client_credentials', 'credentialInQuery'],
  ['client_assertion=b', 'grant_type=client_credentials', 'credentialInQuery'],
  ['password=b', 'grant_type=password', 'credentialInQuery'],
  ['', `${'a=1&'.repeat(1_000)}grant_type=client_credentials`, 'tooManyParameters'],
] as const) {
  test(`the query ${JSON.stringify(query)} and the body ${JSON.stringify(body.slice(0, 80))} are refused as ${kind}`, () => {
    assert.equal((read(query, body) as { kind?: string }).kind, kind)
  })
}
