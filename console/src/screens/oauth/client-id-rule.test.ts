import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isClientId as isClientIdOfTheServer } from '../../../../src/access/client-rules.ts'
import { forbiddenIn, isClientId } from './client-id-rule.ts'

test('the page and the server agree on what a client id is', () => {
  for (const id of ['OktaSCIM', 'a', 'a.b_c-d@e', 'x'.repeat(256), 'x'.repeat(257), '', '.', '..', 'a b', 'ä', 'a/b']) {
    assert.equal(isClientId(id), isClientIdOfTheServer(id), JSON.stringify(id))
  }
})

test('each forbidden character is named once', () => {
  assert.deepEqual(forbiddenIn('Okta SCIM / ä ä'), [' ', '/', 'ä'])
})
