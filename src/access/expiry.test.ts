import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { expiringInUse, noticesOf } from './expiry.ts'
import type { Secret } from './ports/clients.ts'
import type { LongLivedToken } from './ports/expiry.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 5, 1)

const use = (daysAgo: number) => ({ at: NOW - daysAgo * DAY, address: '192.0.2.4', agent: 'Okta SCIM Client 1.0.0' })

/** Of a year, used an hour ago. */
const token = (daysLeft: number, more: Partial<LongLivedToken> = {}): LongLivedToken => ({
  tokenId: 't1',
  kind: 'access',
  clientId: 'OktaSCIM',
  issuedAt: NOW + (daysLeft - 365) * DAY,
  expiresAt: NOW + daysLeft * DAY,
  lastUse: use(1 / 24),
  ...more,
})

const secret = (more: Partial<Secret>): Secret => ({
  secretId: 's1',
  digest: '',
  hint: 'x9Zk',
  createdAt: NOW - 300 * DAY,
  retiresAt: undefined,
  kept: false,
  firstUsedAt: NOW - 299 * DAY,
  lastUse: use(0.01),
  ...more,
})

const stagesOf = (...tokens: readonly LongLivedToken[]) =>
  noticesOf(expiringInUse(tokens, [], NOW), NOW).map(({ credentialId, stage }) => `${credentialId}:${stage}`)

describe('a token of a year that is in use', () => {
  for (const [daysLeft, stages] of [
    [31, []],
    [30 + 1 / DAY, []],
    [30, ['t1:30']],
    [14 + 1 / DAY, ['t1:30']],
    [14, ['t1:14']],
    [7, ['t1:7']],
    [1 + 1 / DAY, ['t1:7']],
    [1, ['t1:1']],
    [1 / DAY, ['t1:1']],
    [0, []],
    [-1, []],
  ] as const) {
    test(`is announced ${daysLeft} days before its end as ${JSON.stringify(stages)}`, () =>
      assert.deepEqual(stagesOf(token(daysLeft)), stages))
  }
})

test('a stage as long as the whole lifetime announces nothing: who made a token for a week knows of it', () => {
  const ofAWeek = (daysLeft: number) => token(daysLeft, { issuedAt: NOW + (daysLeft - 7) * DAY })
  assert.deepEqual(stagesOf(ofAWeek(7)), [])
  assert.deepEqual(stagesOf(ofAWeek(2)), [])
  assert.deepEqual(stagesOf(ofAWeek(1)), ['t1:1'])
})

for (const [what, more, stages] of [
  ['used 30 days ago', { lastUse: use(30) }, ['t1:7']],
  ['used longer ago', { lastUse: use(31) }, []],
  ['never used', { lastUse: undefined }, []],
] as const) {
  test(`a token that was ${what} is ${stages.length === 0 ? 'not announced' : 'announced'}`, () =>
    assert.deepEqual(stagesOf(token(5, more)), stages))
}

describe('a token that another one follows', () => {
  const follower = token(360, { tokenId: 't2', issuedAt: NOW - 5 * DAY, lastUse: use(0) })
  test('is not announced once the other one is used in its place', () =>
    assert.deepEqual(stagesOf(token(5, { lastUse: use(6) }), follower), []))
  test('is announced while it is still used', () => assert.deepEqual(stagesOf(token(5), follower), ['t1:7']))
  test('is announced while nobody has used the other one', () =>
    assert.deepEqual(stagesOf(token(5, { lastUse: use(6) }), { ...follower, lastUse: undefined }), ['t1:7']))
  test('is announced where the other one is of another client', () =>
    assert.deepEqual(stagesOf(token(5, { lastUse: use(6) }), { ...follower, clientId: 'Entra' }), ['t1:7']))
})

test('a refresh token is announced as long as its authorization was used of late, by its own last exchange', () => {
  const refresh = (idleDays: number) =>
    token(10 - idleDays, { kind: 'refresh', issuedAt: NOW - idleDays * DAY, lastUse: undefined })
  assert.deepEqual(stagesOf(refresh(2)), [])
  assert.deepEqual(stagesOf(refresh(3)), ['t1:7'])
  assert.deepEqual(stagesOf(refresh(9)), ['t1:1'])
})

describe('a secret', () => {
  const notices = (...secrets: readonly Secret[]) =>
    noticesOf(expiringInUse([], [{ clientId: 'OktaSCIM', secrets }], NOW), NOW).map(({ kind, hint, stage }) => [
      kind,
      hint,
      stage,
    ])
  const current = secret({ secretId: 's2', createdAt: NOW - DAY, firstUsedAt: undefined, lastUse: undefined })

  test('without an end is not announced', () => assert.deepEqual(notices(secret({})), []))
  test('that is being replaced is announced while it is used', () =>
    assert.deepEqual(notices(secret({ retiresAt: NOW + 0.9 * DAY }), current), [['secret', 'x9Zk', 1]]))
  test('that has been replaced everywhere retires by itself, and is not announced', () => {
    const used = { ...current, firstUsedAt: NOW - 0.5 * DAY, lastUse: use(0.1) }
    assert.deepEqual(notices(secret({ retiresAt: NOW + 0.9 * DAY, lastUse: use(0.6) }), used), [])
  })
  test('that nobody used for a month is not announced', () =>
    assert.deepEqual(notices(secret({ retiresAt: NOW + 0.9 * DAY, lastUse: use(40) }), current), []))
})

test('the nearest end comes first', () =>
  assert.deepEqual(stagesOf(token(20), token(3, { tokenId: 't2' }), token(9, { tokenId: 't3' })), [
    't2:7',
    't3:14',
    't1:30',
  ]))
