import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aClient, type AccessFixture, openAccess, FROM } from '../../test/support/access-fixture.ts'
import { authenticate } from './authenticate.ts'
import { digestOf, makeCredential } from './credential.ts'
import type { Tenant, TokenStore } from './ports.ts'

describe('authenticating a token', () => {
  let access: AccessFixture
  let secret = ''
  let token = ''
  before(async () => {
    access = await openAccess()
    secret = await aClient(access, access.tenant, 'OktaSCIM')
    token = await issue(access.tenant, 60_000)
  })
  after(() => access.close())

  async function issue(tenant: Tenant, lifetime: number): Promise<string> {
    const text = makeCredential('at', access.deps.randomBytes)
    const now = access.deps.clock()
    await access.deps.tokens.issue({
      tenantId: tenant.tenantId,
      tokenId: access.deps.newId(),
      kind: 'access',
      digest: digestOf(text),
      clientId: 'OktaSCIM',
      secretId: undefined,
      administratorId: undefined,
      directoryId: undefined,
      scopes: ['scim', 'openid'],
      issuedAt: now,
      expiresAt: now + lifetime,
    })
    return text
  }

  const refusal = async (presented: string, tenant: Tenant = access.tenant) => {
    const caller = await authenticate(access.deps, tenant, presented, FROM)
    return caller.ok ? assert.fail('let in') : caller.error.detail
  }

  test('a live token names its client, its tenant and the scopes that mean something here', async () => {
    const caller = await authenticate(access.deps, access.tenant, token, FROM)
    assert.ok(caller.ok)
    const { actor, tenantId, scopes, directoryId } = caller.value
    assert.deepEqual(
      [actor.kind, actor.name, tenantId, scopes, directoryId],
      ['client', 'OktaSCIM', access.tenant.tenantId, ['scim'], undefined],
    )
    assert.ok(actor.tokenId)
  })

  test('unknown, damaged, foreign and misused credentials are refused in the same words', async () => {
    const other = await access.createTenant('other')
    await aClient(access, other, 'OktaSCIM')
    const foreign = await issue(other, 60_000)
    const { randomBytes } = access.deps
    const words = new Set([
      await refusal(foreign),
      await refusal(token, other),
      await refusal(makeCredential('at', randomBytes)),
      await refusal(makeCredential('ss', randomBytes)),
      await refusal(makeCredential('st', randomBytes)),
      await refusal(secret),
      await refusal(token.slice(0, -1)),
      await refusal(`${token}=`),
      await refusal(token.toLowerCase()),
      await refusal('x'.repeat(8_192)),
      await refusal(''),
      await refusal('eyJhbGciOiJub25lIn0.e30.'),
      await refusal(token, { ...access.tenant, suspended: true }),
    ])
    assert.equal(words.size, 1)
  })

  test('who holds an expired token reads when it ended and what to do', async () => {
    const short = await issue(access.tenant, 1_000)
    access.pass(1_000)
    const detail = await refusal(short)
    assert.match(detail, /expired on 2026-01-15T12:00:01.000Z/)
    assert.match(detail, /Generate a new token for the client OktaSCIM/)
  })

  test('noise is refused without a look-up', async () => {
    const tokens = new Proxy({} as TokenStore, { get: () => assert.fail('asked the store') })
    for (const noise of [`${token}x`, 'muster_at_'.padEnd(59, 'k'), secret]) {
      assert.equal((await authenticate({ ...access.deps, tokens }, access.tenant, noise, FROM)).ok, false)
    }
  })
})
