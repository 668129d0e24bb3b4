import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type AccessFixture, openAccess, FROM } from '../../test/support/access-fixture.ts'
import { authenticate } from './authenticate.ts'
import { createAdministrator, makeAdministrator } from './create-administrator.ts'
import type { Tenant } from './ports/tenants.ts'
import { signIn } from './sign-in.ts'

const PASSWORD = 'correct horse battery staple'

describe('signing in', () => {
  let access: AccessFixture
  before(async () => {
    access = await openAccess()
    await administrator('Ada Lovelace', 'owner')
    await administrator('auditor', 'auditor')
  })
  after(() => access.close())

  const administrator = async (username: string, role: 'owner' | 'auditor') => {
    const made = await createAdministrator(access.deps, {
      tenantId: access.tenant.tenantId,
      username,
      password: PASSWORD,
      role,
    })
    return made.ok ? made.value : assert.fail(made.error.detail)
  }
  const attempt = (
    username: string,
    password = PASSWORD,
    tenant: Tenant = access.tenant,
    remoteAddress = '192.0.2.1',
  ) => signIn(access.deps, { tenant, username, password, from: { address: remoteAddress, agent: undefined } })

  test('name and password open a session of eight hours with the scope admin', async () => {
    const session = await attempt('ada lovelace')
    assert.ok(session.ok)
    assert.deepEqual([session.value.expiresIn, session.value.scope], [28_800, ['admin']])
    const caller = await authenticate(access.deps, access.tenant, session.value.sessionToken, FROM)
    assert.ok(caller.ok)
    assert.deepEqual(
      [caller.value.actor.kind, caller.value.actor.name, caller.value.scopes],
      ['administrator', 'Ada Lovelace', ['admin']],
    )
    access.pass(28_800_000)
    const expired = await authenticate(access.deps, access.tenant, session.value.sessionToken, FROM)
    assert.ok(!expired.ok && /Sign in again/.test(expired.error.detail))
  })

  test('an auditor only reads', async () => {
    const session = await attempt('auditor')
    assert.ok(session.ok)
    assert.deepEqual(session.value.scope, ['admin:read'])
  })

  test('unknown name, wrong password, disabled administrator and another tenant are the same refusal', async () => {
    const { tenantId } = access.tenant
    const gone = await makeAdministrator(access.deps, { tenantId, username: 'gone', password: PASSWORD, role: 'owner' })
    assert.ok(gone.ok)
    await access.deps.administrators.create({ ...gone.value, disabled: true }, 'gone')
    const other = await access.createTenant('other')
    const refusals = [
      await attempt('nobody'),
      await attempt('gone'),
      await attempt('Ada Lovelace', PASSWORD.toUpperCase()),
      await attempt('Ada Lovelace', `${PASSWORD} `),
      await attempt('Ada Lovelace', 'x'.repeat(16_000)),
      await attempt('Ada Lovelace', PASSWORD, other),
      await attempt('Ada Lovelace', PASSWORD, { ...access.tenant, suspended: true }),
    ]
    for (const refusal of refusals) assert.deepEqual(refusal, refusals[0])
    assert.ok(refusals[0] !== undefined && !refusals[0].ok)
  })

  test('the eleventh failure waits, whatever the spelling of the name; others are not affected', async () => {
    access.pass(60_000)
    const spellings = ['auditor', 'AUDITOR', ' auditor ', 'ａuditor', 'Auditor']
    for (let i = 0; i < 10; i += 1) await attempt(spellings[i % spellings.length] ?? '', 'wrong')
    const refused = await attempt('auditor')
    assert.ok(!refused.ok && refused.error.kind === 'tooManyFailures')
    assert.equal((await attempt('Ada Lovelace')).ok, true)
    assert.equal((await attempt('auditor', PASSWORD, access.tenant, '192.0.2.2')).ok, true)
  })

  test('a second administrator of the same name, in any case, is refused', async () => {
    const again = await createAdministrator(access.deps, {
      tenantId: access.tenant.tenantId,
      username: 'ADA lovelace',
      password: PASSWORD,
      role: 'owner',
    })
    assert.ok(!again.ok && again.error.kind === 'usernameTaken')
  })
})
