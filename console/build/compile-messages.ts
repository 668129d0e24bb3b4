import { compileMessage } from '@lingui/message-utils/compileMessage'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Turns `messages/{language}.json` into a catalogue whose ICU messages are parsed already, so that no parser travels to
 * the browser. What a language lacks is said in English.
 */
export const compileMessages = (): Plugin => ({
  name: 'muster:messages',
  enforce: 'pre',
  async load(id) {
    if (!/\/messages\/[a-z]{2}\.json$/.test(id)) return undefined
    const english = join(dirname(id), 'en.json')
    this.addWatchFile(english)
    const messages = { ...(await readMessages(english)), ...(await readMessages(id)) }
    const compiled = Object.entries(messages).map(([key, message]) => [key, compileMessage(message)])
    return { code: `export const messages = ${JSON.stringify(Object.fromEntries(compiled))}`, moduleType: 'js' }
  },
})

const readMessages = async (file: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
