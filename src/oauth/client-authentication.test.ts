import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBasic, readClientCredentials, JWT_BEARER } from './client-authentication.ts'

const NOTHING = {
  clientId: undefined,
  clientSecret: undefined,
  clientAssertion: undefined,
  clientAssertionType: undefined,
}
const basic = (text: string | Uint8Array) => `Basic ${Buffer.from(text).toString('base64')}`
const read = (authorization: string | undefined, presented: Partial<Record<keyof typeof NOTHING, string>> = {}) => {
  const credentials = readClientCredentials(authorization, { ...NOTHING, ...presented })
  return credentials.ok ? credentials.value : credentials.error.kind
}

for (const [what, authorization, presented] of [
  ['Basic authentication', basic('Okta:s_1'), {}],
  ['Basic in any case', basic('Okta:s_1').replace('Basic', 'bASIC'), {}],
  ['Basic with form encoding', basic('Okta:s%5F1'), {}],
  ['Basic beside its own id in the body', basic('Okta:s_1'), { clientId: 'Okta' }],
  ['the body', undefined, { clientId: 'Okta', clientSecret: 's_1' }],
] as const) {
  test(`credentials are read from ${what}`, () => {
    assert.deepEqual(read(authorization, presented), { clientId: 'Okta', clientSecret: 's_1' })
  })
}

for (const [what, authorization, presented, kind] of [
  ['nothing', undefined, {}, 'invalidClient'],
  ['an id without a secret', undefined, { clientId: 'Okta' }, 'invalidClient'],
  ['a secret without an id', undefined, { clientSecret: 's' }, 'invalidClient'],
  ['a bearer token', 'Bearer x', {}, 'invalidClient'],
  ['an empty header', '', {}, 'invalidClient'],
  ['Basic without a value', 'Basic', {}, 'invalidClient'],
  ['Basic with two values', `${basic('a:b')} ${basic('a:b')}`, {}, 'invalidClient'],
  ['Basic that is not base64', 'Basic ???', {}, 'invalidClient'],
  ['Basic without a colon', basic('Okta'), {}, 'invalidClient'],
  ['Basic without an id', basic(':s'), {}, 'invalidClient'],
  ['Basic without a secret', basic('Okta:'), {}, 'invalidClient'],
  ['Basic that is not UTF-8', basic(Uint8Array.of(0x41, 0x3a, 0xff)), {}, 'invalidClient'],
  ['Basic with a line break', basic('Okta:s\n'), {}, 'invalidClient'],
  ['Basic with NUL', basic('Okta:\0'), {}, 'invalidClient'],
  [
    'Basic and a secret in the body',
    basic('Okta:s'),
    { clientId: 'Okta', clientSecret: 's' },
    'twoAuthenticationMethods',
  ],
  ['a bad Basic and a secret in the body', 'Basic', { clientSecret: 's' }, 'twoAuthenticationMethods'],
  ['Basic and another id in the body', basic('Okta:s'), { clientId: 'okta' }, 'clientIdMismatch'],
  ['an assertion alone', undefined, { clientAssertion: 'x' }, 'incompleteAssertion'],
  ['an assertion type alone', basic('Okta:s'), { clientAssertionType: 'x' }, 'incompleteAssertion'],
  [
    'an assertion of a type that nobody knows',
    undefined,
    { clientAssertion: 'x', clientAssertionType: 'y' },
    'unknownAssertionType',
  ],
  [
    'an assertion and a secret',
    undefined,
    { clientId: 'a', clientSecret: 's', clientAssertion: 'x', clientAssertionType: JWT_BEARER },
    'twoAuthenticationMethods',
  ],
] as const) {
  test(`${what} is refused as ${kind}`, () => assert.equal(read(authorization, presented), kind))
}

test('an assertion stands with the client id that is sent beside it', () => {
  const sent = { clientAssertion: 'x', clientAssertionType: JWT_BEARER }
  assert.deepEqual(read(undefined, sent), { clientId: undefined, assertion: 'x' })
  assert.deepEqual(read(undefined, { ...sent, clientId: 'a' }), { clientId: 'a', assertion: 'x' })
  assert.equal(read(basic('a:b'), sent), 'twoAuthenticationMethods')
})

test('the first colon separates, so an id can hold none and a secret can', () => {
  assert.deepEqual(parseBasic(basic('a:b:c')), { clientId: 'a', clientSecret: 'b:c' })
})

test('what cannot be decoded is taken literally', () => {
  assert.deepEqual(parseBasic(basic('a:100%')), { clientId: 'a', clientSecret: '100%' })
})

test('surrounding spaces belong to the secret', () => {
  assert.deepEqual(parseBasic(basic('a: b ')), { clientId: 'a', clientSecret: ' b ' })
})
