import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aClient, type AccessFixture, administratorOf, openAccess } from '../../test/support/access-fixture.ts'
import type { Caller } from './caller.ts'
import { createClient, deleteClient, getClient, listClients, updateClient } from './manage-clients.ts'
import type { Tenant } from './ports/tenants.ts'
import { regenerateSecret } from './regenerate-secret.ts'

const SERVICE = { grantTypes: 'client_credentials' }

describe('managing clients', () => {
  let access: AccessFixture
  let other: Tenant
  let admin: Caller
  before(async () => {
    access = await openAccess()
    other = await access.createTenant('other')
    admin = administratorOf(access.tenant)
    await aClient(access, access.tenant, 'OktaSCIM')
  })
  after(() => access.close())

  test('a caller bound to one directory may do nothing here, or it could make itself a client that is not', async () => {
    const bound: Caller = { ...admin, directoryId: 1 }
    const { deps } = access
    const answers = [
      await createClient(deps, bound, 'mine', SERVICE),
      await listClients(deps, bound),
      await getClient(deps, bound, 'OktaSCIM'),
      await updateClient(deps, bound, 'OktaSCIM', {}),
      await deleteClient(deps, bound, 'OktaSCIM'),
      await regenerateSecret(deps, bound, { clientId: 'OktaSCIM', overlapMinutes: 0, revokeTokens: true }),
    ]
    for (const answer of answers) assert.ok(!answer.ok && answer.error.kind === 'boundToDirectory')
  })

  test('the clients of another tenant do not exist', async () => {
    const stranger = administratorOf(other)
    const { deps } = access
    const answers = [
      await getClient(deps, stranger, 'OktaSCIM'),
      await updateClient(deps, stranger, 'OktaSCIM', {}),
      await deleteClient(deps, stranger, 'OktaSCIM'),
      await regenerateSecret(deps, stranger, { clientId: 'OktaSCIM', overlapMinutes: 0, revokeTokens: true }),
    ]
    for (const answer of answers) assert.ok(!answer.ok && answer.error.kind === 'clientNotFound')
    assert.deepEqual(await listClients(deps, stranger), { ok: true, value: [] })
    assert.equal((await getClient(deps, admin, 'OktaSCIM')).ok, true)
  })

  test('a secret is kept as a digest alone', async () => {
    const secret = await aClient(access, access.tenant, 'Kept')
    const record = await getClient(access.deps, admin, 'Kept')
    assert.ok(record.ok)
    const [kept, ...more] = record.value.secrets
    assert.equal(more.length, 0)
    assert.match(kept?.digest ?? '', /^[0-9a-f]{64}$/)
    assert.equal(kept?.hint, secret.slice(-4))
    assert.ok(!JSON.stringify(record.value).includes(secret.slice(10)))
  })

  for (const overlapMinutes of [-1, 0.5, 10_081, Number.NaN]) {
    test(`an overlap of ${overlapMinutes} minutes is refused`, async () => {
      const answer = await regenerateSecret(access.deps, admin, {
        clientId: 'OktaSCIM',
        overlapMinutes,
        revokeTokens: false,
      })
      assert.ok(!answer.ok && answer.error.kind === 'overlapInvalid')
    })
  }

  test('what is kept has to fit what is new', async () => {
    const answer = await updateClient(access.deps, admin, 'OktaSCIM', { refreshTokenTtl: 100 })
    assert.ok(!answer.ok && answer.error.kind === 'ttlInvalid', 'the idle time kept is longer than the new life')
    const people = await updateClient(access.deps, admin, 'OktaSCIM', { grantTypes: 'authorization_code' })
    assert.ok(!people.ok && people.error.kind === 'redirectUriInvalid')
  })
})
