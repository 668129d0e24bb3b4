import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { signedInPage } from '../support/an-authorization.ts'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { violations } from './axe.ts'
import { openSignedIn } from './console-fixture.ts'

/** The banner of what expires while it is in use. The browser's clock is the real one, so the token was made in the past. */

const DAY = 86_400_000
const TITLE = { en: 'What expires soon', de: 'Was bald abläuft', ja: 'まもなく期限切れになるもの' }

let ago = 340 * DAY
let app: RunningApp
const notices = async (): Promise<readonly unknown[]> =>
  (await (await signedInPage(app))('GET', '/notices')).json['notices'] as readonly unknown[]

before(async () => {
  app = await startApp({ clock: () => Date.now() - ago })
  ago = 0
  const { status } = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${app.token}` } })
  assert.equal(status, 200)
  // uses are written some seconds after they happen
  for (let i = 0; i < 50 && (await notices()).length === 0; i += 1) await pause(200)
  assert.equal((await notices()).length, 1)
})
after(async () => {
  await app.close()
  await closeBrowser()
})

const picture = process.env['MUSTER_SCREENSHOTS']

for (const [language, width, colorScheme] of [
  ['en', 1440, 'light'],
  ['en', 390, 'dark'],
  ['de', 390, 'light'],
  ['ja', 1440, 'dark'],
] as const) {
  test(`says so on every page: ${language}, ${width} pixels, ${colorScheme}`, async () => {
    const { page, close, complaints } = await openSignedIn(app, '/accounts/users', {
      locale: language,
      width,
      colorScheme,
    })
    const banner = page.getByRole('region', { name: TITLE[language] })
    await banner.getByText('OktaSCIM').first().waitFor()
    assert.deepEqual(await violations(page), [])
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true)
    if (picture !== undefined) await page.screenshot({ path: join(picture, `notices-${language}-${width}.png`) })
    assert.deepEqual(complaints, [])
    await close()
  })
}

test('leads to the client, marks its token, and is put away until it is nearer', async () => {
  const { page, go, close, complaints } = await openSignedIn(app, '/accounts/users')
  const banner = page.getByRole('region', { name: TITLE.en })
  await banner.getByText(/token of OktaSCIM that is in use expires in 2[45] days/).waitFor()
  await banner.getByRole('link', { name: 'Renew: open OktaSCIM' }).click()
  await page.getByRole('heading', { level: 1, name: 'OktaSCIM' }).waitFor()
  await page.getByTitle('In use, and about to expire').waitFor()
  if (picture !== undefined) await page.screenshot({ path: join(picture, 'notices-client.png') })
  await banner.getByRole('button', { name: /Put away/ }).click()
  await banner.waitFor({ state: 'detached' })
  await go('/integrations/directories')
  assert.equal(await banner.count(), 0)

  ago = -15 * DAY
  await go('/sign-in')
  await page.locator('input[autocomplete^=username]').fill(app.administrator.username)
  await page.locator('input[autocomplete=current-password]').fill(app.administrator.password)
  await page.locator('button[type=submit]').click()
  await banner.getByText('OktaSCIM').first().waitFor()
  ago = 0
  assert.deepEqual(complaints, [])
  await close()
})
