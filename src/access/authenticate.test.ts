import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aClient, type AccessFixture, openAccess, FROM } from '../../test/support/access-fixture.ts'
import { authenticate } from './authenticate.ts'
import { digestOf, makeCredential } from './credential.ts'
import { createLimits } from './limits.ts'
import type { Tenant } from './ports/tenants.ts'
import type { TokenStore } from './ports/tokens.ts'

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

  test('who holds an expired token of another tenant, or one that was revoked, reads what a stranger reads', async () => {
    const { deps, tenant } = access
    const other = await access.createTenant('elsewhere')
    await aClient(access, other, 'OktaSCIM')
    const foreign = await issue(other, 1_000)
    const revoked = await issue(tenant, 1_000)
    for (const { tokenId } of await deps.tokens.listLive(tenant.tenantId, { clientId: 'OktaSCIM' }, deps.clock())) {
      await deps.tokens.revoke(tenant.tenantId, { clientId: 'OktaSCIM' }, tokenId, deps.clock())
    }
    access.pass(1_000)
    const stranger = await refusal(makeCredential('at', deps.randomBytes))
    assert.deepEqual([await refusal(foreign), await refusal(revoked)], [stranger, stranger])
    assert.match(await refusal(foreign, other), /expired on/)
  })

  test('where too many wrong tokens came from, others that nobody knows are refused without a look-up', async () => {
    const asked: string[] = []
    const { deps, tenant } = access
    const known = await issue(tenant, 60_000)
    const tokens: TokenStore = {
      ...deps.tokens,
      present: (tenantId, digest) => {
        asked.push(digest)
        return deps.tokens.present(tenantId, digest)
      },
    }
    const limits = createLimits(deps.clock, { perAddress: 0, perClient: 0, wrongCredentials: 5 })
    const present = (text: string) => authenticate({ ...deps, tokens, limits }, tenant, text, FROM)
    assert.equal((await present(known)).ok, true)
    for (let i = 0; i < 50; i += 1) {
      const caller = await present(makeCredential('at', deps.randomBytes))
      assert.equal(caller.ok ? 'let in' : caller.error.kind, i < 5 ? 'invalidToken' : 'tooManyRequests')
    }
    assert.equal(asked.length, 6)
    assert.equal((await present(known)).ok, true)
  })

  test('noise is refused without a look-up', async () => {
    const tokens = new Proxy({} as TokenStore, { get: () => assert.fail('asked the store') })
    for (const noise of [`${token}x`, 'muster_at_'.padEnd(59, 'k'), secret]) {
      assert.equal((await authenticate({ ...access.deps, tokens }, access.tenant, noise, FROM)).ok, false)
    }
  })
})
