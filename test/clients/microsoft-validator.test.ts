import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAt } from '../../src/idp/read-json.ts'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('microsoft-validator', { users: 4, groups: 0, least: 800 })

test('all 31 tests are made, in order, and leave nothing behind', async () => {
  const { report, seen } = await watch('microsoft-validator')
  const numbers = report.checks.flatMap(({ step }) => /^(\d+) /.exec(step)?.[1] ?? []).map(Number)
  assert.deepEqual(
    [...new Set(numbers)].sort((a, b) => a - b),
    Array.from({ length: 31 }, (_, i) => i + 1),
  )
  const count = (method: string, path: string) =>
    seen.filter((each) => each.method === method && each.target.startsWith(path)).length
  // two POSTs are duplicates, and two DELETEs of each kind are meant to meet nobody
  assert.ok(count('DELETE', '/Users/') >= count('POST', '/Users') - 1)
  assert.ok(count('DELETE', '/Groups/') >= count('POST', '/Groups') - 1)
})

test('its filters carry their double quotes as they are, and its values mean nothing', async () => {
  const { first } = await watch('microsoft-validator')
  assert.match(first('GET', /^\/Users\?filter/).target, /^\/Users\?filter=userName\+eq\+"[a-z]+%40[A-Z]+\.example"$/)
  const body = first('POST', /^\/Users$/).body ?? {}
  assert.match(textAt(body, 'locale') ?? '', /^[A-Z]{12}$/)
  assert.deepEqual(
    (body['roles'] as { primary: unknown }[]).map(({ primary }) => primary),
    ['True'],
  )
})
