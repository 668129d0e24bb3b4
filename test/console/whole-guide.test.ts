import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { pino } from 'pino'
import { startApp } from '../../src/app.ts'
import { provisionCompany } from '../../src/idp/provision-company.ts'
import { aStore } from '../support/a-store.ts'
import { closeBrowser, openPage } from '../support/browser.ts'
import { picture } from '../support/picture.ts'
import { clipboard } from './console-fixture.ts'

/** docs/guide.md, step by step; `npm run screenshots` takes its pictures from here. */

after(closeBrowser)

test('the whole guide is walked in the browser, from the printed link until the people of Okta are there', async () => {
  const store = await aStore()
  const app = await startApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      ...store.place,
      publicUrl: undefined,
      logLevel: 'error',
      firstAdministrator: undefined,
    },
    logger: pino({ level: 'error' }),
  })
  const { page, complaints, close } = await openPage({ width: 1280 })
  await becomeAdministrator(page, app.setupUrl ?? '')
  await addClient(page)
  const token = await generateToken(page)
  const base = await addDirectory(page)
  assert.equal(base, `${new URL(app.setupUrl ?? '').origin}/directories/okta-universal-directory/scim/v2`)

  const provisioned = await provisionCompany(
    { base: new URL(base), token, users: 60, groups: 6, seed: 'guide' },
    { sleep: async () => {}, stopwatch: () => performance.now(), progress: () => {} },
  )
  assert.ok(provisioned.ok)
  assert.deepEqual(provisioned.value.failures, [])
  await meetThePeople(page)
  assert.deepEqual(complaints, [])
  await close()
  await app.close()
  await store.remove()
})

async function becomeAdministrator(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Username').fill('grace.hopper')
  await page.getByRole('textbox', { name: 'Password' }).fill('lantern orbit velvet marmalade')
  await page.getByText('Very strong').waitFor()
  await picture(page, 'set-up')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.locator('#page').waitFor()
}

async function addClient(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'OAuth 2.0 Management' }).first().click()
  await page.getByRole('link', { name: 'Add Client' }).first().click()
  await page.getByRole('radiogroup', { name: 'Access type' }).getByLabel('Service Client Token').check()
  await page.getByLabel('Client ID').fill('OktaSCIM')
  await page.getByText('This ID is free').waitFor()
  await page.getByLabel('Access token time-to-live (TTL)', { exact: true }).fill('1')
  await page.getByLabel('Unit of Access token time-to-live (TTL)').selectOption('years')
  await picture(page, 'add-client')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'OktaSCIM' }).waitFor()
  await picture(page, 'shared-secret')
  await page.getByRole('button', { name: 'Copy Shared Secret' }).click()
  assert.match(await clipboard(page), /^muster_cs_/)
}

async function generateToken(page: Page): Promise<string> {
  const generate = page.getByRole('region', { name: 'Generate token' })
  await generate.getByRole('button', { name: 'Generate token' }).click()
  await generate.getByRole('button', { name: 'Copy Token' }).waitFor()
  await generate.scrollIntoViewIfNeeded()
  await picture(page, 'generate-token')
  await generate.getByRole('button', { name: 'Copy Token' }).click()
  return clipboard(page)
}

/** Answers the base URL that the page offers to copy first. */
async function addDirectory(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Directories' }).first().click()
  await page.getByRole('link', { name: 'Add directory' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Okta Universal Directory')
  const domains = page.getByRole('combobox', { name: 'Domains' })
  await domains.fill('OKTA.COM')
  await page.getByText('This domain is free.').waitFor()
  await domains.press('Enter')
  await picture(page, 'add-directory')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Okta Universal Directory', level: 1 }).waitFor()
  await page
    .getByRole('button', { name: /^Copy / })
    .first()
    .waitFor()
  await picture(page, 'directory')
  const base = await page
    .getByText(/\/scim\/v2$/)
    .first()
    .textContent()
  return base ?? ''
}

async function meetThePeople(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Users', exact: true }).click()
  await page.getByText('60 users').waitFor()
  await picture(page, 'users')
  await page.getByRole('cell').getByRole('link').first().click()
  await page.getByText('Created', { exact: true }).first().waitFor()
  await picture(page, 'user')
  await page.getByRole('link', { name: 'User Groups' }).first().click()
  await page.getByText('6 groups').waitFor()
  await page.getByRole('cell').getByRole('link').first().click()
  await page.getByRole('table').getByRole('link').first().waitFor()
  await picture(page, 'group')
}
