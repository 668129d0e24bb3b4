import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The folder that `npm run screenshots` names; without it nothing is drawn. */
const folder = process.env['MUSTER_SCREENSHOTS']

/** Draws the window as `NAME.png` for docs/guide.md: what the test has just done is what the reader sees. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  // A toast of the step before would cover what the picture is about.
  for (const shut of await page.getByRole('button', { name: 'Close', exact: true }).all()) await shut.click()
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
}
