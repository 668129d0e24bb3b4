import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rawRequest } from '../support/raw-http.ts'
import { startApp } from '../support/start-app.ts'

test('nothing in the store is a secret, a token, a session or a password as it was shown', async () => {
  const app = await startApp()
  try {
    const regenerated = await rawRequest(app.base, {
      path: '/api/v1/oauth2clients/OktaSCIM/secret',
      headers: [`Authorization: HZN ${app.session}`, 'Content-Type: application/json'],
      body: '{"revokeTokens":false}',
    })
    const { secret } = JSON.parse(regenerated.body) as { secret: string }
    const shown = [secret, app.clientSecret, app.token, app.session, app.administrator.password]
    const files = await app.store.contents()
    // what is searched for would be found: the client's id is there in clear
    assert.ok(files.some((file) => file.includes('OktaSCIM')))
    for (const text of shown) assert.ok(files.every((file) => !file.includes(text)))
  } finally {
    await app.close()
  }
})
