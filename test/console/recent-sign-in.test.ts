import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, signIn as cookieOf } from '../support/admin-api.ts'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { violations } from './axe.ts'
import { openSignedIn } from './console-fixture.ts'

const MINUTE = 60_000
let app: RunningApp
let late = 0
before(async () => void (app = await startApp({ clock: () => Date.now() + late })))
after(async () => {
  await app.close()
  await closeBrowser()
})

test('what asks for a recent sign-in gets it over the open page, and goes on with what was typed', async () => {
  const { page, complaints, close } = await openSignedIn(app, '/settings/administrators?panel=add')
  const adding = page.getByRole('dialog', { name: 'Add administrator' })
  await adding.getByLabel('Username').fill('katherine.johnson')
  await adding.getByLabel('Password', { exact: true }).fill('orbit lantern seven velvet')
  late += 11 * MINUTE
  await adding.getByRole('button', { name: 'Add administrator' }).click()
  const again = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await again.getByText(/last ten minutes/).waitFor()
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await violations(page), [])
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width)
  }

  // who changes their mind is told why nothing happened, and has lost nothing
  await again.getByRole('button', { name: 'Close' }).click()
  await adding.getByText(/needs a sign-in of the last ten minutes/).waitFor()
  assert.equal(await adding.getByLabel('Username').inputValue(), 'katherine.johnson')

  await adding.getByRole('button', { name: 'Add administrator' }).click()
  await again.getByLabel('Password', { exact: true }).fill(app.administrator.password)
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('katherine.johnson can sign in now.').waitFor()
  await page.getByRole('row', { name: /katherine\.johnson/ }).waitFor()
  // the browser complains of the two refusals itself
  assert.deepEqual(
    complaints.filter((complaint) => !/403/.test(complaint)),
    [],
  )
  await close()
})

test('an owner sees where another administrator is signed in, and signs them out', async () => {
  const account = { username: 'mary.jackson', password: 'quiet lantern harbour seven' }
  const owner = apiOf(app.base, `HZN ${(await cookieOf(app.base, app.administrator)).split('=')[1] ?? ''}`)
  assert.equal((await owner('POST', '/administrators', { ...account, role: 'auditor' })).status, 201)
  for (let i = 0; i < 3; i += 1) await cookieOf(app.base, account)

  const { page, complaints, close } = await openSignedIn(app, '/settings/administrators')
  await page
    .getByRole('row', { name: /mary\.jackson/ })
    .getByRole('button', { name: 'Sessions' })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Sessions of mary.jackson' })
  const ends = dialog.getByRole('button', { name: 'Sign out', exact: true })
  await ends.nth(2).waitFor()
  assert.equal((await dialog.getByText(/127\.0\.0\.1/).count()) >= 3, true)
  await page.setViewportSize({ width: 360, height: 800 })
  await page.waitForLoadState('networkidle')
  assert.deepEqual(await violations(page), [])
  assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 360)
  await ends.first().click()
  await ends.nth(2).waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByText('2 sessions ended.').waitFor()
  await dialog.getByText('Nowhere signed in.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()

  // one's own: everywhere else at once
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page
    .getByText(/sessions? ended\./)
    .last()
    .waitFor()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' })
  assert.deepEqual(complaints, [])
  await close()
})
