import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openConsole, openSignedIn, signIn } from './console-fixture.ts'

/** Nothing typed is lost, whatever happens to the session or the server meanwhile. */

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('whoever is not signed in is asked to, and then stands where the address said', async () => {
  const opened = await openConsole(app)
  await opened.go('/settings/oauth/clients/OktaSCIM?panel=delete')
  await opened.page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor()
  await signIn(opened)
  await opened.page.getByRole('dialog', { name: 'Delete OktaSCIM' }).waitFor()
  await opened.close()
})

test('a wrong password is refused in words, beside the form', async () => {
  const { page, go, close } = await openConsole(app)
  await go('/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Type a username.').waitFor()
  await page.getByLabel('Username').fill(app.administrator.username)
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  assert.notEqual(await page.getByRole('alert').innerText(), '')
  await close()
})

test('when the session ends under an open form, signing in over it goes on with what was typed', async () => {
  const { page, context, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.getByLabel('Client ID').fill('survivor')
  await page.getByText('This ID is free').waitFor()
  await context.clearCookies()
  await page.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'survivor' }).waitFor()
  await page.getByRole('button', { name: 'Copy Shared Secret' }).waitFor()
  await close()
})

test('when the server does not answer, the form says so, keeps what was typed, and saves once it is back', async () => {
  const { page, context, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.getByLabel('Client ID').fill('patient')
  await page.getByText('This ID is free').waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('nothing was saved').waitFor()
  await page.getByText('This page keeps what you typed').waitFor()
  assert.equal(await page.getByLabel('Client ID').inputValue(), 'patient')
  await context.setOffline(false)
  await page.getByText('This page keeps what you typed').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'patient' }).waitFor()
  await close()
})

test('a half-filled form asks before it is left', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.getByLabel('Client ID').fill('half')
  await page.getByRole('link', { name: 'Cancel' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
  await dialog.getByRole('button', { name: 'Keep editing' }).click()
  assert.equal(await page.getByLabel('Client ID').inputValue(), 'half')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('tab', { name: 'Clients' }).waitFor()
  await close()
})

test('a refusal of the server stands at the field that caused it', async () => {
  const { page, close } = await openSignedIn(app, '/settings/oauth/new')
  await page.getByLabel('User Access Token').check()
  await page.getByLabel('Client ID').fill('redirector')
  await page.getByLabel('Redirect URI').fill('https://example.com/*')
  await page.getByRole('button', { name: 'Save' }).click()
  const input = page.getByLabel('Redirect URI')
  await page
    .getByText(/redirect/i)
    .filter({ hasText: '*' })
    .first()
    .waitFor()
  assert.equal(await input.getAttribute('aria-invalid'), 'true')
  assert.equal(await page.getByRole('alert').count(), 0)
  await close()
})
