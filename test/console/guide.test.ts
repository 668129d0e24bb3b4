import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'
import { clipboard, openSignedIn } from './console-fixture.ts'

/** The client task of the set-up guide, by the labels that the guide names. */

let app: RunningApp
/** The token of the first test, for those after it. */
let guideToken = ''
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('an administrator adds the client of the guide, keeps its secret and generates the token without Postman', async () => {
  const { page, close, complaints } = await openSignedIn(app, '/')
  await page.getByRole('link', { name: 'OAuth 2.0 Management' }).first().click()
  assert.equal(await page.getByRole('tab', { name: 'Clients', selected: true }).count(), 1)
  assert.equal(await page.getByRole('tab', { name: 'Templates' }).count(), 1)
  await page.getByRole('link', { name: 'Add Client' }).click()

  await page.getByRole('radiogroup', { name: 'Access type' }).getByLabel('Service Client Token').check()
  const id = page.getByLabel('Client ID')
  await id.fill('Okta SCIM')
  await page.getByText('Not allowed in a client ID').waitFor()
  await id.fill('oktascim')
  await page.getByText('A client with the id OktaSCIM exists already').waitFor()
  await id.fill('OktaGuide')
  await page.getByText('This ID is free').waitFor()
  await page.getByLabel('Access token time-to-live (TTL)', { exact: true }).fill('1')
  await page.getByLabel('Unit of Access token time-to-live (TTL)').selectOption('years')
  const year = new Date().getFullYear() + 1
  await page.getByText(new RegExp(`A token made now works until .*${year}`)).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()

  await page.getByRole('heading', { level: 1, name: 'OktaGuide' }).waitFor()
  const information = page.getByRole('region', { name: 'Client Information' })
  await information.getByRole('button', { name: 'Copy Shared Secret' }).click()
  const secret = await clipboard(page)
  assert.match(secret, /^muster_cs_/)
  assert.match(await requestToken(app.base, 'OktaGuide', secret), /^muster_at_/)
  assert.equal(await page.getByText('1 year').count(), 1)

  const generate = page.getByRole('region', { name: 'Generate token' })
  await generate.getByRole('button', { name: 'Generate token' }).click()
  await generate.getByRole('button', { name: 'Copy Token' }).click()
  guideToken = await clipboard(page)
  const answer = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${guideToken}` } })
  assert.equal(answer.status, 200)
  assert.deepEqual(complaints, [])
  await close()
})

test('leaving before the secret is copied or downloaded asks first, and staying keeps it', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.getByLabel('Client ID').fill('guarded')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'guarded' }).waitFor()
  const secret = page.locator('code', { hasText: /^muster_cs_/ })
  await secret.waitFor()

  await page.getByRole('link', { name: 'Users', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave without the Shared Secret?' })
  await dialog.getByRole('button', { name: 'Stay' }).click()
  assert.equal(await secret.count(), 1)

  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (question) => {
      resolve(question.type())
      void question.dismiss()
    })
  })
  await page.evaluate('void setTimeout(() => location.reload(), 0)')
  assert.equal(await asked, 'beforeunload')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  assert.equal((await download).suggestedFilename(), 'guarded-secret.txt')
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'guarded' }).waitFor()
  await page.getByText('••••••••').first().waitFor()
  assert.equal(await secret.count(), 0)
  await close()
})

test('regenerating asks what becomes of the old secret and of the tokens, and does exactly that', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/clients/OktaSCIM')
  await page.getByRole('button', { name: 'Regenerate Secret' }).click()
  assert.match(page.url(), /panel=regenerate/)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Regenerate Secret' }).click()
  await dialog.getByText('Choose what happens to the tokens.').waitFor()
  await dialog.getByLabel(/^(It goes|They go) on until/).check()
  await dialog.getByRole('button', { name: 'Regenerate Secret' }).click()
  await page.getByRole('button', { name: 'Copy Shared Secret' }).click()
  const renewed = await clipboard(page)
  assert.match(await requestToken(app.base, 'OktaSCIM', app.clientSecret), /^muster_at_/, 'the old one overlaps')
  assert.match(await requestToken(app.base, 'OktaSCIM', renewed), /^muster_at_/)

  await page.getByRole('button', { name: 'Regenerate Secret' }).click()
  await dialog.getByLabel('Replace it now').check()
  await dialog.getByLabel(/^End (it|all)/).check()
  await dialog.getByRole('button', { name: 'Regenerate Secret' }).click()
  await page.getByRole('button', { name: 'Copy Shared Secret' }).waitFor()
  await assert.rejects(requestToken(app.base, 'OktaSCIM', renewed), /401/)
  const answer = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${app.token}` } })
  assert.equal(answer.status, 401)
  await close()
})

test('a disabled client is refused and goes on with Undo', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/clients/OktaGuide')
  const users = async (): Promise<number> => {
    const answer = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${guideToken}` } })
    return answer.status
  }
  assert.equal(await users(), 200)
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('OktaGuide is disabled').waitFor()
  assert.equal(await users(), 401)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('OktaGuide is enabled again').waitFor()
  assert.equal(await users(), 200)
  await close()
})

test('deleting a client says what stops and wants its id typed', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/clients/guarded?panel=delete')
  const dialog = page.getByRole('dialog', { name: 'Delete guarded' })
  await dialog.getByText('This stops working at once').waitFor()
  const button = dialog.getByRole('button', { name: 'Delete client' })
  assert.equal(await button.isDisabled(), true)
  await dialog.getByLabel(/to confirm/).fill('guarded')
  await button.click()
  await page.getByRole('heading', { level: 1, name: 'OAuth 2.0 Management' }).waitFor()
  await page.getByRole('table', { name: 'Clients' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'guarded' }).count(), 0)
  await close()
})

test('a template pre-fills the next client, and a deleted one comes back with Undo', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/templates/new')
  await page.getByLabel('Template name').fill('Nightly report')
  await page.getByLabel('Access token time-to-live (TTL)', { exact: true }).fill('15')
  await page.getByLabel('Unit of Access token time-to-live (TTL)').selectOption('minutes')
  await page.getByRole('button', { name: 'Save' }).click()
  const table = page.getByRole('table', { name: 'Templates' })
  await table.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No template yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await table.getByRole('link', { name: 'Use' }).click()
  await page.getByLabel('Client ID').waitFor()
  assert.equal(await page.getByLabel('Access token time-to-live (TTL)', { exact: true }).inputValue(), '15')
  await close()
})
