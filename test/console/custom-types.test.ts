import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { directoryCallers, done } from '../support/schemas.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

/** Resource types that an administrator defines have pages without code. */

const SLUG = 'okta-universal-directory'
const DESK = 'urn:example:desk:1.0:Desk'

let app: RunningApp
let id = ''
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

const define = (): Promise<unknown> =>
  directoryCallers(app, SLUG)
    .api('POST', '/resource-types', {
      name: 'Desk',
      endpoint: '/Desks',
      description: 'Where somebody works',
      nameAttribute: 'label',
      schema: {
        id: DESK,
        name: 'Desk',
        attributes: [
          { name: 'label', type: 'string', required: true, uniqueness: 'server' },
          { name: 'floor', type: 'integer' },
          { name: 'quiet', type: 'boolean' },
          { name: 'keys', type: 'string', multiValued: true },
        ],
      },
    })
    .then((answer) => done(answer, 201))

const read = async (): Promise<Record<string, unknown>> =>
  done(await directoryCallers(app, SLUG).scim('GET', `/Desks/${id}`), 200)

test('a directory without other types says where they come from', async () => {
  const { page, complaints, close } = await openSignedIn(app, '/accounts/users')
  await page.getByRole('link', { name: 'Other Resources' }).first().click()
  await page.getByRole('heading', { name: 'No other resource type' }).waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('resources of a defined type are listed by its schema, searched, sorted and opened', async () => {
  await define()
  const { scim } = directoryCallers(app, SLUG)
  for (const [label, floor] of [
    ['Window', 3],
    ['Corner', 12],
  ] as const) {
    const made = done(await scim('POST', '/Desks', { schemas: [DESK], label, floor, keys: ['a1'] }), 201)
    if (label === 'Corner') id = String(made['id'])
  }
  const { page, complaints, close } = await openSignedIn(app, '/accounts/resources')
  const table = page.getByRole('table', { name: 'Desk' })
  await page.getByText('2 resources').waitFor()
  assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['label', 'floor', 'quiet', 'Changed'])
  await table.getByRole('button', { name: 'floor' }).click()
  await page.waitForURL(/sort=floor/)
  assert.match((await table.getByRole('row').nth(1).textContent()) ?? '', /Window/)
  await page.getByRole('textbox', { name: 'Find' }).fill('corn')
  await page.getByText('1 resource', { exact: true }).waitFor()
  await table.getByRole('link', { name: 'Corner' }).click()
  await page.getByRole('heading', { level: 1, name: 'Corner' }).waitFor()
  await page.locator('dt', { hasText: 'floor' }).waitFor()
  assert.equal(new URL(page.url()).pathname, `/console/accounts/resources/${SLUG}/Desk/${id}`)
  assert.deepEqual(complaints, [])
  await close()
})

test('its attributes are edited in their own types, stand in the history, and a deletion is undone', async () => {
  const { page, complaints, close } = await openSignedIn(app, `/accounts/resources/${SLUG}/Desk/${id}`)
  await page.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Desk' })
  await dialog.getByRole('textbox', { name: 'floor' }).fill('4')
  await dialog.getByRole('combobox', { name: 'quiet' }).selectOption('Yes')
  await dialog.getByRole('button', { name: 'Add keys' }).click()
  await page.keyboard.type('b2')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  const { floor, quiet, keys } = await read()
  assert.deepEqual([floor, quiet, keys], [4, true, ['a1', 'b2']])
  await page.getByRole('region', { name: 'History' }).getByText('Changed').waitFor()

  await page.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/accounts\/resources\?/)
  await page.getByText('1 resource', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('2 resources').waitFor()
  assert.equal((await read())['label'], 'Corner')
  assert.deepEqual(complaints, [])
  await close()
})
