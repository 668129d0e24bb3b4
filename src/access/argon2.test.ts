import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createPasswordHasher } from './argon2.ts'

const hasher = createPasswordHasher(randomBytes)
const hashed = async (password: string) => {
  const hash = await hasher.hash(password)
  return hash.ok ? hash.value : assert.fail('busy')
}
const verified = async (password: string, phc: string | undefined) => {
  const result = await hasher.verify(password, phc)
  return result.ok ? result.value : assert.fail('busy')
}

test('a password verifies against its own hash and no other does', async () => {
  const phc = await hashed('correct horse battery staple')
  assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.equal(await verified('correct horse battery staple', phc), true)
  assert.equal(await verified('correct horse battery stapl', phc), false)
  // bcrypt would cut here
  const long = 'x'.repeat(72)
  assert.equal(await verified(`${long}b`, await hashed(`${long}a`)), false)
})

test('the same password has another hash each time', async () => {
  assert.notEqual(await hashed('correct horse battery staple'), await hashed('correct horse battery staple'))
})

test('nobody has the password of no hash or a broken one', async () => {
  assert.equal(await verified('', undefined), false)
  assert.equal(await verified('x', 'not a hash'), false)
})

test('a hash made elsewhere with other parameters verifies (RFC 9106 in PHC form)', async () => {
  const phc = '$argon2id$v=19$m=32,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$'
  const { argon2Sync } = await import('node:crypto')
  const tag = argon2Sync('argon2id', {
    message: 'pw',
    nonce: 'somesaltsomesalt',
    memory: 32,
    passes: 3,
    parallelism: 4,
    tagLength: 24,
  })
  assert.equal(await verified('pw', phc + tag.toString('base64').replaceAll('=', '')), true)
})

test('eighteen at once are served, the nineteenth is told to come back', async () => {
  const results = await Promise.all(Array.from({ length: 19 }, () => hasher.verify('x', undefined)))
  assert.equal(results.filter(({ ok }) => ok).length, 18)
  const refused = results.find(({ ok }) => !ok)
  assert.ok(refused !== undefined && !refused.ok && refused.error.retryAfterSeconds >= 1)
  assert.equal((await hasher.verify('x', undefined)).ok, true)
})
