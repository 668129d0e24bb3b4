import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Administrator } from '../../src/access/ports/administrators.ts'
import type { Token } from '../../src/access/ports/tokens.ts'
import type { Change, ResourceTransaction } from '../../src/directory/ports.ts'
import { fail, ok } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from './engines.ts'
import { aChange, aDirectory, aRow, directoryIn, inOneUnit, insert, valueOf } from './fixture.ts'

const DAY = 86_400_000

for (const engine of engineKinds) {
  suite(`Administration on ${engine.name}`, () => {
    let storage: Storage
    let now = 0
    let made = 0
    before(async () => {
      storage = await engine.open({ clock: () => now })
    })
    after(() => storage.close())

    const aTenant = async (): Promise<number> => (await aDirectory(storage)).directory.tenantId
    const anAdministrator = (tenantId: number, more: Partial<Administrator> = {}): Administrator => {
      made += 1
      return {
        tenantId,
        administratorId: `administrator-${made}`,
        username: `Name ${made}`,
        passwordHash: 'hash',
        role: 'owner',
        disabled: false,
        createdAt: 1,
        ...more,
      }
    }
    const add = async (administrator: Administrator): Promise<Administrator> => {
      valueOf(await storage.administrators.create(administrator, administrator.username.toLowerCase()))
      return administrator
    }
    const aSession = async (of: Administrator, tokenId: string): Promise<void> =>
      storage.tokens.issue(aToken(of.tenantId, tokenId, { kind: 'session', administratorId: of.administratorId }))
    const aToken = (tenantId: number, tokenId: string, more: Partial<Token> = {}): Token => ({
      tenantId,
      tokenId,
      kind: 'access',
      digest: `digest-of-${tokenId}`,
      clientId: undefined,
      secretId: undefined,
      administratorId: undefined,
      directoryId: undefined,
      scopes: ['admin'],
      issuedAt: 1,
      expiresAt: DAY,
      ...more,
    })
    const quietly = { endSessions: false, at: 5 }

    test('the last owner who can sign in stays: no change of role, no disabling, no removal', async () => {
      const tenantId = await aTenant()
      const owner = await add(anAdministrator(tenantId))
      await add(anAdministrator(tenantId, { disabled: true }))
      await add(anAdministrator(await aTenant()))
      const id = owner.administratorId
      const last = fail({ kind: 'lastOwner' })
      assert.deepEqual(await storage.administrators.update(tenantId, id, { role: 'auditor' }, quietly), last)
      assert.deepEqual(await storage.administrators.update(tenantId, id, { disabled: true }, quietly), last)
      assert.deepEqual(await storage.administrators.remove(tenantId, id), last)
      assert.deepEqual(
        (await storage.administrators.list(tenantId)).find(({ administratorId }) => administratorId === id),
        owner,
      )

      await add(anAdministrator(tenantId))
      assert.deepEqual(await storage.administrators.remove(tenantId, id), ok(undefined))
      assert.deepEqual(await storage.administrators.remove(tenantId, id), fail({ kind: 'administratorNotFound' }))
    })

    test('of two owners who remove each other at once, one stays', async () => {
      const tenantId = await aTenant()
      const [one, other] = [await add(anAdministrator(tenantId)), await add(anAdministrator(tenantId))]
      const removed = await Promise.all(
        [one, other].map((each) => storage.administrators.remove(tenantId, each.administratorId)),
      )
      assert.equal(removed.filter((each) => each.ok).length, 1)
      assert.equal(await storage.administrators.count(tenantId), 1)
    })

    test('a change reaches nobody of another tenant', async () => {
      const [tenantId, elsewhere] = [await aTenant(), await aTenant()]
      const { administratorId } = await add(anAdministrator(tenantId))
      const gone = fail({ kind: 'administratorNotFound' })
      assert.deepEqual(
        await storage.administrators.update(elsewhere, administratorId, { role: 'auditor' }, quietly),
        gone,
      )
      assert.deepEqual(await storage.administrators.remove(elsewhere, administratorId), gone)
    })

    test('a new password ends every session but the one it was changed in', async () => {
      const tenantId = await aTenant()
      const owner = await add(anAdministrator(tenantId))
      for (const tokenId of ['here', 'there', 'elsewhere']) await aSession(owner, `${owner.administratorId}-${tokenId}`)
      const { administratorId } = owner
      const sessions = { endSessions: true, keepSession: `${administratorId}-here`, at: 5 }
      valueOf(await storage.administrators.update(tenantId, administratorId, { passwordHash: 'new' }, sessions))
      const live = await storage.tokens.listLive(tenantId, { administratorId }, 5)
      assert.deepEqual(
        live.map(({ tokenId }) => tokenId),
        [`${administratorId}-here`],
      )
      assert.equal((await storage.administrators.list(tenantId))[0]?.passwordHash, 'new')
    })

    test('the live tokens of a client are listed, the newest first, and revoked one by one', async () => {
      const tenantId = await aTenant()
      for (const [tokenId, more] of [
        ['older', { issuedAt: 1 }],
        ['newer', { issuedAt: 2 }],
        ['expired', { issuedAt: 3, expiresAt: 9 }],
        ['of another client', { issuedAt: 4, clientId: 'd' }],
      ] as const) {
        await storage.tokens.issue(aToken(tenantId, tokenId, { clientId: 'c', ...more }))
      }
      const ids = async () =>
        (await storage.tokens.listLive(tenantId, { clientId: 'c' }, 10)).map(({ tokenId }) => tokenId)
      assert.deepEqual(await ids(), ['newer', 'older'])
      const revoke = (of: string, tokenId: string) => storage.tokens.revoke(tenantId, { clientId: of }, tokenId, 10)
      assert.equal(await revoke('d', 'newer'), false, 'another client’s')
      assert.equal(await revoke('c', 'newer'), true)
      assert.equal(await revoke('c', 'newer'), false, 'twice')
      assert.equal(await revoke('c', 'expired'), false)
      assert.deepEqual(await ids(), ['older'])
      assert.equal(
        await storage.tokens.revoke(await aTenant(), { clientId: 'c' }, 'older', 10),
        false,
        'another tenant’s',
      )
    })

    test('templates have names of their own in a tenant, and give back what was kept', async () => {
      const [tenantId, elsewhere] = [await aTenant(), await aTenant()]
      const template = {
        templateId: 't',
        name: 'Short',
        settings: { scopes: ['scim'], accessTokenTtl: 5 },
        createdAt: 3,
      }
      valueOf(await storage.templates.create(tenantId, template, 'short'))
      valueOf(await storage.templates.create(elsewhere, template, 'short'))
      const again = await storage.templates.create(tenantId, { ...template, templateId: 'u' }, 'short')
      assert.deepEqual(again, fail({ kind: 'templateNameTaken' }))
      assert.deepEqual(await storage.templates.list(tenantId), [template])
      assert.equal(await storage.templates.remove(tenantId, 't'), true)
      assert.equal(await storage.templates.remove(tenantId, 't'), false)
      assert.equal((await storage.templates.list(elsewhere)).length, 1)
    })

    test('settings are what was saved last, and the defaults before', async () => {
      const tenantId = await aTenant()
      assert.deepEqual(await storage.tenants.settings(tenantId), {
        undoDays: 30,
        changeDays: undefined,
        auditDays: undefined,
      })
      valueOf(await storage.tenants.update(tenantId, { settings: { undoDays: 7, changeDays: 90 } }))
      valueOf(await storage.tenants.update(tenantId, { settings: { undoDays: 8, changeDays: undefined } }))
      assert.deepEqual(await storage.tenants.settings(tenantId), {
        undoDays: 8,
        changeDays: undefined,
        auditDays: undefined,
      })
    })

    test('a tenant gets other host names, and none that another has', async () => {
      const [tenantId, elsewhere] = [await aTenant(), await aTenant()]
      const hosts = (of: number) => [`one-${of}.example`, `two-${of}.example`]
      let told = 0
      storage.tenants.onChange(() => (told += 1))
      valueOf(await storage.tenants.update(tenantId, { name: 'Renamed', hosts: hosts(tenantId) }))
      const tenant = (await storage.tenants.list()).find((each) => each.tenantId === tenantId)
      assert.deepEqual([tenant?.name, tenant?.hosts], ['Renamed', hosts(tenantId)])
      assert.ok(told > 0)
      const taken = await storage.tenants.update(elsewhere, { name: 'Thief', hosts: hosts(tenantId) })
      assert.deepEqual(taken, fail({ kind: 'hostTaken', value: `one-${tenantId}.example` }))
      const other = (await storage.tenants.list()).find((each) => each.tenantId === elsewhere)
      assert.notEqual(other?.name, 'Thief', 'nothing of it was kept')
    })

    test('a directory is renamed, and its domains become others', async () => {
      const { directory } = await aDirectory(storage)
      const { directory: other } = await directoryIn(storage, directory.tenantId, `Beside ${directory.slug}`)
      const update = (name: string, ...domains: string[]) => storage.directories.update(directory, { name, domains })
      const [domain = ''] = directory.domains
      const renamed = await update('A new name', 'new.example', domain)
      assert.deepEqual(renamed, ok({ ...directory, name: 'A new name', domains: ['new.example', domain] }))
      assert.deepEqual(
        await storage.directories.bySlug(directory.tenantId, directory.slug),
        renamed?.ok === true && renamed.value,
      )
      assert.deepEqual(
        await update(other.name.toUpperCase(), domain),
        fail({ kind: 'directoryNameTaken', directoryName: other.name.toUpperCase() }),
      )
      const theirs = (other.domains[0] ?? '').toUpperCase()
      const taken = await update('A new name', theirs)
      assert.deepEqual(taken, fail({ kind: 'domainTaken', domain: theirs, directoryName: other.name }))
      assert.deepEqual((await storage.directories.bySlug(directory.tenantId, directory.slug))?.domains, [
        'new.example',
        domain,
      ])
      await storage.directories.remove(directory)
      assert.equal(await update('Gone', 'gone.example'), undefined)
    })

    const log = async (collection: Parameters<typeof aChange>[0], ids: readonly string[], at = 1): Promise<void> => {
      for (const id of ids) {
        await inOneUnit(storage.resources, (transaction: ResourceTransaction) =>
          transaction.appendChange({ ...aChange(collection, id), at }),
        )
      }
    }
    const sequences = (changes: readonly Change[]) => changes.map(({ sequence }) => sequence)

    test('the change log is read from its end, by resource and by type', async () => {
      const { directory, users, groups } = await aDirectory(storage)
      await log(users, ['a', 'b', 'a'])
      await log(groups, ['g'])
      const read = (query: Omit<Parameters<typeof storage.resources.changes>[1], 'count'>, count = 10) =>
        storage.resources.changes(directory, { ...query, count })
      assert.deepEqual(sequences(await read({})), [4, 3, 2, 1])
      assert.deepEqual(sequences(await read({}, 2)), [4, 3])
      assert.deepEqual(sequences(await read({ before: 3 }, 2)), [2, 1])
      assert.deepEqual(sequences(await read({ resourceId: 'a' })), [3, 1])
      assert.deepEqual(sequences(await read({ resourceId: 'a', before: 3 })), [1])
      assert.deepEqual(sequences(await read({ resourceType: 'Group' })), [4])
      const [change] = await read({ resourceType: 'Group' })
      const { tenantId: _, directoryId: __, ...written } = aChange(groups, 'g')
      assert.deepEqual(change, { ...written, sequence: 4 })
      const { directory: other } = await aDirectory(storage)
      assert.deepEqual(await storage.resources.changes(other, { count: 10 }), [])
    })

    test('what was deleted comes back as long as its tenant keeps it', async () => {
      now = 0
      const { directory, users } = await aDirectory(storage)
      const externalId = 'from-okta'
      await insert(storage.resources, users, 'gone', { externalId })
      await inOneUnit(storage.resources, (transaction) => transaction.remove(users, 'gone', 0, []))
      const found = async () => ({
        byId: (await inOneUnit(storage.resources, (transaction) => transaction.getDeleted(users, 'gone')))?.id,
        byName: (
          await inOneUnit(storage.resources, (transaction) => transaction.findDeleted(users, 'gone', externalId))
        )?.id,
      })
      const there = { byId: 'gone', byName: 'gone' }
      const away = { byId: undefined, byName: undefined }
      for (const [undoDays, day, wanted] of [
        [30, 30, there],
        [30, 31, away],
        [90, 31, there],
        [7, 7, there],
        [7, 8, away],
      ] as const) {
        valueOf(await storage.tenants.update(directory.tenantId, { settings: { undoDays, changeDays: undefined } }))
        now = day * DAY
        assert.deepEqual(await found(), wanted, `kept for ${undoDays} days, asked on day ${day}`)
      }
      const listed = await storage.resources.deleted(users, 0, 10)
      assert.deepEqual(listed, [{ id: 'gone', name: 'gone', deletedAt: 0 }])
    })

    test('changes go when the tenant no longer keeps them, from the beginning and without a gap', async () => {
      const { directory, users } = await aDirectory(storage)
      const { directory: other, users: kept } = await aDirectory(storage)
      await log(users, ['old', 'older'], 0)
      await log(users, ['young'], 10 * DAY)
      // the clock went back: its place in the log counts
      await log(users, ['late'], 0)
      await log(kept, ['old'], 0)
      valueOf(await storage.tenants.update(directory.tenantId, { settings: { undoDays: 1, changeDays: 9 } }))
      now = 12 * DAY
      await storage.purge()
      assert.deepEqual(sequences(await storage.resources.changes(directory, { count: 10 })), [4, 3])
      assert.deepEqual(sequences(await storage.resources.changes(other, { count: 10 })), [1], 'kept for ever')
      await log(users, ['next'], now)
      assert.deepEqual(sequences(await storage.resources.changes(directory, { count: 1 })), [5], 'numbers go on')
    })

    test('a purge of more changes than fit one transaction goes on until it is done', async () => {
      const { directory, users } = await aDirectory(storage)
      await inOneUnit(storage.resources, async (transaction) => {
        for (let i = 0; i < 2_100; i += 1) await transaction.appendChange({ ...aChange(users, `u${i}`), at: 0 })
      })
      await insert(storage.resources, users, 'stays', aRow('stays'))
      valueOf(await storage.tenants.update(directory.tenantId, { settings: { undoDays: 1, changeDays: 1 } }))
      now = 2 * DAY
      await storage.purge()
      assert.deepEqual(await storage.resources.changes(directory, { count: 10 }), [])
    })
  })
}
