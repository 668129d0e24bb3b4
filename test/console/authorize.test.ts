import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type Caller, send } from '../support/admin-api.ts'
import { type AuthorizedClient, aUserClient, requestOf, signedInPage } from '../support/an-authorization.ts'
import { createDirectory, type RunningApp, startApp } from '../support/start-app.ts'
import { openConsole, openSignedIn, signIn } from './console-fixture.ts'

/** An administrator lets an identity provider in: the browser comes from it, and goes back to it. */

let app: RunningApp
let page: Caller
let provider: Server
let callback = ''
let client: AuthorizedClient
before(async () => {
  app = await startApp()
  await createDirectory(app.base, app.token, 'Second', ['SECOND.COM'])
  page = await signedInPage(app)
  provider = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Back at the provider</h1>')
  })
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
  callback = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/callback`
  client = await aUserClient(app, page, 'OktaAcme', { redirectUris: [callback], displayName: 'Okta of Acme' })
})
after(async () => {
  await app.close()
  provider.closeAllConnections()
  provider.close()
  await closeBrowser()
})

// a state that a router which reads numbers would damage
const STATE = '12345678901234567890'
const asked = () => `${app.base}/oauth/authorize?${requestOf('OktaAcme', { redirect_uri: callback, state: STATE })}`

test('who is not signed in signs in first, chooses a directory, and comes back with a code that works', async () => {
  const opened = await openConsole(app)
  const browser = opened.page
  await browser.goto(asked())
  await browser.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await browser.locator('input[autocomplete^=username]').fill(app.administrator.username)
  await browser.locator('input[autocomplete^=current-password]').fill(app.administrator.password)
  await browser.locator('button[type=submit]').click()

  await browser.getByRole('heading', { level: 1, name: 'Let a client in' }).waitFor()
  await browser.getByText('Okta of Acme asks for access').waitFor()
  await browser.getByText('Read, create, change and delete people and groups').waitFor()
  await browser.getByText(new URL(callback).host).waitFor()
  await browser.getByText(`You are signed in as ${app.administrator.username}`).waitFor()
  const approve = browser.getByRole('button', { name: 'Approve' })
  assert.equal(await approve.isDisabled(), true, 'with two directories one has to be chosen')
  await browser.getByLabel('Directory').selectOption('second')
  await approve.click()

  await browser.getByRole('heading', { name: 'Back at the provider' }).waitFor()
  const back = new URL(browser.url())
  assert.equal(back.searchParams.get('state'), STATE)
  const { json } = await client.post('/oauth/token', {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: callback,
  })
  const made = await send(
    app.base,
    'POST',
    '/scim/v2/Users',
    { userName: 'noor@second.example' },
    { authorization: `Bearer ${String(json['access_token'])}` },
  )
  assert.equal(made.status, 201)
  assert.deepEqual(opened.complaints, [])

  await opened.go('/settings/oauth/clients/OktaAcme')
  const tokens = browser.getByRole('region', { name: 'Live tokens' })
  await tokens
    .getByRole('row', { name: /Refresh token/ })
    .getByRole('button', { name: 'Revoke' })
    .click()
  await browser.getByText('every access token of the same authorization').waitFor()
  await browser.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await tokens.getByText('No token is alive.').waitFor()
  await opened.close()
})

test('a client for it is added on the page, with what it needs chosen already', async () => {
  const { page: browser, close } = await openSignedIn(app, '/settings/oauth/new')
  await browser.getByRole('radiogroup', { name: 'Access type' }).getByLabel('User Access Token').check()
  await browser.getByLabel('Client ID').fill('OktaByHand')
  await browser.getByLabel('Redirect URI').fill('https://system-admin.okta.com/admin/app/cpc/{appName}/oauth/callback')
  assert.equal(await browser.getByLabel('Provisioning (scim)').isChecked(), true)
  await browser.getByRole('button', { name: 'Save' }).click()
  await browser.getByRole('heading', { level: 1, name: 'OktaByHand' }).waitFor()
  await browser.getByRole('region', { name: 'Client Configuration' }).getByText('scim, scim:read').waitFor()
  await close()
})

test('denying goes back without a code', async () => {
  const { page: browser, close } = await openSignedIn(app, '/settings/oauth')
  await browser.goto(asked())
  await browser.getByRole('button', { name: 'Deny' }).click()
  await browser.getByRole('heading', { name: 'Back at the provider' }).waitFor()
  const { searchParams } = new URL(browser.url())
  assert.deepEqual([searchParams.get('error'), searchParams.has('code')], ['access_denied', false])
  await close()
})

test('a request that leads somewhere else stops here, and says why', async () => {
  const { page: browser, close } = await openSignedIn(app, '/settings/oauth')
  await browser.goto(
    `${app.base}/oauth/authorize?${requestOf('OktaAcme', { redirect_uri: 'https://evil.example/<b>' })}`,
  )
  await browser.getByRole('heading', { level: 1, name: 'This cannot be authorized' }).waitFor()
  await browser.getByText('has no redirect URI "https://evil.example/<b>"').waitFor()
  assert.equal(await browser.getByRole('button', { name: 'Approve' }).count(), 0)
  await close()
})

test('an auditor is told who can decide', async () => {
  const auditor = { username: 'edda.auditor', password: 'correct horse battery staple' }
  assert.equal((await page('POST', '/administrators', { ...auditor, role: 'auditor' })).status, 201)
  const opened = await openConsole({ ...app, administrator: auditor })
  await opened.go('/sign-in')
  await signIn(opened)
  await opened.page.goto(asked())
  await opened.page.getByText('Auditors cannot let anybody in.').waitFor()
  assert.equal(await opened.page.getByRole('button', { name: 'Approve' }).count(), 0)
  await opened.close()
})
