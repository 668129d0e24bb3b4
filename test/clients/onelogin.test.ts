import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { includes, watch } from './watch.ts'

playsTwice('onelogin')

test('every URL of OneLogin dangles, and its users have the URNs of a draft', async () => {
  const { seen, first, bodies } = await watch('onelogin')
  assert.ok(seen.every(({ target }) => /[?&]$/.test(target)))
  const post = first('POST', /^\/Users\?$/)
  assert.equal(post.headers.at(-1), 'Content-Type: application/json')
  assert.ok(
    includes(post.body, { schemas: ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0'] }),
  )
  const emails = bodies('POST', /^\/Users/).map((body) => (body as { emails: unknown }).emails)
  assert.ok(emails.some((each) => typeof each === 'string'))
  assert.ok(emails.some((each) => typeof each === 'object' && !Array.isArray(each)))
})
