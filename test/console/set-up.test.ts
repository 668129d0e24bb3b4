import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { type App, startApp } from '../../src/app.ts'
import { closeBrowser, openPage } from '../support/browser.ts'

/** The first administrator, by the link that the first start prints. */

const folder = mkdtempSync(join(tmpdir(), 'muster-test-'))
const start = (): Promise<App> =>
  startApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataFolder: folder,
      publicUrl: undefined,
      logLevel: 'error',
      firstAdministrator: undefined,
    },
    logger: pino({ level: 'error' }),
  })

after(async () => {
  await closeBrowser()
  rmSync(folder, { recursive: true })
})

test('the printed link makes the first administrator, says how strong the password is, and works once', async () => {
  const app = await start()
  const { page, close, complaints } = await openPage()
  await page.goto(app.setupUrl ?? '')
  await page.getByRole('heading', { name: 'Set up Muster' }).waitFor()
  await page.getByLabel('Username').fill('grace.hopper')
  const password = page.getByRole('textbox', { name: 'Password' })
  await password.fill('short')
  await page.getByText('5 of at least 15 characters').waitFor()
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByText('The password needs at least 15 characters.').waitFor()
  await password.fill('passwordpassword')
  await page.getByText(/Guessed at once|Weak/).waitFor()
  await password.fill('lantern orbit velvet marmalade')
  await page.getByText('Very strong').waitFor()
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.locator('#page').waitFor()

  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByText('grace.hopper').waitFor()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor()
  await page.goto(app.setupUrl ?? '')
  await page.getByText('The set-up link has done its work.').waitFor()
  assert.deepEqual(complaints, [])
  await close()
  await app.close()
})

test('a link that a newer one replaced says how to get a new one, and so does an address without a token', async () => {
  rmSync(folder, { recursive: true })
  const app = await start()
  const { page, close } = await openPage()
  await page.goto(`${app.url}/console/setup#token=muster_su_stale`)
  await page.getByLabel('Username').fill('grace.hopper')
  await page.getByRole('textbox', { name: 'Password' }).fill('lantern orbit velvet marmalade')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByText('This link has expired or was replaced by a newer one.').waitFor()
  await page.goto(`${app.url}/console/sign-in`)
  await page.goto(`${app.url}/console/setup`)
  await page.getByText('The address has no set-up token.').waitFor()
  await close()
  await app.close()
})
