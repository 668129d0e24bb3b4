import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { tokenize } from './lexer.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const words = (text: string) => {
  const tokens = tokenize(text)
  return tokens.ok ? tokens.value.map((token) => ('text' in token ? token.text : token.kind)) : undefined
}

describe('a text of a filter', () => {
  const rows: readonly (readonly [written: string, read: string | undefined])[] = [
    [String.raw`"o'neil"`, "o'neil"],
    [String.raw`"o\"neil"`, 'o"neil'],
    [String.raw`"a\\b\/c"`, String.raw`a\b/c`],
    [String.raw`"tab\tline\nend"`, 'tab\tline\nend'],
    [String.raw`"\u00e9"`, 'é'],
    [String.raw`"\ud83d\ude00"`, '😀'],
    ['"( and ) [ ]"', '( and ) [ ]'],
    ['""', ''],
    [String.raw`"\x"`, undefined],
    [String.raw`"\u12"`, undefined],
    [String.raw`"\u0000"`, undefined],
    ['"\u0000"', undefined],
    [String.raw`"\ud800"`, undefined],
    ['"\ud800"', undefined],
    ['"open', undefined],
    [String.raw`"open\"`, undefined],
  ]
  for (const [written, read] of rows) {
    test(`${JSON.stringify(written)} reads ${read === undefined ? 'as broken' : JSON.stringify(read)}`, () => {
      assert.deepEqual(words(written), read === undefined ? undefined : [read, 'end'])
    })
  }
  test('without quotes reaches to a blank or a bracket (F3)', () => {
    assert.deepEqual(words('(a gt 2015-10-10T14:38:21.8617979-07:00) or b[c eq d].e pr'), [
      '(',
      'a',
      'gt',
      '2015-10-10T14:38:21.8617979-07:00',
      ')',
      'or',
      'b',
      '[',
      'c',
      'eq',
      'd',
      ']',
      '.e',
      'pr',
      'end',
    ])
  })
})

describe('a filter that is printed', () => {
  const rows: readonly (readonly [written: string, printed: string])[] = [
    ['a pr AND b pr Or c PR', 'a pr and b pr or c pr'],
    ['a pr and (b pr or c pr)', 'a pr and (b pr or c pr)'],
    ['(a pr and b pr) or c pr', 'a pr and b pr or c pr'],
    ['a pr or (b pr or c pr)', 'a pr or (b pr or c pr)'],
    ['NOT (a pr or b pr) and c pr', 'not (a pr or b pr) and c pr'],
    ['e[t eq "w"].v CO "x"', 'e[t eq "w" and v co "x"]'],
    ['e[a pr or b pr].v pr', 'e[(a pr or b pr) and v pr]'],
    [String.raw`a eq "o\"neil"`, String.raw`a eq "o\"neil"`],
    ['a eq true and b ne NULL', 'a eq true and b ne null'],
  ]
  for (const [written, printed] of rows) {
    test(`${written} stays the same tree`, () => {
      const tree = parseFilter(written)
      assert.ok(tree.ok)
      assert.equal(printFilter(tree.value), printed)
      assert.deepEqual(parseFilter(printed), tree)
    })
  }
})

describe('a broken filter', () => {
  const rows: readonly (readonly [text: string, kind: string, words: RegExp])[] = [
    ['userName zz "x"', 'invalidFilter', /position 10 .*eq, ne.*"zz"/],
    ['userName eq', 'invalidFilter', /position 12 .*value.*the end/],
    ['userName eq "a" userName eq "b"', 'invalidFilter', /position 17 .*"and", "or"/],
    ['a pr and', 'invalidFilter', /position 9 /],
    ['(a pr', 'invalidFilter', /"\)"/],
    ['e[a pr', 'invalidFilter', /"\]"/],
    ['e[f[a pr]]', 'invalidFilter', /inside/],
    ['not a pr', 'invalidFilter', /operator/],
    [`${'('.repeat(51)}a pr${')'.repeat(51)}`, 'invalidFilter', /50/],
    [`${'not ('.repeat(51)}a pr${')'.repeat(51)}`, 'invalidFilter', /50/],
    ['('.repeat(8_193), 'tooMany', /8192/],
    [Array.from({ length: 101 }, () => 'a pr').join(' or '), 'tooMany', /100/],
  ]
  for (const [text, kind, detail] of rows) {
    test(`${text.slice(0, 40)} is refused as ${kind}, with the place`, () => {
      const parsed = parseFilter(text)
      assert.ok(!parsed.ok)
      assert.equal(parsed.error.kind, kind)
      assert.match(parsed.error.detail, detail)
    })
  }
  test('of exactly the limits is taken', () => {
    assert.ok(parseFilter(`${'('.repeat(50)}a pr${')'.repeat(50)}`).ok)
    assert.ok(parseFilter(Array.from({ length: 100 }, () => 'a pr').join(' or ')).ok)
    assert.ok(parseFilter(`a eq "${'x'.repeat(8_192 - 7)}"`).ok)
  })
})

describe('the time of reading a text', () => {
  /** Each of any length. */
  const shapes: Readonly<Record<string, (length: number) => string>> = {
    parentheses: (length) => '('.repeat(length),
    blanks: (length) => ' '.repeat(length),
    'one word': (length) => 'a'.repeat(length),
    'one string': (length) => `"${'a'.repeat(length)}"`,
    'an open string': (length) => `"${'a'.repeat(length)}`,
    escapes: (length) => `"${String.raw`\"`.repeat(length / 2)}"`,
    'escapes without an end': (length) => `"${'\\'.repeat(length)}`,
    'open quotes and blanks': (length) => '" '.repeat(length / 2),
    brackets: (length) => 'a[b eq "c"] '.repeat(length / 12),
  }
  const fastest = (text: string): number =>
    Math.min(
      ...Array.from({ length: 15 }, () => {
        const since = performance.now()
        tokenize(text)
        return performance.now() - since
      }),
    )
  for (const [name, shape] of Object.entries(shapes)) {
    test(`grows with its length and no faster: ${name}`, (t) => {
      fastest(shape(4_000))
      const [short, long] = [fastest(shape(4_000)), fastest(shape(64_000))]
      t.diagnostic(`${short.toFixed(2)} ms for 4,000 characters, ${long.toFixed(2)} ms for 16 times as many`)
      // were it quadratic, it would be 256 times as long
      assert.ok(long < 128 * Math.max(short, 0.1), `${short} ms and ${long} ms`)
    })
  }
})
