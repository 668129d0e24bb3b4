import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromBase32, newTotpSecret, stepOf, totpAt, totpUri } from './totp.ts'

// RFC 6238 appendix B, whose secret is the ASCII text 12345678901234567890; its codes have eight digits, of which six are ours
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

for (const [seconds, code] of [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const) {
  test(`the code at second ${seconds} is the one of RFC 6238`, () => {
    assert.equal(totpAt(fromBase32(SECRET), Math.floor(seconds / 30)), code)
    assert.equal(stepOf(SECRET, code, seconds * 1_000), Math.floor(seconds / 30))
  })
}

test('a code is right one step early and one late, and not two', () => {
  const at = 1_111_111_109_000
  assert.deepEqual(
    [-60_000, -30_000, 0, 30_000, 60_000].map((by) => stepOf(SECRET, '081804', at + by)),
    [undefined, 37_037_036, 37_037_036, 37_037_036, undefined],
  )
})

test('what is no code is not right', () => {
  for (const code of ['', '28708', '2870822', 'abcdef', '２８７０８２'])
    assert.equal(stepOf(SECRET, code, 59_000), undefined)
})

test('a secret is 160 random bits, and an app reads it from an address', () => {
  const secret = newTotpSecret((length) => new Uint8Array(length).fill(0xff))
  assert.equal(secret, '7'.repeat(32))
  assert.equal(
    totpUri('Muster: Acme & Co', 'ada@example.com', SECRET),
    `otpauth://totp/Muster%3A%20Acme%20%26%20Co:ada%40example.com?secret=${SECRET}&issuer=Muster%3A%20Acme%20%26%20Co`,
  )
})
