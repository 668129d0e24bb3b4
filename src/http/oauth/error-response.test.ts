import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OAuthError } from '../../oauth/errors.ts'
import { oauthError, oauthProtocol } from './error-response.ts'

const description = ({ body = '' }: { readonly body?: string }) =>
  (JSON.parse(body) as { error_description: string }).error_description

// RFC 6749 §5.2
const ALLOWED = /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/

for (const error of [
  { kind: 'duplicateParameter', name: '"\\ä\n' },
  { kind: 'duplicateParameter', name: 'x'.repeat(100_000) },
  { kind: 'notAForm', mediaType: 'text/"ä\\' },
  { kind: 'notAForm', mediaType: 'x'.repeat(100_000) },
  { kind: 'scopeNotRegistered', registered: ['admin', 'scim:read'] },
] as const satisfies OAuthError[]) {
  test(`TE-17: the description of ${error.kind} has only the characters that may stand there, and is short`, () => {
    const text = description(oauthError(error, 'acme'))
    assert.match(text, ALLOWED)
    assert.ok(text.length < 500)
  })
}

test('what the server refuses before the endpoint is asked has the same shape', () => {
  const refused = oauthProtocol.refuse({ kind: 'unavailable', reference: 'abc', detail: 'The store "sleeps".' })
  assert.equal(refused.status, 503)
  assert.equal(refused.headers['retry-after'], '5')
  assert.deepEqual(JSON.parse(refused.body ?? ''), {
    error: 'temporarily_unavailable',
    error_description: "The store 'sleeps'.",
  })
})

test('only a failed authentication is challenged, with the tenant as realm', () => {
  const { headers, status } = oauthError({ kind: 'invalidClient' }, 'acme')
  assert.equal(status, 401)
  assert.equal(headers['www-authenticate'], 'Basic realm="acme", charset="UTF-8"')
  assert.equal(oauthError({ kind: 'missingGrantType' }, 'acme').headers['www-authenticate'], undefined)
})
