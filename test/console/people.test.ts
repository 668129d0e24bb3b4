import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openSignedIn } from './console-fixture.ts'

const SLUG = 'okta-universal-directory'
const PEOPLE = 2_000
const LAST = `person${PEOPLE - 1}@example.com`
const HOSTILE = '<img src=x onerror="document.title=1">\u202egnp.exe'

/** A connection each: two thousand of them at once are more than a busy machine takes. */
const AT_ONCE = 100

let app: RunningApp
let ids: readonly string[] = []
let groupId = ''
let outerId = ''

const scim = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${app.scimBase}${path}`, {
    method,
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, text)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

const person = (i: number): object => ({
  userName: `person${String(i).padStart(4, '0')}@example.com`,
  displayName: i === 7 ? HOSTILE : `Person ${i}`,
  title: i === 8 ? 'x'.repeat(4_000) : 'Engineer',
  nickName: 'javascript:alert(1)',
  emails: [{ value: `person${i}@example.com`, primary: true }],
  'urn:example:unknown:2.0:User': { badge: '7' },
})

before(async () => {
  app = await startApp()
  for (let start = 0; start < PEOPLE; start += AT_ONCE) {
    const made = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => scim('POST', '/Users', person(start + i))))
    ids = [...ids, ...made.map(({ id }) => String(id))]
  }
  groupId = String((await scim('POST', '/Groups', { displayName: 'Builders', members: [{ value: ids[0] }] }))['id'])
  outerId = String(
    (await scim('POST', '/Groups', { displayName: 'Outer', members: [{ value: groupId }, { value: ids[1] }] }))['id'],
  )
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('people are searched while one types, and the address keeps search, order and filter', async () => {
  const { page, complaints, close } = await openSignedIn(app, '/accounts/users')
  await page.getByText('2,000 users').waitFor()
  await page.getByRole('textbox', { name: 'Find by name or e-mail' }).fill('PERSON0042')
  await page.getByText('1 user', { exact: true }).waitFor()
  assert.match(page.url(), /q=PERSON0042/)
  await page.getByRole('link', { name: 'person0042@example.com' }).waitFor()

  await page.goto(`${app.base}/console/accounts/users?sort=userName&down=true`)
  await page.getByRole('link', { name: LAST }).waitFor()
  await page.getByText('Inactive', { exact: true }).click()
  await page.getByText('Nothing matches.').waitFor()
  assert.match(page.url(), /active=no/)
  assert.deepEqual(complaints, [])
  await close()
})

test('a long list is dragged straight to its end and holds only the rows near the window', async () => {
  const { page, close } = await openSignedIn(app, '/accounts/users?sort=userName')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).searchParams.get('startIndex') ?? ''))
  await page.getByRole('link', { name: 'person0000@example.com' }).waitFor()
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
  await page.getByRole('link', { name: LAST }).waitFor()
  assert.ok((await page.locator('tbody tr').count()) < 120)
  assert.equal(asked.includes('1001'), false, 'the pages that were passed over were not loaded')
  assert.equal(await page.getByRole('row', { name: LAST }).getAttribute('aria-rowindex'), String(PEOPLE + 1))
  await close()
})

test('an address that names no directory says so and offers those that are there', async () => {
  const { page, close } = await openSignedIn(app, '/accounts/users?directory=mistyped&q=person0042')
  await page.getByRole('heading', { name: 'There is no directory “mistyped”' }).waitFor()
  assert.equal(await page.getByRole('table').count(), 0)
  await page.getByRole('button', { name: 'Okta Universal Directory' }).click()
  await page.getByRole('link', { name: 'person0042@example.com' }).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('directory'), SLUG)
  await close()
})

test('a search that the address gives up leaves the field as well', async () => {
  const { page, close } = await openSignedIn(app, '/accounts/users?q=person0042')
  await page.getByText('1 user', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Users', exact: true }).first().click()
  await page.getByText('2,000 users').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Find by name or e-mail' }).inputValue(), '')
  await close()
})

test("a person's page shows every attribute as text, whatever it holds, and what happened", async () => {
  for (const [index, width] of [
    [7, 1440],
    [8, 390],
  ] as const) {
    const { page, complaints, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${ids[index]}`, { width })
    await page.getByText('javascript:alert(1)').first().waitFor()
    assert.equal(await page.locator('a[href^="javascript"], img[src="x"]').count(), 0)
    await page.getByRole('heading', { name: 'Other attributes' }).waitFor()
    await page.getByText('The identity provider owns what is marked').waitFor()
    const names = await page.locator('dt', { hasText: 'Owned by the identity provider' }).allTextContents()
    assert.deepEqual(
      ['userName', 'emails', 'id'].map((name) => names.some((marked) => marked.startsWith(name))),
      [true, true, false],
    )
    await page.getByText('Created', { exact: true }).first().waitFor()
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    assert.ok(overflow <= 0, `${overflow} pixels wider than the window`)
    assert.deepEqual(complaints, [])
    await close()
  }
})

