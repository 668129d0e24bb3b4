import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { apiOf } from '../support/admin-api.ts'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { violations } from './axe.ts'
import { openSignedIn } from './console-fixture.ts'

let app: RunningApp
let auditor: RunningApp
before(async () => {
  app = await startApp()
  const api = apiOf(app.base, `Bearer ${app.token}`)
  await api('PATCH', '/clients/OktaSCIM', { displayName: 'Okta of Acme' })
  for (let i = 1; i <= 60; i += 1) await api('POST', '/templates', { name: `Template ${i}` })
  const account = { username: 'auditor', password: 'a password of many words' }
  const owner = apiOf(app.base, `HZN ${app.session}`)
  assert.equal((await owner('POST', '/administrators', { ...account, role: 'auditor' })).status, 201)
  auditor = { ...app, administrator: account }
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('an auditor searches the log, opens an entry, sees from what to what, and goes back', async () => {
  const { page, close } = await openSignedIn(auditor, '/settings/audit')
  const table = page.getByRole('table', { name: 'Audit Log' })
  await table.waitFor()
  assert.equal(await table.getByRole('row').count(), 51)
  await page.getByRole('button', { name: 'Load more' }).click()
  await table.getByText('Tenant created').waitFor()
  await page.getByPlaceholder('Search the log').fill('okta of acme')
  await page.waitForURL(/q=okta/)
  await table.getByRole('link', { name: 'Client changed' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('client.update').waitFor()
  assert.match(new URL(page.url()).search, /q=okta(?:%20|\+)of(?:%20|\+)acme/)
  assert.match((await dialog.textContent()) ?? '', /displayName\s*OktaSCIM\s*→\s*Okta of Acme/)
  await dialog.getByRole('link', { name: 'OktaSCIM' }).click()
  await page.getByRole('button', { name: 'Only by OktaSCIM' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Only by OktaSCIM' }).click()
  await page.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Sign-ins and sessions' }).click()
  await table.getByText('Signed in').first().waitFor()
  await table.getByText('Template created').first().waitFor({ state: 'detached' })
  assert.match(page.url(), /act=session/)
  await page.getByLabel('To day').fill('2020-01-01')
  await page.getByText('Nothing found.').waitFor()
  await close()
})

test('the files hold what the filters find, in whatever many parts they come', async () => {
  const { page, close } = await openSignedIn(auditor, '/settings/audit?act=template')
  await page.getByRole('table', { name: 'Audit Log' }).waitFor()
  for (const [button, lines] of [
    ['Export CSV', 61],
    ['Export NDJSON', 60],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    const text = readFileSync(await file.path(), 'utf8')
    assert.equal(text.trimEnd().split('\n').length, lines, button)
    assert.match(file.suggestedFilename(), /^audit\.(?:csv|ndjson)$/)
  }
  await close()
})

test('what cannot be loaded says so and is tried again; an entry that is not there is not an error', async () => {
  const { page, go, close } = await openSignedIn(auditor, '/settings/tenant')
  await page.route('**/api/v1/audit?*', (route) => route.fulfill({ status: 503, body: '' }))
  await go('/settings/audit')
  await page.getByRole('alert').waitFor()
  await page.unroute('**/api/v1/audit?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table', { name: 'Audit Log' }).waitFor()
  await go('/settings/audit?entry=99999')
  await page.getByText('This entry is not in the log.').waitFor()
  await close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test(`the log has no barrier and no overflow, ${colorScheme}, ${width} pixels`, async () => {
      const { page, go, close } = await openSignedIn(auditor, '/settings/audit', { colorScheme, width })
      for (const path of ['/settings/audit', '/settings/audit?q=nobody-at-all', '/settings/audit?entry=3']) {
        await go(path)
        if (path.endsWith('entry=3')) await page.getByRole('dialog').getByText('muster audit verify').waitFor()
        else
          await page
            .getByText(/Load more|Nothing found/)
            .first()
            .waitFor()
        assert.deepEqual(await violations(page), [], path)
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
        assert.equal(wide, 0, `${path} is ${String(wide)} pixels too wide`)
      }
      await close()
    })
  }
}
