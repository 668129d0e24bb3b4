import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

/** The console is built anew under open pages, as an update does: what they have not loaded yet is gone. */

let app: RunningApp
let folder = ''
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'))
  cpSync(join(import.meta.dirname, '../../dist/console'), folder, { recursive: true })
  app = await startApp({ consoleFolder: folder })
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
  await closeBrowser()
})

const MARK = 'window.stillTheSamePage = true'
const isSamePage = (page: { evaluate(script: string): Promise<unknown> }): Promise<unknown> =>
  page.evaluate('window.stillTheSamePage === true')

test('another page is loaded from the new build at its own address', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth')
  await page.evaluate(MARK)
  rebuild()
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/console/accounts/users')
  assert.equal(await isSamePage(page), false)
  await close()
})

test('an open form keeps what was typed, says what happened, and its secret is still shown when it is saved', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.evaluate(MARK)
  await page.getByLabel('Client ID').fill('kept')
  rebuild()
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByText('Muster was updated while this page was open.').waitFor()
  await page.keyboard.press('Control+K')
  assert.equal(await page.getByLabel('Client ID').inputValue(), 'kept')
  assert.equal(await isSamePage(page), true)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'kept' }).waitFor()
  await page.getByRole('button', { name: 'Copy Shared Secret' }).waitFor()
  await close()
})

test('a page that cannot be loaded because the server is away stays in this window and comes when it is back', async () => {
  const { page, context, close } = await openSignedIn(app, '/settings/oauth')
  await page.evaluate(MARK)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  const alert = page.getByRole('alert')
  await alert.getByText('The server does not answer').waitFor()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await alert.getByText('The server does not answer').waitFor()
  assert.equal(await isSamePage(page), true)
  await context.setOffline(false)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await close()
})

let builds = 0

/** Every file gets another name, in all files that name it; the compressed twins go. */
function rebuild(): void {
  builds += 1
  const assets = join(folder, 'assets')
  for (const name of readdirSync(assets).filter((file) => /\.(br|gz)$/.test(file))) rmSync(join(assets, name))
  const names = readdirSync(assets)
  const renamed = (name: string): string => name.replace(/\.\w+$/, `${builds}$&`)
  const texts = [
    join(folder, 'index.html'),
    ...names.filter((file) => /\.(js|css)$/.test(file)).map((file) => join(assets, file)),
  ]
  for (const file of texts) {
    writeFileSync(
      file,
      names.reduce((text, name) => text.replaceAll(name, renamed(name)), readFileSync(file, 'utf8')),
    )
  }
  for (const name of names) renameSync(join(assets, name), join(assets, renamed(name)))
}
