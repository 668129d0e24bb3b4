import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Administrator } from '../../src/access/ports/administrators.ts'
import type { Token } from '../../src/access/ports/tokens.ts'
import { fail, ok } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { aClient, aSecret } from './an-oauth-client.ts'
import { engines } from './engines.ts'
import { aDirectory } from './fixture.ts'

const DAY = 86_400_000

const aToken = (tenantId: number, tokenId: string, more: Partial<Token> = {}): Token => ({
  tenantId,
  tokenId,
  kind: 'access',
  digest: `digest-of-${tokenId}`,
  clientId: undefined,
  secretId: undefined,
  administratorId: undefined,
  directoryId: undefined,
  scopes: ['scim'],
  issuedAt: 1,
  expiresAt: DAY,
  ...more,
})

const anAdministrator = (
  tenantId: number,
  administratorId: string,
  more: Partial<Administrator> = {},
): Administrator => ({
  tenantId,
  administratorId,
  username: administratorId,
  passwordHash: '$argon2id$',
  role: 'owner',
  disabled: false,
  createdAt: 1,
  ...more,
})

for (const engine of engines) {
  suite(`Access on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())
    const aTenant = async (): Promise<number> => (await aDirectory(storage)).users.tenantId

    test('a slug or a host that is taken names itself and leaves nothing of the tenant behind', async () => {
      const before = await storage.tenants.list()
      let changes = 0
      storage.tenants.onChange(() => void (changes += 1))
      const create = (slug: string, ...hosts: readonly string[]) =>
        storage.tenants.create({ slug, name: slug, hosts, suspended: false, createdAt: 1 })
      const first = await create('one', 'one.example', 'uno.example')
      assert.ok(first.ok && changes === 1)
      assert.deepEqual(await create('one', 'other.example'), fail({ kind: 'slugTaken', value: 'one' }))
      assert.deepEqual(
        await create('two', 'two.example', 'uno.example'),
        fail({ kind: 'hostTaken', value: 'uno.example' }),
      )
      assert.deepEqual(await storage.tenants.list(), [...before, first.value])
      assert.ok((await create('two', 'two.example')).ok)
    })

    test('of eight first administrators at once one wins', async () => {
      const tenantId = await aTenant()
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          storage.administrators.createFirst(anAdministrator(tenantId, `a${i}`), `a${i}`),
        ),
      )
      assert.equal(outcomes.filter(Boolean).length, 1)
      assert.equal(await storage.administrators.count(tenantId), 1)
    })

    test('a username is taken whatever its case, and found by its key', async () => {
      const tenantId = await aTenant()
      const ann = anAdministrator(tenantId, '1', { username: 'Ann', role: 'auditor', disabled: true })
      assert.deepEqual(await storage.administrators.create(ann, 'ann'), ok(undefined))
      assert.deepEqual(
        await storage.administrators.create({ ...ann, administratorId: '2' }, 'ann'),
        fail({ kind: 'usernameTaken' }),
      )
      assert.deepEqual(await storage.administrators.byUsernameKey(tenantId, 'ann'), ann)
      assert.equal(await storage.administrators.createFirst(anAdministrator(tenantId, '3'), 'carl'), false)
    })

    test('a set-up link works once, in time, and only the newest', async () => {
      const tenantId = await aTenant()
      const old = { tenantId, digest: 'old', expiresAt: 10 }
      const link = { tenantId, digest: 'new', expiresAt: 10 }
      await storage.setup.issue(old)
      await storage.setup.issue(link)
      assert.equal(await storage.setup.find(tenantId, 'old'), undefined)
      const claim = (at: number, id: string) => storage.setup.claim(link, at, anAdministrator(tenantId, id), id)
      assert.equal(await claim(10, 'late'), false)
      assert.deepEqual(await storage.setup.find(tenantId, 'new'), { ...link, usedAt: undefined })
      const claims = await Promise.all(Array.from({ length: 6 }, (_, i) => claim(5, `a${i}`)))
      assert.equal(claims.filter(Boolean).length, 1)
      assert.equal((await storage.setup.find(tenantId, 'new'))?.usedAt, 5)
      assert.equal(await storage.administrators.count(tenantId), 1)
    })

    test('a set-up link is not used up when there is an administrator already', async () => {
      const tenantId = await aTenant()
      const link = { tenantId, digest: 'd', expiresAt: 10 }
      await storage.setup.issue(link)
      await storage.administrators.create(anAdministrator(tenantId, 'a'), 'a')
      assert.equal(await storage.setup.claim(link, 5, anAdministrator(tenantId, 'b'), 'b'), false)
      assert.equal((await storage.setup.find(tenantId, 'd'))?.usedAt, undefined)
    })

    test('a client comes back as it was given, and its id is taken whatever the case', async () => {
      const tenantId = await aTenant()
      const client = aClient(tenantId, 'OktaSCIM', {
        redirectUris: ['https://a.example/x', 'https://b.example'],
        directoryId: 3,
      })
      assert.deepEqual(await storage.clients.create(client, aSecret('s')), ok(undefined))
      assert.deepEqual(await storage.clients.find(tenantId, 'OktaSCIM'), { client, secrets: [aSecret('s')] })
      assert.equal(await storage.clients.find(tenantId, 'oktascim'), undefined)
      const again = await storage.clients.create(aClient(tenantId, 'oktascim'), aSecret('t'))
      assert.deepEqual(again, fail({ kind: 'clientIdTaken', existing: 'OktaSCIM' }))
      const changed = { ...client, enabled: false, directoryId: undefined, updatedAt: 2, extra: {} }
      assert.equal(await storage.clients.update(changed), true)
      assert.deepEqual(await storage.clients.list(tenantId), [changed])
      assert.equal(await storage.clients.update({ ...client, clientId: 'gone' }), false)
      assert.equal(await storage.clients.remove(tenantId, 'OktaSCIM'), true)
      assert.equal(await storage.clients.remove(tenantId, 'OktaSCIM'), false)
    })

    test('a new secret leaves one older secret alive at most, and can take the tokens with it', async () => {
      const tenantId = await aTenant()
      await storage.clients.create(aClient(tenantId, 'c'), aSecret('1', 1))
      await storage.tokens.issue(aToken(tenantId, 't1', { clientId: 'c' }))
      await storage.tokens.issue(aToken(tenantId, 't2', { clientId: 'c', expiresAt: 3 }))
      assert.deepEqual(await storage.clients.replaceSecret(tenantId, 'c', aSecret('2', 2), 100, false, 5), {
        revokedTokens: 0,
      })
      assert.deepEqual(await storage.clients.replaceSecret(tenantId, 'c', aSecret('3', 3), 200, true, 5), {
        revokedTokens: 1,
      })
      const found = await storage.clients.find(tenantId, 'c')
      assert.deepEqual(found?.secrets, [aSecret('3', 3), { ...aSecret('2', 2), retiresAt: 200 }])
      assert.equal((await storage.tokens.present(tenantId, 'digest-of-t1'))?.revoked, true)
      assert.equal(await storage.clients.replaceSecret(tenantId, 'gone', aSecret('4'), 1, true, 5), undefined)
    })

    test('a session ends when nobody used it for as long as it allows, and at its end whatever its use', async () => {
      const tenantId = await aTenant()
      await storage.administrators.create(anAdministrator(tenantId, 'a', {}), 'ann')
      const session = { from: { address: '192.0.2.4', agent: 'Firefox 151' }, idleLimit: 1_000 }
      const of = { administratorId: 'a' }
      const issue = (id: string, expiresAt: number) =>
        storage.tokens.issue(aToken(tenantId, id, { kind: 'session', ...of, expiresAt, session }))
      await issue('short', 500)
      await issue('long', 5_000)
      const endOf = async (id: string) => (await storage.tokens.present(tenantId, `digest-of-${id}`))?.expiresAt
      assert.deepEqual([await endOf('short'), await endOf('long')], [500, 1_001])
      assert.equal((await storage.tokens.describe(tenantId, 'digest-of-long'))?.expiresAt, 1_001)
      const live = async (at: number) => (await storage.tokens.listLive(tenantId, of, at)).map(({ tokenId }) => tokenId)
      assert.deepEqual([await live(499), await live(1_000), await live(1_001)], [['short', 'long'], ['long'], []])
      assert.deepEqual((await storage.tokens.listLive(tenantId, of, 1_000))[0]?.session, session)
    })

    test('a presented token is worth what client, administrator and directory are worth right now', async () => {
      const { directory } = await aDirectory(storage)
      const { tenantId, directoryId } = directory
      await storage.clients.create(aClient(tenantId, 'c'), aSecret('s'))
      await storage.administrators.create(anAdministrator(tenantId, 'a', { username: 'Ann' }), 'ann')
      await storage.tokens.issue(aToken(tenantId, 'of-client', { clientId: 'c', scopes: ['scim', 'admin'] }))
      await storage.tokens.issue(aToken(tenantId, 'of-directory', { clientId: 'c', directoryId }))
      await storage.tokens.issue(aToken(tenantId, 'session', { kind: 'session', administratorId: 'a' }))
      await storage.tokens.issue(aToken(tenantId, 'of-nobody', { administratorId: 'gone' }))
      const revoked = async (id: string) => (await storage.tokens.present(tenantId, `digest-of-${id}`))?.revoked

      assert.deepEqual(await storage.tokens.present(tenantId, 'digest-of-of-client'), {
        tokenId: 'of-client',
        kind: 'access',
        actorName: 'c',
        directoryId: undefined,
        scopes: ['scim', 'admin'],
        issuedAt: 1,
        expiresAt: DAY,
        revoked: false,
        unknownMembers: 'park',
      })
      assert.equal((await storage.tokens.present(tenantId, 'digest-of-session'))?.actorName, 'Ann')
      assert.equal(await storage.tokens.present(tenantId + 1, 'digest-of-session'), undefined)
      assert.equal(await revoked('of-nobody'), true)
      assert.equal(await revoked('of-directory'), false)
      await storage.directories.remove(directory)
      assert.notEqual(await revoked('of-directory'), false)
      await storage.clients.update(aClient(tenantId, 'c', { enabled: false }))
      assert.equal(await revoked('of-client'), true)
      await storage.clients.remove(tenantId, 'c')
      assert.equal(await storage.tokens.present(tenantId, 'digest-of-of-client'), undefined)
    })

    test('only live tokens over 24 hours count as long-lived', async () => {
      const tenantId = await aTenant()
      const issue = (tokenId: string, clientId: string, expiresAt: number) =>
        storage.tokens.issue(aToken(tenantId, tokenId, { clientId, expiresAt }))
      await issue('short', 'c', 1 + DAY)
      await issue('long', 'c', 2 + DAY)
      await issue('longer', 'c', 9 * DAY)
      await issue('of-other', 'd', 9 * DAY)
      assert.equal(await storage.tokens.countLongLived(tenantId, 'c', 1), 2)
      assert.equal(await storage.tokens.countLongLived(tenantId, 'c', 2 * DAY), 1)
    })
  })
}
