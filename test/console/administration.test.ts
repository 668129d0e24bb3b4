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

test('a directory is added without Postman; a taken domain names the directory that has it', async () => {
  const { page, complaints, close } = await openSignedIn(app, '/integrations/directories')
  await page.getByRole('link', { name: 'Add directory' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Second Directory')
  const domains = page.getByRole('combobox', { name: 'Domains' })
  await domains.fill('okta.com')
  await page.getByText(/already belongs to the directory "Okta Universal Directory"/).waitFor()
  await domains.fill('second.example')
  await page.getByText('This domain is free.').waitFor()
  await domains.press('Enter')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Second Directory', level: 1 }).waitFor()
  await page.getByText(`${app.base}/directories/second-directory/scim/v2`).waitFor()

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('The Second')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'The Second', level: 1 }).waitFor()

  await page.getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('button', { name: 'Delete directory' })
  assert.equal(await confirm.isDisabled(), true)
  await page.getByRole('textbox', { name: /to confirm/ }).fill('The Second')
  await confirm.click()
  await page.getByText('The Second is deleted with 0 users and 0 groups.').waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('what was typed into a form is asked for before it is left', async () => {
  const { page, close } = await openSignedIn(app, '/integrations/directories/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Not saved')
  await page.getByRole('link', { name: 'Users' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Not saved')
  await close()
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
