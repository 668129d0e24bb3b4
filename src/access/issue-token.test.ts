import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { aClient, type AccessFixture, administratorOf, openAccess, FROM } from '../../test/support/access-fixture.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import { authenticate } from './authenticate.ts'
import type { ClientSettings } from './client-settings.ts'
import { makeCredential } from './credential.ts'
import { MAX_LONG_LIVED_TOKENS } from './grant-client-credentials.ts'
import { issueToken } from './issue-token.ts'
import { deleteClient } from './manage-clients.ts'
import type { Tenant } from './ports/tenants.ts'
import { regenerateSecret } from './regenerate-secret.ts'

const REQUEST: TokenRequest = {
  grantType: 'client_credentials',
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

describe('issuing a token', () => {
  let access: AccessFixture
  let count = 0
  let clientId = ''
  before(async () => void (access = await openAccess()))
  beforeEach(() => void (clientId = `client-${(count += 1)}`))
  after(() => access.close())

  const client = (settings: ClientSettings = {}) => aClient(access, access.tenant, clientId, settings)

  async function ask(
    clientSecret: string,
    request: Partial<TokenRequest> = {},
    tenant: Tenant = access.tenant,
    remoteAddress = '192.0.2.1',
  ) {
    const attempt = {
      tenant,
      credentials: { clientId, clientSecret },
      request: { ...REQUEST, ...request },
      from: { ...FROM, address: remoteAddress },
      issuer: 'https://acme.test',
    }
    return issueToken(access.deps, attempt)
  }

  async function issued(clientSecret: string, request: Partial<TokenRequest> = {}) {
    const token = await ask(clientSecret, request)
    return token.ok ? token.value : assert.fail(token.error.kind)
  }

  const isRefused = async (result: ReturnType<typeof ask>, kind: string) => {
    const answer = await result
    assert.ok(!answer.ok)
    assert.equal(answer.error.kind, kind)
  }

  test('the right secret gets a token for the registered scope, for as long as the client says', async () => {
    const token = await issued(await client({ accessTokenTtl: 180, scope: 'scim scim:read' }))
    assert.match(token.accessToken, /^muster_at_/)
    assert.deepEqual([token.expiresIn, token.scope], [10_800, ['scim', 'scim:read']])
  })

  test('the token is worth what was asked for', async () => {
    const { accessToken } = await issued(await client({ scope: 'scim scim:read' }), { scope: 'scim:read' })
    const caller = await authenticate(access.deps, access.tenant, accessToken, FROM)
    assert.ok(caller.ok)
    assert.deepEqual(caller.value.scopes, ['scim:read'])
    assert.deepEqual([caller.value.actor.kind, caller.value.actor.name], ['client', clientId])
  })

  for (const minutes of [525_600, 5_256_000]) {
    test(`a token of ${minutes} minutes works to its last second and fits 32 bits`, async () => {
      const { accessToken, expiresIn } = await issued(await client({ accessTokenTtl: minutes }))
      assert.equal(expiresIn, minutes * 60)
      assert.ok(expiresIn <= 2_147_483_647)
      access.pass(expiresIn * 1_000 - 1)
      assert.equal((await authenticate(access.deps, access.tenant, accessToken, FROM)).ok, true)
      access.pass(1)
      const expired = await authenticate(access.deps, access.tenant, accessToken, FROM)
      assert.ok(!expired.ok && /expired on .+Generate a new token/.test(expired.error.detail))
    })
  }

  test('TB-22: unknown client, wrong, damaged and foreign secret, disabled client and suspended tenant are the same refusal', async () => {
    const secret = await client()
    const other = await access.createTenant(`other-${clientId}`)
    const foreign = await aClient(access, other, clientId)
    const refusals = [
      await ask(makeCredential('cs', access.deps.randomBytes)),
      await ask(foreign),
      await ask(secret.slice(0, -1)),
      await ask(`${secret}0`),
      await ask(secret.toUpperCase()),
      await ask(` ${secret}`),
      await ask(`${secret}\n`),
      await ask(''),
      await ask(secret, {}, other),
      await ask(secret, {}, { ...access.tenant, suspended: true }),
    ]
    clientId = `${clientId}-unknown`
    refusals.push(await ask(secret))
    clientId = 'not\0an id'
    refusals.push(await ask(secret, {}, access.tenant, '192.0.2.2'))
    for (const refusal of refusals) assert.deepEqual(refusal, { ok: false, error: { kind: 'invalidClient' } })
  })

  test('the stand-in for impossible ids is nobody, whatever clients there are', async () => {
    for (const name of ['-', '_', '...']) {
      const secret = await aClient(access, access.tenant, name)
      for (clientId of ['not an id', '', '.', '..']) await isRefused(ask(secret), 'invalidClient')
    }
  })

  test('a client id is matched with its capital letters', async () => {
    const secret = await client()
    clientId = clientId.toUpperCase()
    await isRefused(ask(secret), 'invalidClient')
  })

  test('a disabled client gets nothing and its tokens stop', async () => {
    const secret = await client()
    const { accessToken } = await issued(secret)
    const record = await access.deps.clients.find(access.tenant.tenantId, clientId)
    assert.ok(record !== undefined)
    await access.deps.clients.update({ ...record.client, enabled: false })
    await isRefused(ask(secret), 'invalidClient')
    assert.equal((await authenticate(access.deps, access.tenant, accessToken, FROM)).ok, false)
  })

  test('a deleted client gets nothing and its tokens stop', async () => {
    const secret = await client()
    const { accessToken } = await issued(secret)
    await deleteClient(access.deps, administratorOf(access.tenant), clientId)
    await isRefused(ask(secret), 'invalidClient')
    assert.equal((await authenticate(access.deps, access.tenant, accessToken, FROM)).ok, false)
  })

  for (const grantType of [
    'CLIENT_CREDENTIALS',
    'password',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    '__proto__',
  ]) {
    test(`the grant ${grantType} is not offered`, async () => {
      await isRefused(ask(await client(), { grantType }), 'unsupportedGrantType')
    })
  }

  test('a client without the grant may not use it', async () => {
    const secret = await client({ grantTypes: 'authorization_code', redirectUris: 'https://app.example.com/cb' })
    await isRefused(ask(secret), 'unauthorizedClient')
  })

  test('a service client may not use the grants of people', async () => {
    const secret = await client()
    for (const grantType of ['authorization_code', 'refresh_token'])
      await isRefused(ask(secret, { grantType }), 'unauthorizedClient')
  })

  for (const scope of ['unknown', 'scim unknown', 'SCIM', 'admin']) {
    test(`a client registered for scim that asks for ${scope} gets nothing`, async () => {
      await isRefused(ask(await client({ scope: 'scim' }), { scope }), 'scopeNotRegistered')
    })
  }

  test('a token for a resource or an audience is not promised', async () => {
    await isRefused(ask(await client(), { target: 'https://api.example.com' }), 'invalidTarget')
  })

  test('the secret before works until its end, and not a millisecond longer', async () => {
    const old = await client()
    const options = { clientId, overlapMinutes: 60, revokeTokens: false }
    const renewed = await regenerateSecret(access.deps, administratorOf(access.tenant), options)
    assert.ok(renewed.ok)
    access.pass(60 * 60_000 - 1)
    await issued(old)
    await issued(renewed.value.secret)
    access.pass(1)
    await isRefused(ask(old), 'invalidClient')
    await issued(renewed.value.secret)
  })

  test('replacing a secret at once ends the old one, and its tokens only when told', async () => {
    const caller = administratorOf(access.tenant)
    const old = await client()
    const { accessToken } = await issued(old)
    const kept = await regenerateSecret(access.deps, caller, { clientId, overlapMinutes: 0, revokeTokens: false })
    assert.ok(kept.ok)
    assert.equal(kept.value.revokedTokens, 0)
    await isRefused(ask(old), 'invalidClient')
    assert.equal((await authenticate(access.deps, access.tenant, accessToken, FROM)).ok, true)
    const revoked = await regenerateSecret(access.deps, caller, { clientId, overlapMinutes: 0, revokeTokens: true })
    assert.ok(revoked.ok)
    assert.equal(revoked.value.revokedTokens, 1)
    assert.equal((await authenticate(access.deps, access.tenant, accessToken, FROM)).ok, false)
  })

  test('at most two secrets are alive: a third one ends the oldest', async () => {
    const caller = administratorOf(access.tenant)
    const first = await client()
    const options = { clientId, overlapMinutes: 1_440, revokeTokens: false }
    const second = await regenerateSecret(access.deps, caller, options)
    const third = await regenerateSecret(access.deps, caller, options)
    assert.ok(second.ok && third.ok)
    await isRefused(ask(first), 'invalidClient')
    await issued(second.value.secret)
    await issued(third.value.secret)
  })

  test('the eleventh live token of more than a day is refused; expired ones do not count', async () => {
    const secret = await client({ accessTokenTtl: 1_441 })
    for (let i = 0; i < MAX_LONG_LIVED_TOKENS; i += 1) await issued(secret)
    await isRefused(ask(secret), 'tooManyLongLivedTokens')
    access.pass(1_441 * 60_000)
    await issued(secret)
  })

  test('tokens of a day are not counted', async () => {
    const secret = await client({ accessTokenTtl: 1_440 })
    for (let i = 0; i <= MAX_LONG_LIVED_TOKENS; i += 1) await issued(secret)
  })

  test('the eleventh wrong secret in a minute waits, the right one from another address does not', async () => {
    const secret = await client()
    for (let i = 0; i < 10; i += 1) await isRefused(ask('wrong'), 'invalidClient')
    const refused = await ask('wrong')
    assert.deepEqual(refused, { ok: false, error: { kind: 'tooManyFailures', retryAfterSeconds: 60 } })
    await isRefused(ask(secret), 'tooManyFailures')
    assert.equal((await ask(secret, {}, access.tenant, '192.0.2.9')).ok, true)
    access.pass(60_000)
    await issued(secret)
  })

  test('a hundred at once get a hundred different tokens', async () => {
    const secret = await client()
    const tokens = await Promise.all(Array.from({ length: 100 }, () => issued(secret)))
    assert.equal(new Set(tokens.map(({ accessToken }) => accessToken)).size, 100)
  })
})
