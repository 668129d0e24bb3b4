import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { pino } from 'pino'
import { type App, startApp as start } from '../../src/app.ts'
import { aStore, type AStore } from '../support/a-store.ts'
import { closeBrowser, openPage } from '../support/browser.ts'
import { startApp } from '../support/start-app.ts'
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts'
import { violations } from './axe.ts'
import { openConsole, openSignedIn } from './console-fixture.ts'

/** Passkeys in a real browser, with its own virtual authenticator. */

const MINUTE = 60_000
let store: AStore
let app: App
let late = 0
before(async () => {
  store = await aStore()
  app = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      ...store.place,
      publicUrl: undefined,
      logLevel: 'error',
      firstAdministrator: undefined,
    },
    logger: pino({ level: 'error' }),
    clock: () => Date.now() + late,
  })
})
after(async () => {
  await app.close()
  await store.remove()
  await closeBrowser()
})

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor()
}
/** With the keyboard. */
const usePasskey = (page: Page) => page.getByRole('button', { name: 'Use a passkey' }).press('Enter')

/** In both themes. */
async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await violations(page), [])
  }
}

test('the first administrator has a passkey and no password, signs in with it, adds a second and removes the first', async () => {
  const { page, complaints, close } = await openPage()
  const laptop = await addVirtualAuthenticator(page)
  await page.goto(app.setupUrl ?? '')
  await page.getByRole('heading', { name: 'Set up Muster' }).waitFor()
  await accessible(page)
  await usePasskey(page)
  await page.getByText('Type a username.').waitFor()
  await page.getByLabel('Username').fill('grace.hopper')
  await usePasskey(page)
  await page.locator('#page').waitFor()
  assert.equal(await laptop.passkeys(), 1)

  // without a person at it, the browser takes the passkey that it offers in the field at once
  const offered = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session/passkey'))
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  assert.equal((await offered).status(), 200)
  await page.locator('#page').waitFor()

  await page.evaluate('PublicKeyCredential.isConditionalMediationAvailable = async () => false')
  await signOut(page)
  await accessible(page)
  await usePasskey(page)
  await page.locator('#page').waitFor()

  await signOut(page)
  await page.getByLabel('Username').fill('grace.hopper')
  await usePasskey(page)
  await page.locator('#page').waitFor()

  // the account has no password, and its only passkey stays
  const origin = new URL(app.setupUrl ?? '').origin
  await page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false')
  await page.goto(`${origin}/console/settings/administrators`)
  const table = page.getByRole('table', { name: 'Your passkeys' })
  await table.waitFor()
  await accessible(page)
  await table.getByRole('button', { name: 'Remove' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await dialog.getByText(/could not sign in again/).waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  assert.equal(await page.getByRole('button', { name: 'Set password' }).count(), 1)

  // the same device has one for this account already
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await dialog.waitFor()
  await accessible(page)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByText('This device has a passkey for your account already.').waitFor()
  await laptop.remove()
  const phone = await addVirtualAuthenticator(page)
  await dialog.getByLabel('Name').fill('Phone')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('You can sign in with Phone now.').waitFor()
  assert.equal(await phone.passkeys(), 1)
  await table.getByRole('row', { name: /Phone/ }).waitFor()

  await table
    .getByRole('row', { name: /Linux|Mac|Windows/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText(/is removed\./).waitFor()
  await table.getByRole('row', { name: /Linux|Mac|Windows/ }).waitFor({ state: 'detached' })

  const phoneRow = table.getByRole('row', { name: /Phone/ })
  await phoneRow.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByLabel('Name').fill('Grace’s phone')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await table.getByRole('row', { name: /Grace’s phone/ }).waitFor()

  // after ten minutes the second way in wants a sign-in first, over the open page
  late += 11 * MINUTE
  await page.getByLabel('New password', { exact: true }).fill('lantern orbit velvet marmalade')
  await page.getByRole('button', { name: 'Set password' }).click()
  const confirm = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await confirm.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('Your password is set').waitFor()

  // and now the password can go again
  await page.getByRole('button', { name: 'Remove password' }).click()
  await dialog.getByRole('button', { name: 'Remove password' }).click()
  await page.getByText('Your password is removed').waitFor()
  await page.getByRole('button', { name: 'Set password' }).waitFor()

  await signOut(page)
  await usePasskey(page)
  await page.locator('#page').waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('a person the authenticator does not recognise, and a passkey nobody knows, are told what to do', async () => {
  const { page, close } = await openPage()
  const device = await addVirtualAuthenticator(page)
  const origin = new URL(app.setupUrl ?? '').origin
  await page.goto(`${origin}/console/sign-in`)
  await usePasskey(page)
  await page.getByText('No passkey was used.').waitFor()
  // a discoverable credential for this host that the server never saw
  await page.evaluate(`navigator.credentials.create({ publicKey: {
    challenge: new Uint8Array(32), rp: { id: 'localhost', name: 'x' }, user: { id: new Uint8Array(16), name: 'x', displayName: 'x' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }], authenticatorSelection: { residentKey: 'required' } } })`)
  assert.equal(await device.passkeys(), 1)
  await usePasskey(page)
  await page.getByText('This passkey was not accepted.').waitFor()
  await device.verify(false)
  await usePasskey(page)
  await page.getByText(/No passkey was used\.|could not do it/).waitFor()
  await close()
})

test('where the browser has no passkeys the page says why, and the password is there', async () => {
  const running = await startApp({ directory: false })
  const numbered = await openConsole(running)
  await numbered.go('/sign-in')
  const link = numbered.page.getByRole('link', { name: 'Open this page under localhost' })
  assert.equal(await link.getAttribute('href'), `${running.base.replace('127.0.0.1', 'localhost')}/console/sign-in`)
  assert.equal(await numbered.page.getByRole('button', { name: 'Use a passkey' }).count(), 0)
  await numbered.close()

  const old = await openPage()
  await old.page.addInitScript('delete window.PublicKeyCredential')
  await old.page.goto(`${running.base.replace('127.0.0.1', 'localhost')}/console/sign-in`)
  await old.page.getByText('This browser offers no passkeys.').waitFor()
  await old.close()

  const visit = await openSignedIn(running, '/settings/administrators')
  await visit.page.getByRole('heading', { name: 'Your passkeys' }).waitFor()
  await visit.page.getByText('Passkeys need a host name').waitFor()
  assert.equal(await visit.page.getByRole('button', { name: 'Add passkey' }).count(), 0)
  await visit.close()
  await running.close()
})
