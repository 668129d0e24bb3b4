import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { type AccessFixture, openAccess, FROM } from '../../test/support/access-fixture.ts'
import { authenticate } from './authenticate.ts'
import { makeCredential } from './credential.ts'
import { claimSetupLink, isSetUpOpen, issueSetupLink } from './set-up.ts'

const OWNER = { username: 'ada', password: 'correct horse battery staple' }

describe('setting up a tenant', () => {
  let access: AccessFixture
  beforeEach(async () => void (access = await openAccess()))
  afterEach(() => access.close())

  const issue = async () => (await issueSetupLink(access.deps, access.tenant)).token
  const claim = async (token: string, owner: Partial<typeof OWNER> = {}) => {
    const claimed = await claimSetupLink(access.deps, access.tenant, { token, from: FROM, ...OWNER, ...owner })
    return claimed.ok ? claimed.value : claimed.error.kind
  }

  test('the link makes an owner who is signed in, and closes the set-up', async () => {
    const token = await issue()
    assert.equal(await isSetUpOpen(access.deps.administrators, access.tenant), true)
    const session = await claim(token)
    assert.ok(typeof session !== 'string')
    assert.equal((await authenticate(access.deps, access.tenant, session.sessionToken, FROM)).ok, true)
    assert.equal(await isSetUpOpen(access.deps.administrators, access.tenant), false)
    assert.equal(await claim(token), 'setupDone')
    assert.equal(await claim(await issue()), 'setupDone')
  })

  test('of ten claims at once exactly one succeeds', async () => {
    const token = await issue()
    const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(token, { username: `ada${i}` })))
    assert.equal(claims.filter((outcome) => typeof outcome !== 'string').length, 1)
    assert.equal(await access.deps.administrators.count(access.tenant.tenantId), 1)
  })

  test('unknown, replaced, expired and foreign links are refused', async () => {
    const replaced = await issue()
    const current = await issue()
    const other = await access.createTenant('other')
    const foreign = await issueSetupLink(access.deps, other)
    for (const token of [
      '',
      'x',
      makeCredential('st', access.deps.randomBytes),
      makeCredential('at', access.deps.randomBytes),
      replaced,
      foreign.token,
    ]) {
      assert.equal(await claim(token), 'setupLinkInvalid')
    }
    access.pass(60 * 60_000)
    assert.equal(await claim(current), 'setupLinkInvalid')
  })

  test('a short password or a bad name uses nothing up', async () => {
    const token = await issue()
    assert.equal(await claim(token, { password: 'short' }), 'passwordInvalid')
    assert.equal(await claim(token, { username: '' }), 'usernameInvalid')
    assert.equal(await claim(token, { username: 'a\nb' }), 'usernameInvalid')
    assert.ok(typeof (await claim(token)) !== 'string')
  })
})
