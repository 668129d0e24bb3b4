import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('jumpcloud')

test('JumpCloud makes a user and a group, changes and deletes them before it saves anything', async () => {
  const { seen } = await watch('jumpcloud')
  const kinds = seen.slice(1, 9).map(({ method, target }) => `${method} ${target.split('/')[1]}`)
  assert.deepEqual(kinds, [
    'POST Users',
    'GET Users',
    'PUT Users',
    'POST Groups',
    'GET Groups',
    'PATCH Groups',
    'DELETE Groups',
    'DELETE Users',
  ])
})
