import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { nameOf } from '../../src/conformance/check.ts'
import { examine } from '../../src/conformance/examine.ts'
import { openScim, type Scim } from '../../src/conformance/scim.ts'
import { SECTIONS } from '../../src/conformance/sections.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'
import { NOT_YET } from './not-yet.ts'
import { REFUSED_ON_PURPOSE } from './refused-on-purpose.ts'
import { watchAnswers } from './every-answer.ts'
import { defineTestResource } from './test-resource.ts'

let app: RunningApp
let scim: Scim
const watch = watchAnswers()

before(async () => {
  app = await startApp()
  await defineTestResource(app)
  scim = await openScim(new URL(app.scimBase), app.token, { fetch: watch.fetch, nonce: randomBytes(4).toString('hex') })
})
after(() => app.close())

for (const { title, checks } of SECTIONS) {
  describe(title, () => {
    for (const check of checks) {
      const name = nameOf(check)
      const reason = REFUSED_ON_PURPOSE.get(name)
      const todo = NOT_YET.get(name)
      test(
        reason === undefined ? name : `${name} - refused on purpose`,
        todo === undefined ? {} : { todo },
        async (t) => {
          const outcome = await examine(scim, check)
          if (outcome.kind === 'not offered') return t.skip(outcome.why)
          if (reason !== undefined)
            assert.equal(outcome.kind, 'not met', 'it is met: take it from refused-on-purpose.ts')
          else if (outcome.kind === 'not met') assert.fail(outcome.why)
        },
      )
    }
  })
}

/** Those that compare addresses, in the other places where the same service is. */
describe('the other base URLs', () => {
  const checks = SECTIONS.flatMap((section) => section.checks).filter(({ clause }) =>
    ['RFC 7643 §3.1', 'RFC 7643 §4.1.2', 'RFC 7643 §5', 'RFC 7644 §3.3', 'RFC 7644 §3.13'].includes(clause),
  )
  for (const mount of ['/usergroup/scim/v2', '/directories/okta-universal-directory/scim/v2']) {
    for (const check of checks) {
      test(`${mount}: ${nameOf(check)}`, async (t) => {
        const nonce = randomBytes(4).toString('hex')
        const outcome = await examine(
          await openScim(new URL(app.base + mount), app.token, { fetch: watch.fetch, nonce }),
          check,
        )
        if (outcome.kind === 'not offered') t.skip(outcome.why)
        else if (outcome.kind === 'not met') assert.fail(outcome.why)
      })
    }
  }
})

test('each of all these answers has its media type, schemas, headers and numbers, and nothing that is unassigned', () => {
  assert.deepEqual([...new Set(watch.faults)].slice(0, 20), [])
  assert.ok(watch.seen() > 1_000, `${watch.seen()} answers were seen`)
})

test('every exception belongs to a check', () => {
  const names = new Set(SECTIONS.flatMap(({ checks }) => checks.map(nameOf)))
  for (const name of [...REFUSED_ON_PURPOSE.keys(), ...NOT_YET.keys()]) assert.ok(names.has(name), name)
})

test('no two checks have the same name', () => {
  const names = SECTIONS.flatMap(({ checks }) => checks.map(nameOf))
  assert.deepEqual([...new Set(names)], names)
})
