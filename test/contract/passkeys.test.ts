import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Administrator } from '../../src/access/ports/administrators.ts'
import type { Challenge, Passkey } from '../../src/access/ports/passkeys.ts'
import { fail, ok } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from './engines.ts'
import { aDirectory, valueOf } from './fixture.ts'

for (const engine of engineKinds) {
  suite(`Passkeys on ${engine.name}`, () => {
    let storage: Storage
    let made = 0
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    const anAdministrator = async (more: Partial<Administrator> = {}): Promise<Administrator> => {
      made += 1
      const administrator: Administrator = {
        tenantId: more.tenantId ?? (await aDirectory(storage)).directory.tenantId,
        administratorId: `administrator-${made}`,
        username: `name ${made}`,
        passwordHash: undefined,
        role: 'owner',
        disabled: false,
        createdAt: 1,
        ...more,
      }
      valueOf(await storage.administrators.create(administrator, administrator.username))
      return administrator
    }
    const aPasskey = ({ tenantId, administratorId }: Administrator, more: Partial<Passkey> = {}): Passkey => {
      made += 1
      return {
        tenantId,
        passkeyId: `passkey-${made}`,
        administratorId,
        credentialId: `credential-${made}`,
        publicKey: 'pQECAyYgASFYIA',
        counter: 0,
        transports: ['internal', 'hybrid'],
        host: 'acme.example',
        name: 'Laptop',
        createdAt: made,
        lastUsedAt: undefined,
        ...more,
      }
    }
    const add = async (passkey: Passkey): Promise<Passkey> => {
      valueOf(await storage.passkeys.add(passkey))
      return passkey
    }
    const aSession = (of: Administrator, tokenId: string): Promise<void> =>
      storage.tokens.issue({
        tenantId: of.tenantId,
        tokenId,
        kind: 'session',
        digest: `digest-of-${tokenId}`,
        clientId: undefined,
        secretId: undefined,
        administratorId: of.administratorId,
        directoryId: undefined,
        scopes: ['admin'],
        issuedAt: 1,
        expiresAt: 100,
      })
    const liveOf = async ({ tenantId, administratorId }: Administrator): Promise<readonly string[]> =>
      (await storage.tokens.listLive(tenantId, { administratorId }, 5)).map(({ tokenId }) => tokenId)
    const at = { at: 5 }

    test('come back as they were added, the oldest first, and by their credential', async () => {
      const ada = await anAdministrator()
      const [older, newer] = [await add(aPasskey(ada)), await add(aPasskey(ada, { counter: 4_294_967_295 }))]
      await add(aPasskey(await anAdministrator({ tenantId: ada.tenantId })))
      assert.deepEqual(await storage.passkeys.list(ada.tenantId, ada.administratorId), [older, newer])
      assert.deepEqual(await storage.passkeys.byCredentialId(ada.tenantId, newer.credentialId), newer)
      assert.equal(await storage.passkeys.byCredentialId(ada.tenantId + 1, newer.credentialId), undefined)
    })

    test('one credential is nobody else’s in the tenant, and may be somebody’s in another', async () => {
      const ada = await anAdministrator()
      const { credentialId } = await add(aPasskey(ada))
      const grace = await anAdministrator({ tenantId: ada.tenantId })
      assert.deepEqual(await storage.passkeys.add(aPasskey(grace, { credentialId })), fail({ kind: 'passkeyTaken' }))
      assert.deepEqual(await storage.passkeys.add(aPasskey(await anAdministrator(), { credentialId })), ok(undefined))
    })

    test('an administrator who is gone gets none, and leaves none', async () => {
      const ada = await anAdministrator()
      await anAdministrator({ tenantId: ada.tenantId })
      await add(aPasskey(ada))
      valueOf(await storage.administrators.remove(ada.tenantId, ada.administratorId))
      assert.deepEqual(await storage.passkeys.list(ada.tenantId, ada.administratorId), [])
      assert.deepEqual(await storage.passkeys.add(aPasskey(ada)), fail({ kind: 'administratorNotFound' }))
    })

    test('a name changes for its owner alone', async () => {
      const [ada, grace] = [await anAdministrator(), await anAdministrator()]
      const passkey = await add(aPasskey(ada))
      assert.equal(await storage.passkeys.rename(grace, passkey.passkeyId, 'Mine'), false)
      assert.equal(await storage.passkeys.rename(ada, passkey.passkeyId, 'Phone'), true)
      assert.equal((await storage.passkeys.list(ada.tenantId, ada.administratorId))[0]?.name, 'Phone')
    })

    test('the last one stays without a password, and goes with one; the other sessions end with it', async () => {
      const ada = await anAdministrator()
      const [one, other] = [await add(aPasskey(ada)), await add(aPasskey(ada))]
      const [here, there] = [`here-${made}`, `there-${made}`]
      for (const tokenId of [here, there]) await aSession(ada, tokenId)
      const remove = ({ passkeyId }: Passkey) => storage.passkeys.remove(ada, passkeyId, { keepSession: here, at: 5 })
      assert.deepEqual(await remove(one), ok(undefined))
      assert.deepEqual(await liveOf(ada), [here])
      assert.deepEqual(await remove(one), fail({ kind: 'passkeyNotFound' }))
      assert.deepEqual(await remove(other), fail({ kind: 'lastWayIn' }))
      assert.deepEqual(await storage.passkeys.list(ada.tenantId, ada.administratorId), [other])
      const { tenantId, administratorId } = ada
      const quietly = { endSessions: false, at: 5 }
      valueOf(await storage.administrators.update(tenantId, administratorId, { passwordHash: '$argon2id$' }, quietly))
      assert.deepEqual(await remove(other), ok(undefined))
    })

    test('a password goes when there is a passkey, and then it is none', async () => {
      const ada = await anAdministrator({ passwordHash: '$argon2id$' })
      const stored = async () => (await storage.administrators.byUsernameKey(ada.tenantId, ada.username))?.passwordHash
      const session = `session-${made}`
      await aSession(ada, session)
      assert.deepEqual(await storage.passkeys.removePassword(ada, at), fail({ kind: 'lastWayIn' }))
      assert.deepEqual([await stored(), await liveOf(ada)], ['$argon2id$', [session]])
      await add(aPasskey(ada))
      assert.deepEqual(await storage.passkeys.removePassword(ada, at), ok(undefined))
      assert.deepEqual([await stored(), await liveOf(ada)], [undefined, []])
    })

    test('of the last two ways in, removed at once, one stays', async () => {
      for (let round = 0; round < 10; round += 1) {
        const ada = await anAdministrator({ passwordHash: '$argon2id$' })
        const passkey = await add(aPasskey(ada))
        const gone = await Promise.all([
          storage.passkeys.removePassword(ada, at),
          storage.passkeys.remove(ada, passkey.passkeyId, at),
        ])
        assert.equal(gone.filter((each) => each.ok).length, 1)
      }
    })

    test('a counter only goes up, also when two uses come at once; one that does not count stays at zero', async () => {
      const ada = await anAdministrator()
      const passkey = await add(aPasskey(ada, { counter: 4 }))
      const use = (counter: number) => storage.passkeys.noteUse(passkey, counter, 7)
      assert.deepEqual([await use(4), await use(3), await use(0)], [false, false, false])
      assert.equal((await Promise.all([use(5), use(5), use(5)])).filter(Boolean).length, 1)
      assert.equal(await use(4_294_967_295), true)
      const [kept] = await storage.passkeys.list(ada.tenantId, ada.administratorId)
      assert.deepEqual([kept?.counter, kept?.lastUsedAt], [4_294_967_295, 7])
      const cloud = await add(aPasskey(ada))
      assert.deepEqual(
        [await storage.passkeys.noteUse(cloud, 0, 8), await storage.passkeys.noteUse(cloud, 0, 9)],
        [true, true],
      )
    })

    test('a challenge is taken once, by one of many, in its own tenant; expired ones are forgotten', async () => {
      const { tenantId, administratorId } = await anAdministrator()
      const challenge: Challenge = {
        tenantId,
        digest: 'digest',
        purpose: 'register',
        origin: 'https://acme.example',
        administratorId,
        boundTo: 'something',
        expiresAt: 10,
      }
      await storage.challenges.keep(challenge, 1)
      assert.equal(await storage.challenges.take(tenantId + 1, 'digest'), undefined)
      for (let round = 0; round < 10; round += 1) {
        const taken = await Promise.all(Array.from({ length: 8 }, () => storage.challenges.take(tenantId, 'digest')))
        assert.deepEqual(
          taken.filter((each) => each !== undefined),
          [challenge],
        )
        await storage.challenges.keep(challenge, 1)
      }
      await storage.challenges.keep({ ...challenge, digest: 'later', expiresAt: 20 }, 10)
      assert.equal(await storage.challenges.take(tenantId, 'digest'), undefined)
      assert.equal((await storage.challenges.take(tenantId, 'later'))?.expiresAt, 20)
    })

    test('a set-up link makes an administrator together with a passkey, or neither', async () => {
      const { tenantId } = (await aDirectory(storage)).directory
      const link = { tenantId, digest: 'link', expiresAt: 10 }
      await storage.setup.issue(link)
      const ada: Administrator = {
        tenantId,
        administratorId: `first-${made}`,
        username: 'ada',
        passwordHash: undefined,
        role: 'owner',
        disabled: false,
        createdAt: 1,
      }
      const passkey = aPasskey(ada)
      const claims = await Promise.all(
        [1, 2, 3].map((each) =>
          storage.setup.claim(
            link,
            2,
            { ...ada, administratorId: `${ada.administratorId}-${each}`, username: `ada${each}` },
            `ada${each}`,
            { ...passkey, passkeyId: `first-${each}`, administratorId: `${ada.administratorId}-${each}` },
          ),
        ),
      )
      assert.equal(claims.filter(Boolean).length, 1)
      const [owner] = await storage.administrators.list(tenantId)
      assert.equal(await storage.administrators.count(tenantId), 1)
      const kept = await storage.passkeys.byCredentialId(tenantId, passkey.credentialId)
      assert.equal(kept?.administratorId, owner?.administratorId)
    })
  })
}
