import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type Caller } from '../support/admin-api.ts'
import { signedInPage } from '../support/an-authorization.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

/** Two secrets side by side, and what somebody found. */

let app: RunningApp
let api: Caller
before(async () => {
  app = await startApp()
  api = await signedInPage(app)
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('both secrets stand side by side with who used them last; the old one is prolonged, then retired', async () => {
  const old = String((await api('POST', '/clients', { clientId: 'Rotating' })).json['secret'])
  await api('POST', '/clients/Rotating/secret', { overlapMinutes: 60, revokeTokens: false })
  await requestToken(app.base, 'Rotating', old)
  const secrets = async () =>
    (await api('GET', '/clients/Rotating')).json['secrets'] as readonly { lastUsedAt: string | null }[]
  for (let i = 0; i < 100 && (await secrets()).every(({ lastUsedAt }) => lastUsedAt === null); i += 1) {
    await new Promise((later) => setTimeout(later, 100))
  }

  const { page, close, complaints } = await openSignedIn(app, '/settings/oauth/clients/Rotating')
  const information = page.getByRole('region', { name: 'Client Information' })
  const items = information.getByRole('listitem')
  assert.equal(await items.count(), 2)
  const older = items.filter({ hasText: 'Old one, ends' })
  await older.getByText('127.0.0.1').waitFor()
  await items.filter({ hasText: 'Current' }).getByText('never').waitFor()
  await older.getByRole('button', { name: 'Keep seven more days' }).click()
  await page.getByText('works for seven more days').waitFor()
  await older.getByText(/next week|in 7 days|in 1 week/).waitFor()
  await older.getByRole('button', { name: 'Retire now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retire now' }).click()
  await items.filter({ hasText: 'Ended' }).waitFor()
  await assert.rejects(requestToken(app.base, 'Rotating', old))
  assert.deepEqual(complaints, [])
  await close()
})

test('a credential that was found is identified and revoked, and the address keeps the open panel', async () => {
  const { page, close, complaints } = await openSignedIn(app, '/settings/oauth')
  await page.getByRole('button', { name: 'Found a credential?' }).click()
  await page.waitForURL(/panel=found/)
  const dialog = page.getByRole('dialog', { name: 'Found a credential?' })
  const field = dialog.getByRole('textbox', { name: 'Secret or token' })
  await field.fill('not-one-of-ours')
  await dialog.getByRole('button', { name: 'Identify' }).click()
  await dialog.getByText('Nothing that Muster made').waitFor()

  const token = await requestToken(app.base, 'OktaSCIM', app.clientSecret)
  await field.fill(token)
  assert.equal(await dialog.getByText('Nothing that Muster made').count(), 0, 'an old answer is not about a new text')
  await dialog.getByRole('button', { name: 'Identify' }).click()
  await dialog.getByText('An access token of the client OktaSCIM').waitFor()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByText('It no longer works.').waitFor()
  const { status } = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(status, 401)

  await field.fill(app.clientSecret)
  await dialog.getByRole('button', { name: 'Identify' }).click()
  await dialog.getByText('it is the current secret').waitFor()
  await dialog.getByRole('link', { name: 'Open OktaSCIM' }).click()
  await page.getByRole('dialog', { name: /Regenerate/ }).waitFor()
  assert.deepEqual(complaints, [])
  await close()
})
