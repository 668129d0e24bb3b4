import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('an owner adds an auditor, who sees everything, is offered no change and is refused the one that is tried', async () => {
  const { page, close } = await openSignedIn(app, '/settings/administrators')
  await page.getByRole('button', { name: 'Add administrator' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Username' }).fill('auditor')
  await dialog.getByLabel('Password', { exact: true }).fill('short')
  await dialog.getByRole('button', { name: 'Add administrator' }).click()
  await dialog.getByText(/needs at least 15/).waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill('a password of many words')
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Auditor' }).click()
  await dialog.getByRole('button', { name: 'Add administrator' }).click()
  await page.getByText('auditor can sign in now.').waitFor()
  await close()

  const auditor = { ...app, administrator: { username: 'auditor', password: 'a password of many words' } }
  const visit = await openSignedIn(auditor, '/integrations/directories/new')
  await visit.page.getByRole('textbox', { name: 'Name' }).fill('Refused')
  await visit.page.getByRole('combobox', { name: 'Domains' }).fill('refused.example,')
  await visit.page.getByRole('button', { name: 'Save' }).click()
  await visit.page.getByText(/needs the scope admin/).waitFor()
  await visit.close()

  const looking = await openSignedIn(auditor, '/settings/oauth/clients/OktaSCIM')
  await looking.page.getByRole('table', { name: 'Live tokens' }).waitFor()
  const offers = looking.page
    .locator('#page')
    .getByRole('button', { name: /Regenerate|Delete|Disable|Generate|Revoke/ })
  assert.equal(await offers.count(), 0)
  await looking.close()
})

test('the tenant keeps its new settings, and a refused one stands at its field', async () => {
  const { page, close } = await openSignedIn(app, '/settings/tenant')
  await page.getByRole('combobox', { name: 'Host names' }).fill('https://wrong,')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/is not a host name such as/).waitFor()
  await page.reload()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Example')
  await page.getByLabel('Days to undo a deletion').fill('7')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The tenant is saved.').waitFor()
  await page.reload()
  assert.equal(await page.getByLabel('Days to undo a deletion').inputValue(), '7')
  await close()
})
