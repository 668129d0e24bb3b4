import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../../src/idp/people.ts'
import { canonicalKey, compareByCodePoint } from '../../src/shared/text.ts'
import { closeBrowser } from '../support/browser.ts'
import { fillDirectory } from '../support/fill-directory.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

/** **Accounts › Users** with as many people as a large company has. */

const PEOPLE = 100_000

let app: RunningApp
let people: readonly Person[] = []
/** In the order that the column of user names has. */
let byName: readonly string[] = []
before(async () => {
  app = await startApp({
    // filled through its own transactions: PostgreSQL takes two minutes for what SQLite does in twenty seconds
    engine: 'sqlite',
    directory: false,
    prepare: async (place) => {
      people = await fillDirectory(place, 'hundred thousand', PEOPLE)
    },
  })
  byName = people
    .map(({ userName }) => userName)
    .toSorted((one, other) => compareByCodePoint(canonicalKey(one), canonicalKey(other)))
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('among 100,000 people a search finds the right ones while one types, and the address keeps it', async (t) => {
  const { page, complaints, close } = await openSignedIn(app, '/accounts/users')
  await page.getByText('100,000 users').waitFor()
  const wanted = people[67_890]
  assert.ok(wanted !== undefined)
  const sought = wanted.userName.split('@')[0] ?? ''
  const since = performance.now()
  await page.getByRole('textbox', { name: 'Find by name or e-mail' }).fill(sought.toUpperCase())
  await page.getByText(counted(matching(sought)), { exact: true }).waitFor()
  await page.getByRole('link', { name: wanted.userName, exact: true }).waitFor()
  t.diagnostic(`search: ${Math.round(performance.now() - since)} ms, the pause of 200 ms in typing included`)
  assert.equal(new URL(page.url()).searchParams.get('q'), sought.toUpperCase())

  await page.reload()
  await page.getByText(counted(matching(sought)), { exact: true }).waitFor()
  await page.getByRole('link', { name: wanted.userName, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: wanted.displayName }).waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

test('100,000 people are sorted either way and dragged to their end, and only rows near the window exist', async (t) => {
  const { page, complaints, close } = await openSignedIn(app, '/accounts/users')
  await page.getByText('100,000 users').waitFor()
  const asked: number[] = []
  page.on('request', (request) => asked.push(Number(new URL(request.url()).searchParams.get('startIndex') ?? 0)))
  const name = (position: number): string => byName.at(position) ?? ''
  const row = (position: number) => page.getByRole('row', { name: name(position) })

  let since = performance.now()
  await page.getByRole('button', { name: 'User name' }).click()
  await row(0).waitFor()
  t.diagnostic(`sorted: ${Math.round(performance.now() - since)} ms`)
  assert.equal(new URL(page.url()).searchParams.get('sort'), 'userName')

  since = performance.now()
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
  await row(-1).waitFor()
  t.diagnostic(`dragged to the end: ${Math.round(performance.now() - since)} ms`)
  assert.equal(await row(-1).getAttribute('aria-rowindex'), String(PEOPLE + 1))
  assert.ok((await page.locator('tbody tr').count()) < 120)
  assert.deepEqual(
    asked.filter((startIndex) => startIndex > 1_000 && startIndex < PEOPLE - 1_000),
    [],
    'the pages that were passed over were not loaded',
  )

  await page.evaluate('scrollTo(0, 0)')
  await page.getByRole('button', { name: 'User name' }).click()
  await row(-1).waitFor()
  assert.equal(await row(-1).getAttribute('aria-rowindex'), '2')
  assert.equal(new URL(page.url()).searchParams.get('down'), 'true')
  await page.reload()
  await row(-1).waitFor()
  assert.deepEqual(complaints, [])
  await close()
})

/** How many people the console should find: the words of its search, looked for in all of them. */
function matching(text: string): number {
  const key = canonicalKey(text)
  return people.filter(({ userName, displayName, email }) =>
    [userName, displayName, email].some((value) => canonicalKey(value).includes(key)),
  ).length
}

const counted = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'user' : 'users'}`
