import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openConsole, openSignedIn } from './console-fixture.ts'

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

for (const [locale, language, signIn, clients, save] of [
  ['en-GB', 'en', 'Sign in to Muster', 'Add Client', 'Save'],
  ['de-DE', 'de', 'Bei Muster anmelden', 'Client hinzufügen', 'Speichern'],
  ['ja-JP', 'ja', 'Muster にサインイン', 'クライアントを追加', '保存'],
  ['sv-SE', 'en', 'Sign in to Muster', 'Add Client', 'Save'],
] as const) {
  test(`a browser that prefers ${locale} is spoken to in ${language}`, async () => {
    const { page, go, close } = await openSignedIn(app, '/settings/oauth', { locale })
    assert.equal(await page.evaluate('document.documentElement.lang'), language)
    await page.getByRole('link', { name: clients }).click()
    await page.getByRole('button', { name: save }).waitFor()
    await go('/sign-in')
    await page.getByRole('heading', { name: signIn }).waitFor()
    await close()
  })
}

test('a chosen language stays, and what is typed stays when it changes', async () => {
  const { page, go, close } = await openConsole(app)
  await go('/sign-in')
  await page.getByLabel('Username').fill('ada')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: '日本語' }).click()
  await page.getByRole('heading', { name: 'Muster にサインイン' }).waitFor()
  assert.equal(await page.getByLabel('ユーザー名').inputValue(), 'ada')
  await page.reload()
  await page.getByRole('heading', { name: 'Muster にサインイン' }).waitFor()
  await close()
})
