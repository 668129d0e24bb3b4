import type { Page } from 'playwright-core'
import { openPage, type Visit, type VisitOptions } from '../support/browser.ts'
import type { RunningApp } from '../support/start-app.ts'

/** The whole program and a browser that has its console open. */
export type OpenConsole = Visit & { readonly app: RunningApp; readonly go: (path: string) => Promise<void> }

export async function openConsole(app: RunningApp, options: VisitOptions = {}): Promise<OpenConsole> {
  const visit = await openPage(options)
  const go = async (path: string): Promise<void> => {
    await visit.page.goto(`${app.base}/console${path}`)
    await visit.page.getByRole('heading', { level: 1 }).waitFor()
  }
  return { ...visit, app, go }
}

/** Signs in through the form, in whatever language it speaks. */
export async function signIn({ page, app }: OpenConsole): Promise<void> {
  const { username, password } = app.administrator
  await page.locator('input[autocomplete^=username]').fill(username)
  await page.locator('input[autocomplete=current-password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('#page').waitFor()
}

/** A console where somebody is signed in and looks at `path`. */
export async function openSignedIn(app: RunningApp, path: string, options: VisitOptions = {}): Promise<OpenConsole> {
  const opened = await openConsole(app, options)
  await opened.go('/sign-in')
  await signIn(opened)
  await opened.go(path)
  return opened
}

/** What stands in the clipboard of the page. */
export const clipboard = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()')