test('a person is in groups directly and through other groups, and the page says through which', async () => {
  const { page, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${ids[0]}`)
  const card = page.getByRole('region', { name: 'User Groups' })
  await card.getByText('In 2 groups').waitFor()
  const inherited = card.getByRole('listitem').filter({ hasText: 'Inherited' })
  await inherited.getByText('through Builders').waitFor()
  await inherited.getByRole('link', { name: 'Outer' }).waitFor()
  const direct = card.getByRole('listitem').filter({ hasNotText: 'Inherited' })
  assert.deepEqual(await direct.allTextContents(), ['Builders'])
  await close()
})

test('raw JSON shows marks that turn text around as their escapes', async () => {
  const { page, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${ids[7]}`)
  const json = (await page.locator('pre', { hasText: '"userName"' }).textContent()) ?? ''
  assert.ok(json.includes(String.raw`\u202egnp.exe`))
  assert.equal((JSON.parse(json) as { displayName: string }).displayName, HOSTILE)
  await close()
})

test('whatever the schemas declare can be typed: extensions, and each value of a list', async () => {
  const id = ids[30] ?? ''
  const { page, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${id}?panel=edit`)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The identity provider owns these fields').waitFor()
  await dialog.getByRole('textbox', { name: 'emails' }).fill('new@example.com')
  await dialog.getByRole('group', { name: 'EnterpriseUser' }).getByRole('textbox', { name: 'department' }).fill('R&D')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  const saved = await scim('GET', `/Users/${id}`)
  assert.deepEqual(saved['emails'], [{ value: 'new@example.com', primary: true }])
  assert.deepEqual(saved['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'], { department: 'R&D' })
  assert.equal(saved['title'], undefined)
  await close()
})

test('values of a list are added and removed, those of an address with all its parts', async () => {
  const id = ids[31] ?? ''
  const { page, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${id}?panel=edit`)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add emails' }).click()
  await page.keyboard.type('second@example.com')
  await dialog.getByRole('combobox', { name: 'type' }).last().fill('home')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Add addresses' }).click()
  await dialog.getByRole('textbox', { name: 'locality' }).fill('Cologne')
  await dialog.getByRole('button', { name: 'Add roles' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  const first = { value: 'person31@example.com', primary: true }
  let saved = await scim('GET', `/Users/${id}`)
  assert.deepEqual(saved['emails'], [first, { value: 'second@example.com', type: 'home' }])
  assert.deepEqual(saved['addresses'], [{ locality: 'Cologne' }])
  assert.equal(saved['roles'], undefined)

  await page.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByRole('button', { name: 'Remove emails 2' }).click()
  await dialog.getByRole('button', { name: 'Remove addresses' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  saved = await scim('GET', `/Users/${id}`)
  assert.deepEqual([saved['emails'], saved['addresses']], [[first], undefined])
  await close()
})

test('deactivating, editing and deleting a person can be undone and stand in the history', async () => {
  const id = ids[20] ?? ''
  const { page, close } = await openSignedIn(app, `/accounts/users/${SLUG}/${id}`)
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await page.getByText('The user is inactive.').waitFor()
  assert.equal((await scim('GET', `/Users/${id}`))['active'], false)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await page.getByRole('button', { name: 'Deactivate' }).waitFor()
  assert.equal((await scim('GET', `/Users/${id}`))['active'], true)

  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'User name' }).fill('person0021@example.com')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/already has a user whose userName/).waitFor()
  await page.getByRole('textbox', { name: 'User name' }).fill('person0020@example.com')
  await page.getByRole('textbox', { name: 'Title' }).fill('Director')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('ins', { hasText: 'Director' }).waitFor()
  assert.equal((await scim('GET', `/Users/${id}`))['title'], 'Director')

  await page.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/accounts\/users\?/)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Taken back.').last().waitFor()
  assert.equal((await scim('GET', `/Users/${id}`))['title'], 'Director')
  await close()
})

test('members of a group are searched, added and removed, with an undo', async () => {
  const { page, close } = await openSignedIn(app, `/accounts/groups/${SLUG}/${groupId}`)
  const table = page.getByRole('table', { name: 'Members' })
  const members = async (): Promise<readonly string[]> =>
    ((await scim('GET', `/Groups/${groupId}`))['members'] as { value: string }[]).map(({ value }) => value)
  await table.getByRole('link', { name: 'person0000@example.com' }).waitFor()
  await page.getByRole('combobox', { name: 'Add a member' }).fill('person0033')
  await page.getByRole('option', { name: 'person0033@example.com' }).click()
  await table.getByRole('link', { name: 'person0033@example.com' }).waitFor()
  assert.deepEqual((await members()).toSorted(), [ids[0] ?? '', ids[33] ?? ''].toSorted())
  await page
    .getByRole('row', { name: /person0033/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await page.getByText('person0033@example.com is no longer a member.').waitFor()
  assert.deepEqual(await members(), [ids[0]])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await table.getByRole('link', { name: 'person0033@example.com' }).waitFor()
  assert.equal((await members()).length, 2)
  await close()
})

test('groups in a group stand beside its users and are removed with an undo', async () => {
  const { page, close } = await openSignedIn(app, `/accounts/groups/${SLUG}/${outerId}`)
  const members = async (): Promise<number> =>
    ((await scim('GET', `/Groups/${outerId}`))['members'] as readonly unknown[]).length
  await page.getByRole('table', { name: 'Members' }).getByRole('link', { name: 'person0001@example.com' }).waitFor()
  const row = page.getByRole('row', { name: /Builders/ })
  await row.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Builders is no longer a member.').waitFor()
  const history = page.getByRole('region', { name: 'History' })
  await history.getByText('1 removed').waitFor()
  // who came and who left has a name, which is fetched after the history is there
  await history.getByRole('link', { name: 'Builders' }).nth(1).waitFor()
  assert.equal(await members(), 1)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await row.getByRole('link').waitFor()
  assert.equal(await members(), 2)
  await close()
})
