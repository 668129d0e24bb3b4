import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAt } from '../../src/idp/read-json.ts'
import { playsTwice } from './play-twice.ts'
import { watch } from './watch.ts'

playsTwice('rippling')

test('Rippling looks people up by externalId, and posts somebody a second time', async () => {
  const { seen, first } = await watch('rippling')
  assert.match(first('GET', /^\/Users/).target, /^\/Users\?filter=externalId%20eq%20%22/)
  const posted = seen.flatMap(({ method, target, body }) =>
    method === 'POST' && target === '/Users' ? [textAt(body, 'userName')] : [],
  )
  assert.equal(posted.length, new Set(posted).size + 1)
})
