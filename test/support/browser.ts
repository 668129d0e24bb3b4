import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core'

let launched: Promise<Browser> | undefined

/**
 * One headless Chromium for all files of a run; `closeBrowser` ends it. The package's own arguments are left aside: they
 * run everything in a single process and switch web security off.
 */
export function browser(): Promise<Browser> {
  launched ??= chromium
    .executablePath()
    .then((executablePath) => playwright.launch({ executablePath, headless: true, args: ['--no-sandbox'] }))
  return launched
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close()
  launched = undefined
}

export type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  /** Violations of the content security policy and uncaught errors, as the browser reported them. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export type VisitOptions = {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly locale?: string
}

/** A fresh profile with one page. */
export async function openPage(options: VisitOptions = {}): Promise<Visit> {
  const { width = 1440, colorScheme = 'light', locale = 'en-GB' } = options
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    locale,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints, close: () => context.close() }
}
