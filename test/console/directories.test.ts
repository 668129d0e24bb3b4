import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { clipboard, openSignedIn } from './console-fixture.ts'

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

const scim = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${app.scimBase}${path}`, {
    method,
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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

test('what was deleted is brought back from the page of its directory', async () => {
  const created = await scim('POST', '/Users', { userName: 'ada.quill@example.com', displayName: 'Ada Quill' })
  const { id } = (await created.json()) as { readonly id: string }
  await scim('DELETE', `/Users/${id}`)
  const { page, close } = await openSignedIn(app, '/integrations/directories/okta-universal-directory')
  const row = page.getByRole('row', { name: /ada\.quill|Ada Quill/ })
  await row.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('Nothing was deleted lately.').waitFor()
  assert.equal((await scim('GET', `/Users/${id}`)).status, 200)
  await page.getByRole('link', { name: '1', exact: true }).click()
  await page.getByRole('link', { name: 'ada.quill@example.com' }).waitFor()
  assert.match(page.url(), /directory=okta-universal-directory/)
  await close()
})

test('base URLs are copied from the list and from the page', async () => {
  const { page, close } = await openSignedIn(app, '/integrations/directories')
  await page.getByRole('button', { name: /Copy/ }).click()
  assert.equal(await clipboard(page), `${app.base}/directories/okta-universal-directory/scim/v2`)
  await close()
})
