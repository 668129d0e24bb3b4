import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser } from '../support/browser.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { openConsole } from './console-fixture.ts'

/** The guide's client task without a mouse. */

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(async () => {
  await app.close()
  await closeBrowser()
})

test('from the sign-in page to a copied token with the keyboard alone, and the focus is always visible', async () => {
  const { page, go, close } = await openConsole(app)
  await go('/sign-in')
  await tabTo(page, 'Username')
  await page.keyboard.type(app.administrator.username)
  await tabTo(page, 'Password')
  await page.keyboard.type(app.administrator.password)
  await page.keyboard.press('Enter')
  await page.locator('#page').waitFor()

  await page.keyboard.press('Control+K')
  await page.getByPlaceholder('Where to?').waitFor()
  await page.keyboard.type('add client')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Add Client' }).waitFor()
  await page.getByPlaceholder('Where to?').waitFor({ state: 'detached' })
  await tabTo(page, 'Client ID')
  await page.keyboard.type('keys-only')
  await tabTo(page, 'Save')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'keys-only' }).waitFor()
  await tabTo(page, 'Copy Shared Secret')
  await page.keyboard.press('Enter')
  await page.getByText('You have it.').waitFor()
  await tabTo(page, 'Generate token')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Copy Token')
  await page.keyboard.press('Space')
  assert.match(String(await page.evaluate('navigator.clipboard.readText()')), /^muster_at_/)
  await close()
})

test('the first stop of a page skips the navigation', async () => {
  const { page, go, close } = await openConsole(app)
  await go('/sign-in')
  await page.getByLabel('Username').fill(app.administrator.username)
  await page.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password)
  await page.keyboard.press('Enter')
  await page.locator('#page').waitFor()
  await page.reload()
  await page.locator('#page').waitFor()
  await page.keyboard.press('Tab')
  assert.match(await focused(page), /^Skip to the page/)
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement?.id'), 'page')
  await close()
})

const MANY_STOPS = 60

async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MANY_STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    assert.ok(await page.evaluate(IS_FOCUS_VISIBLE), `nothing shows that ${await focused(page)} has the focus`)
    if ((await focused(page)).startsWith(name)) return
  }
  assert.fail(`the keyboard does not reach ${name}`)
}

const focused = async (page: Page): Promise<string> =>
  String(
    await page.evaluate(`(() => {
      const element = document.activeElement
      const label = element?.labels?.[0]?.innerText ?? element?.getAttribute('aria-label') ?? element?.innerText
      return (label ?? '').trim()
    })()`),
  )

/** An outline, or the changed border of an input. */
const IS_FOCUS_VISIBLE = `(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return true
  const style = getComputedStyle(element)
  return element.matches(':focus-visible') && (style.outlineStyle !== 'none' || element.matches('input, textarea, select'))
})()`
