import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { indexRows } from '../../src/scim/index-rows.ts'
import type { Attributes } from '../../src/scim/resource.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { everyType } from '../generators/every-type.ts'
import { engineKinds } from './engines.ts'
import { aDirectory, aRow, inOneUnit, valueOf } from './fixture.ts'

const THINGS: readonly Attributes[] = [
  {
    whole: 9,
    broken: 9.5,
    flag: true,
    moment: '2026-01-01T00:30:00+01:00',
    exact: 'Ab',
    folded: 'Ab',
    wholes: [1, 10],
  },
  {
    whole: 10,
    broken: -0.5,
    flag: false,
    moment: '2025-12-31T23:45:00.1234567Z',
    exact: 'ab',
    link: 'urn:A',
    bytes: 'QQ==',
  },
  { whole: -3, broken: 1e21, one: { folded: 'x', words: ['y', 'z'] }, many: [{ whole: 2 }, { broken: 2 }] },
]

/** Operator and type → places in THINGS, worked out by hand (RFC 7644 §3.4.2.2, table 3). */
const ROWS: readonly (readonly [filter: string, found: readonly number[]])[] = [
  // numbers are compared as numbers: 10 is more than 9, and -3 less than both
  ['whole eq 9', [0]],
  ['whole eq "10"', [1]],
  ['whole eq 9.0', [0]],
  ['whole ne 9', [1, 2]],
  ['whole gt 9', [1]],
  ['whole ge 9', [0, 1]],
  ['whole lt 9', [2]],
  ['whole le -3', [2]],
  ['wholes gt 9', [0]],
  ['wholes ne 1', [0, 1, 2]],
  ['wholes[value eq 10]', [0]],
  ['broken gt 9', [0, 2]],
  ['broken lt 0', [1]],
  ['broken eq 1000000000000000000000', [2]],
  ['many[whole eq 2 and broken eq 2]', []],
  ['many.whole eq 2 and many.broken eq 2', [2]],
  // instants as instants: 23:30 and 23:45 of the same evening
  ['moment lt "2025-12-31T23:40:00Z"', [0]],
  ['moment gt "2026-01-01T00:40:00.0000000+01:00"', [1]],
  ['moment eq "2025-12-31T23:30:00Z"', [0]],
  ['moment ge "2026-01-01"', []],
  ['moment ne "2025-12-31T23:30:00Z"', [1, 2]],
  ['flag eq TRUE', [0]],
  ['flag ne true', [1, 2]],
  ['exact eq "ab"', [1]],
  ['exact sw "A"', [0]],
  ['exact gt "Ab"', [1]],
  ['folded eq "AB"', [0]],
  ['folded co "B"', [0]],
  ['link eq "urn:a"', []],
  ['link ew ":A"', [1]],
  ['bytes eq "QQ=="', [1]],
  ['bytes eq "qq=="', []],
  ['bytes eq null', [0, 2]],
  ['one.words eq "z"', [2]],
  ['one[words eq "y" and folded eq "x"]', [2]],
  ['one pr', [2]],
]

const REFUSED = ['flag gt true', 'bytes gt "QQ=="', 'bytes co "Q"', 'whole co 1', 'whole eq "x"', 'moment sw "2025"']

for (const engine of engineKinds) {
  suite(`Filters on every type on ${engine.name}`, () => {
    let storage: Storage
    let find: (filter: string) => Promise<readonly number[]>
    before(async () => {
      storage = await engine.open()
      const collection = { ...(await aDirectory(storage)).users, resourceType: everyType.name }
      await inOneUnit(storage.resources, async (transaction) => {
        for (const [i, attributes] of THINGS.entries())
          valueOf(await transaction.insert(collection, aRow(`${i}`), indexRows(everyType, attributes)))
      })
      find = async (text) => {
        const filter = valueOf(bindFilter(everyType, valueOf(parseFilter(text))))
        const found = await storage.resources.search(collection, { filter, startIndex: 1, count: 9 })
        return found.resources.map(({ id }) => Number(id))
      }
    })
    after(() => storage.close())

    for (const [filter, found] of ROWS) {
      test(`${filter} finds ${found.join(' and ') || 'nothing'}`, async () =>
        assert.deepEqual(await find(filter), found))
    }
  })
}

for (const filter of REFUSED) {
  test(`${filter} does not fit its type`, () => {
    const bound = bindFilter(everyType, valueOf(parseFilter(filter)))
    assert.equal(bound.ok ? 'accepted' : bound.error.kind, 'invalidFilter')
  })
}
