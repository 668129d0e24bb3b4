import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/** The catalogues against each other, and the pages against the catalogues. */

const SOURCES = join(import.meta.dirname, '..')
const LANGUAGES = ['en', 'de', 'ja'] as const

const readCatalogue = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8')) as Record<string, string>

const english = readCatalogue('en')

for (const language of LANGUAGES) {
  test(`${language} has every message, sorted by id, none of them empty`, () => {
    const catalogue = readCatalogue(language)
    assert.deepEqual(Object.keys(catalogue), Object.keys(english).sort())
    assert.deepEqual(
      Object.entries(catalogue).filter(([, message]) => message.trim() === ''),
      [],
    )
  })

  test(`each message of ${language} fills the same placeholders and elements as in English`, () => {
    const catalogue = readCatalogue(language)
    for (const [id, message] of Object.entries(english)) {
      assert.deepEqual(holesIn(catalogue[id] ?? ''), holesIn(message), id)
    }
  })
}

test('every message is said somewhere', () => {
  const text = sourcesOf('{ts,tsx}')
    .map(({ code }) => code)
    .join('\n')
  const families = [...text.matchAll(/t\(`([\w.]+)\$\{/g)].map(([, family = '']) => family)
  const isSaid = (id: string): boolean =>
    text.includes(`'${id}'`) || text.includes(`"${id}"`) || families.some((family) => id.startsWith(family))
  assert.deepEqual(
    Object.keys(english).filter((id) => !isSaid(id)),
    [],
  )
})

test('no words stand in a page outside of the catalogues', () => {
  const found = sourcesOf('tsx').flatMap(({ file, code }) =>
    [...code.matchAll(LITERALS)].map(([, inElement, inAttribute]) => `${file}: ${inElement ?? inAttribute}`),
  )
  assert.deepEqual(
    found.filter((literal) => !NAMES.test(literal)),
    [],
  )
})

/** The guide's examples, programs and keys: the same in every language. */
const NAMES = /: (Muster|SCIM|OktaSCIM|Okta Universal Directory|OKTA\.COM|curl|⌘ K|Ctrl K)$/

/** Text between tags, or in an attribute that people see or hear. */
const LITERALS =
  /(?:>\s*([A-Z][^<>{}()=;]*[a-z][^<>{}()=;]*)<\/|\b(?:label|title|placeholder|description|alt|aria-label)="([^"]+)")/g

/** Names in braces and of tags, each once. */
const holesIn = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{([a-z]\w*)[},]|<(\w+)>/g)].map(([hole]) => hole.replace(',', '}')))].sort()

const sourcesOf = (extension: string): { file: string; code: string }[] =>
  globSync(`**/*.${extension}`, { cwd: SOURCES, exclude: (name) => name.endsWith('.test.ts') }).map((file) => ({
    file,
    code: readFileSync(join(SOURCES, file), 'utf8'),
  }))
