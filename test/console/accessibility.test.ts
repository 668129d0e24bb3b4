import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aUserClient, requestOf, signedInPage } from '../support/an-authorization.ts'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { violations } from './axe.ts'
import { openSignedIn } from './console-fixture.ts'

/** WCAG 2.2 AA as far as a machine can tell, on every page, in both themes, wide and narrow. */

let app: RunningApp
let pages: readonly string[] = []
before(async () => {
  app = await startApp()
  const user = await create('Users', { userName: 'ada.quill@example.com', displayName: 'Ada Quill', title: 'Engineer' })
  const group = await create('Groups', { displayName: 'Builders', members: [{ value: user }] })
  await aUserClient(app, await signedInPage(app), 'Asking')
  pages = [
    ...PAGES,
    `/authorize#${requestOf('Asking')}`,
    '/authorize#client_id=nobody',
    `/accounts/users/okta-universal-directory/${user}`,
    `/accounts/users/okta-universal-directory/${user}?panel=edit`,
    `/accounts/groups/okta-universal-directory/${group}`,
  ]
})
after(async () => {
  await app.close()
  await closeBrowser()
})

const PAGES = [
  '/settings/oauth',
  '/settings/oauth?q=nobody',
  '/settings/oauth?tab=templates',
  '/settings/oauth?panel=found',
  '/settings/oauth/new',
  '/settings/oauth/templates/new',
  '/settings/oauth/clients/OktaSCIM',
  '/settings/oauth/clients/OktaSCIM?panel=regenerate',
  '/settings/oauth/clients/OktaSCIM?panel=delete',
  '/settings/oauth/clients/OktaSCIM/edit',
  '/settings/oauth/clients/gone',
  '/accounts/users',
  '/accounts/users?q=nobody',
  '/accounts/users?directory=mistyped',
  '/accounts/users/okta-universal-directory/gone',
  '/accounts/groups',
  '/accounts/resources',
  '/accounts/resources/okta-universal-directory/Desk/gone',
  '/integrations/directories',
  '/integrations/directories/new',
  '/integrations/directories/okta-universal-directory',
  '/integrations/directories/okta-universal-directory?panel=delete',
  '/integrations/directories/okta-universal-directory/edit',
  '/settings/administrators',
  '/settings/administrators?panel=add',
  '/settings/tenant',
  '/settings/audit',
  '/settings/audit?entry=1',
  '/sign-in',
  '/setup',
  '/nowhere',
]

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const) {
  test(`axe finds nothing on any page, and no page is wider than its window: ${colorScheme}, ${width} pixels`, async () => {
    const { page, go, complaints, close } = await openSignedIn(app, '/settings/oauth', { colorScheme, width })
    const found: string[] = []
    for (const path of pages) {
      await go(path)
      await settle(page)
      found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`))
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      if (overflow > 0) found.push(`${path}: ${overflow} pixels wider than the window`)
    }
    assert.deepEqual([...found, ...complaints], [])
    await close()
  })
}

async function create(endpoint: string, resource: object): Promise<string> {
  const answer = await fetch(`${app.scimBase}/${endpoint}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify(resource),
  })
  return ((await answer.json()) as { id: string }).id
}

/** Until skeletons are gone: what is loading is no page yet. */
const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}
