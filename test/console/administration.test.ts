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

  const changeDays = page.getByLabel('Days to keep changes')
  assert.equal(await changeDays.inputValue(), '', 'every change is kept')
  await changeDays.fill('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/must be a whole number of days from 7/).waitFor()
  assert.equal(await changeDays.getAttribute('aria-invalid'), 'true')
  for (const days of ['30', '']) {
    await changeDays.fill(days)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The tenant is saved.').last().waitFor()
    await page.reload()
    assert.equal(await changeDays.inputValue(), days)
  }
  await close()
})

test('an owner changes a role, disables an account and removes it; each holds at once', async () => {
  const password = 'another password of many words'
  const helper = { ...app, administrator: { username: 'helper', password } }
  const { page, complaints, close } = await openSignedIn(app, '/settings/administrators?panel=add')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Username' }).fill('helper')
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Add administrator' }).click()
  const row = page.getByRole('row', { name: /helper/ })
  await row.getByRole('combobox', { name: 'Role: helper' }).click()
  await page.getByRole('option', { name: 'Auditor' }).click()
  await page.getByText('The account is changed; its sessions ended.').waitFor()

  const visit = await openSignedIn(helper, '/settings/administrators')
  await visit.page.getByRole('heading', { name: 'Your sessions' }).waitFor()
  assert.equal(await visit.page.getByRole('button', { name: 'Add administrator' }).count(), 0)
  await row.getByRole('button', { name: 'Disable' }).click()
  await row.getByRole('button', { name: 'Enable' }).waitFor()
  await visit.page.reload()
  await visit.page.locator('input[autocomplete=current-password]').waitFor()
  await visit.close()

  await row.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('helper can no longer sign in.').waitFor()
  await row.waitFor({ state: 'detached' })
  assert.deepEqual(complaints, [])
  await close()
})

test('sessions are ended from the list, and a new password ends the other ones', async () => {
  const other = await openSignedIn(app, '/settings/tenant')
  const { page, close } = await openSignedIn(app, '/settings/administrators')
  const table = page.getByRole('table', { name: 'Your sessions' })
  await table.getByText('This one').waitFor()
  const others = table.getByRole('button', { name: 'Sign out' })
  const before = await others.count()
  assert.ok(before > 0)
  await others.first().click()
  await page.getByText('The session ended.').waitFor()
  await page.waitForFunction(
    `document.querySelectorAll('table[aria-label="Your sessions"] button').length === ${before - 1}`,
  )

  const next = 'a fresh password of many words'
  await page.getByLabel('Current password').fill('wrong')
  await page.getByLabel('New password', { exact: true }).fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await page
    .getByText(/current password/i)
    .nth(1)
    .waitFor()
  await page.getByLabel('Current password').fill(app.administrator.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Your password is changed').waitFor()
  await table.getByRole('button').first().waitFor({ state: 'detached' })
  await other.page.reload()
  await other.page.locator('input[autocomplete=current-password]').waitFor()
  await other.close()
  await close()
})
