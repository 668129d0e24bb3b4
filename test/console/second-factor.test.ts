import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { pageOf, signIn as cookieOf } from '../support/admin-api.ts'
import { codeFor } from '../support/authenticator-app.ts'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { violations } from './axe.ts'
import { openConsole } from './console-fixture.ts'

const STEP = 30_000
let app: RunningApp
let now = Math.floor(Date.now() / STEP) * STEP + STEP / 2
before(async () => void (app = await startApp({ clock: () => now })))
after(async () => {
  await app.close()
  await closeBrowser()
})

const PASSWORD = 'quiet lantern harbour seven'
const anAccount = async (username: string) => {
  const owner = pageOf(app.base, await cookieOf(app.base, app.administrator))
  const made = await owner('POST', '/administrators', { username, password: PASSWORD, role: 'administrator' })
  assert.equal(made.status, 201)
  return { username, password: PASSWORD }
}

/** In both themes, and as narrow as a small phone. */
async function isAccessible(page: Page): Promise<void> {
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
}

test('who has a second factor is asked for its code after the password, on the page and over an open one', async () => {
  const account = await anAccount('ida.rhodes')
  const api = pageOf(app.base, await cookieOf(app.base, account))
  const { secret } = (await api('POST', '/second-factor/totp')).json
  assert.equal((await api('POST', '/second-factor', { code: codeFor(secret, now) })).status, 201)
  now += STEP

  const { page, go, complaints, close } = await openConsole(app)
  await go('/sign-in')
  await page.getByLabel('Username').fill(account.username)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  const submit = page.getByRole('button', { name: 'Sign in', exact: true })
  await submit.click()
  const code = page.getByLabel('Code')
  await code.waitFor()
  await isAccessible(page)
  await submit.click()
  await page.getByText('Type the code.').waitFor()
  await code.fill('000000')
  await submit.click()
  await page.getByText(/This code is not right/).waitFor()
  await code.fill(codeFor(secret, now))
  await submit.click()
  await page.locator('#page').waitFor()

  // over an open page it is asked for alike, and what was typed goes on
  await go('/settings/administrators')
  now += 11 * 60_000
  await page.getByRole('button', { name: 'New recovery codes' }).click()
  const again = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await again.getByLabel('Password', { exact: true }).fill(account.password)
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.getByLabel('Code').fill(codeFor(secret, now))
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('dialog', { name: 'Recovery codes' }).waitFor()
  assert.deepEqual(
    complaints.filter((complaint) => !/40[13]/.test(complaint)),
    [],
  )
  await close()
})

test('an app is set up with a code, its recovery codes are kept or the page says so, and an owner takes it away', async () => {
  const account = await anAccount('gladys.west')
  const { page, go, complaints, close } = await openConsole({ ...app, administrator: account })
  await go('/sign-in')
  await page.getByLabel('Username').fill(account.username)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('#page').waitFor()
  await go('/settings/administrators')
  await isAccessible(page)
  await page.getByRole('button', { name: 'Set up authenticator app' }).click()
  const setUp = page.getByRole('dialog', { name: 'Set up authenticator app' })
  await setUp.getByRole('img', { name: /QR code/ }).waitFor()
  const secret = await setUp.locator('code').textContent()
  await isAccessible(page)
  await setUp.getByRole('textbox', { name: 'Code' }).fill('000000')
  await setUp.getByRole('button', { name: 'Confirm' }).click()
  await setUp.getByText(/This code does not fit/).waitFor()
  await setUp.getByRole('textbox', { name: 'Code' }).fill(codeFor(secret, now))
  await setUp.getByRole('button', { name: 'Confirm' }).click()

  const shown = page.getByRole('dialog', { name: 'Recovery codes' })
  await shown.waitFor()
  await setUp.waitFor({ state: 'detached' })
  await isAccessible(page)
  const codes = ((await shown.locator('pre').textContent()) ?? '').split('\n')
  assert.equal(codes.length, 10)
  await shown.getByRole('button', { name: 'Done' }).click()
  await shown.getByText(/neither copied nor downloaded/).waitFor()
  const saved = page.waitForEvent('download')
  await shown.getByRole('button', { name: 'Download' }).click()
  assert.equal((await saved).suggestedFilename(), 'muster-recovery-codes.txt')
  await shown.getByRole('button', { name: 'Done' }).click()
  await page.getByText('10 recovery codes left').waitFor()

  now += STEP
  const owner = await openConsole(app)
  await owner.go('/sign-in')
  await owner.page.getByLabel('Username').fill(app.administrator.username)
  await owner.page.getByLabel('Password', { exact: true }).fill(app.administrator.password)
  await owner.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await owner.page.locator('#page').waitFor()
  await owner.go('/settings/administrators')
  await owner.page
    .getByRole('row', { name: /gladys\.west/ })
    .getByRole('button', { name: 'Sessions' })
    .click()
  await owner.page.getByRole('button', { name: 'Remove second factor' }).click()
  const confirm = owner.page.getByRole('dialog', { name: /Remove the second factor of gladys\.west/ })
  await confirm.getByRole('button', { name: 'Remove second factor' }).click()
  await owner.page.getByText('gladys.west signs in with the password alone now.').waitFor()
  await owner.close()
  assert.equal((await cookieOf(app.base, account)).length > 0, true)
  assert.deepEqual(
    complaints.filter((complaint) => !/400/.test(complaint)),
    [],
  )
  await close()
})
