import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { includes, watch } from './watch.ts'

playsTwice('entra-flag', { users: 120, groups: 8, least: 4_000 })

test('the flag stands in every URL of the first half and in none of the second', async () => {
  const { seen } = await watch('entra-flag')
  const flagged = seen.map(({ target }) => target.startsWith('//') && target.includes('?aadOptscim062020'))
  const half = flagged.lastIndexOf(true)
  assert.ok(half > 100 && half < flagged.length - 20, `${half} of ${flagged.length}`)
  assert.ok(flagged.slice(0, half + 1).every(Boolean))
})

test('its PATCHes have small letters, typed booleans and filters, until somebody is provisioned on demand', async () => {
  const { bodies } = await watch('entra-flag')
  const operations = (target: RegExp) =>
    bodies('PATCH', target).flatMap((body) => (body as { Operations: Record<string, unknown>[] }).Operations)
  const users = operations(/^\/?\/Users\//)
  assert.ok(users.some((each) => includes(each, { op: 'replace', path: 'active', value: false })))
  assert.ok(
    users.some((each) => includes(each, { op: 'replace', value: { 'name.familyName': 'E', externalId: 'ella2' } })),
  )
  assert.ok(users.some((each) => includes(each, { op: 'Replace', path: 'active', value: 'False' })))
  const groups = operations(/^\/?\/Groups\//)
  assert.ok(groups.some(({ op, path }) => op === 'remove' && /^members\[value eq "[^"]+"\]$/.test(String(path))))
  assert.ok(groups.every(({ op }) => op !== 'Remove'))
})
