import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aClient, type AccessFixture, FROM, openAccess } from '../../test/support/access-fixture.ts'
import { createAnnouncer } from './announce-expiry.ts'
import { newToken } from './new-token.ts'

const DAY = 86_400_000

let access: AccessFixture
before(async () => void (access = await openAccess()))
after(() => access.close())

/** A token of so many days, used now. */
async function aUsedToken(clientId: string, days: number): Promise<void> {
  const { deps, tenant } = access
  const { token } = newToken(deps, 'access', {
    client: { tenantId: tenant.tenantId, clientId },
    secretId: undefined,
    directoryId: undefined,
    scopes: ['scim'],
    lifetime: days * DAY,
  })
  await deps.tokens.issue(token)
  deps.tokens.noteUse(tenant.tenantId, token.tokenId, { ...FROM, at: deps.clock() })
  await (deps.tokens as typeof deps.tokens & { flushUses(): Promise<void> }).flushUses()
}

test('each end is told once a day and once more at the next stage, of every tenant, and no more when it is over', async () => {
  const { deps, tenant, pass } = access
  await aClient(access, tenant, 'OktaSCIM')
  await aUsedToken('OktaSCIM', 20)
  const told: string[] = []
  const announce = createAnnouncer(deps, (of, { clientId, stage }) => told.push(`${of.slug} ${clientId} ${stage}`))
  const toldAfter = async (milliseconds: number): Promise<readonly string[]> => {
    pass(milliseconds)
    told.length = 0
    await announce()
    return [...told]
  }

  assert.deepEqual(await toldAfter(0), [], '20 days of a lifetime of 20 are no news')
  assert.deepEqual(await toldAfter(6 * DAY), ['acme OktaSCIM 14'])
  assert.deepEqual(await toldAfter(DAY - 1), [])
  assert.deepEqual(await toldAfter(1), ['acme OktaSCIM 14'])
  assert.deepEqual(await toldAfter(6 * DAY), ['acme OktaSCIM 7'])
  assert.deepEqual(await toldAfter(3_600_000), [])
  assert.deepEqual(await toldAfter(7 * DAY), [])
})
