import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { indexRows } from '../../src/scim/index-rows.ts'
import { externalIdOf, isActive, nameKeyOf, nameOf } from '../../src/scim/named-values.ts'
import type { Attributes } from '../../src/scim/resource.ts'
import { resolvePath } from '../../src/scim/schema/paths.ts'
import { groupType, userType } from '../../src/scim/schema/resource-types.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from './engines.ts'
import { aDirectory, aRow, inOneUnit, valueOf, type Place } from './fixture.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const PEOPLE: readonly Attributes[] = [
  {
    userName: 'Ann@Example.com',
    externalId: 'E-1',
    active: true,
    name: { familyName: 'Müller', givenName: 'Ann' },
    title: '100% "best"_one',
    emails: [
      { value: 'ann@work.example', type: 'work', primary: true },
      { value: 'ann@home.example', type: 'home' },
    ],
    [ENTERPRISE]: { employeeNumber: '007', manager: { value: 'Boss' } },
  },
  {
    userName: 'bob',
    displayName: '\ue000x',
    active: false,
    name: { familyName: 'O’Neil' },
    emails: [{ value: 'ann@home.example', type: 'work' }],
  },
  { userName: 'carl', externalId: 'e-1', active: true, displayName: 'ao', title: 'Ao\u{1F600}' },
]

/** Filter → positions in PEOPLE that meet it. */
const CASES: readonly (readonly [string, readonly number[]])[] = [
  ['userName eq "ann@example.COM"', [0]],
  ['userName sw "b"', [1]],
  ['userName gt "ann@example.com"', [1, 2]],
  ['not (userName eq "bob")', [0, 2]],
  ['externalId eq "e-1"', [2]],
  ['externalId ne "e-1"', [0, 1]],
  ['externalId pr', [0, 2]],
  ['id eq "person-1"', [1]],
  ['active eq false', [1]],
  ['active eq true and userName co "a"', [0, 2]],
  ['name.familyName eq "MÜLLER"', [0]],
  ['name.familyName pr', [0, 1]],
  ['not (name.familyName pr)', [2]],
  ['title co "%"', [0]],
  ['title co "_o"', [0]],
  ['title ew "\\"_ONE"', [0]],
  ['emails eq "ann@home.example"', [0, 1]],
  ['emails[type eq "work" and value eq "ann@home.example"]', [1]],
  ['emails[type eq "home" and value sw "ann"]', [0]],
  ['emails[value co "home" and not (type eq "work")]', [0]],
  ['emails[not (type eq "home")]', [0, 1]],
  ['emails[primary eq true and value ew "work.example"]', [0]],
  ['emails.type eq "work" and emails.value eq "ann@work.example"', [0]],
  [`${ENTERPRISE}:employeeNumber eq "007"`, [0]],
  ['meta.created ge "1970-01-01T00:00:01Z"', [1, 2]],
  ['meta.lastModified lt "1970-01-01T00:00:01Z"', [0]],
  ['userName eq "nobody" or title pr', [0, 2]],
  ['title ew "\u{1F600}"', [2]],
  ['displayName sw "an"', []],
  ['displayName sw "a"', [2]],
  ['displayName sw "\ud7ff"', []],
]

for (const engine of engineKinds) {
  suite(`Filters on ${engine.name}`, () => {
    let storage: Storage
    let place: Place
    before(async () => {
      storage = await engine.open()
      place = await aDirectory(storage)
      await store(PEOPLE, place)
    })
    after(() => storage.close())

    const store = (people: readonly Attributes[], { users }: Place): Promise<void> =>
      inOneUnit(storage.resources, async (transaction) => {
        for (const [i, attributes] of people.entries()) {
          const row = aRow(`person-${i}`, {
            name: nameOf(userType, attributes),
            nameKey: nameKeyOf(userType, attributes),
            externalId: externalIdOf(attributes),
            active: isActive(attributes),
            created: i * 1000,
            lastModified: i * 1000,
          })
          valueOf(await transaction.insert(users, row, indexRows(userType, attributes)))
        }
      })
    const bind = (filter: string, type = userType) => valueOf(bindFilter(type, valueOf(parseFilter(filter))))
    const find = async ({ users }: Place, filter: string, startIndex = 1, count = 1000) => {
      const found = await storage.resources.search(users, { filter: bind(filter), startIndex, count })
      return { total: found.total, ids: found.resources.map(({ id }) => id) }
    }

    for (const [filter, expected] of CASES) {
      test(`${filter} finds ${expected.length === 0 ? 'nobody' : expected.join(' and ')}`, async () => {
        const ids = expected.map((i) => `person-${i}`)
        assert.deepEqual(await find(place, filter), { total: ids.length, ids })
      })
    }

    test('a page of matches tells the total, whether it is full, partly full, empty or past the end', async () => {
      for (const [startIndex, count, ids] of [
        [1, 1, ['person-0']],
        [2, 5, ['person-2']],
        [2, 1, ['person-2']],
        [1, 0, []],
        [9, 5, []],
      ] as const) {
        assert.deepEqual(await find(place, 'active eq true', startIndex, count), { total: 2, ids })
      }
      assert.deepEqual(await find(place, 'userName eq "bob"', 2, 5), { total: 1, ids: [] })
    })

    test('members and groups are found through the relation, live and joined ones only', async () => {
      await inOneUnit(storage.resources, async (transaction) => {
        for (const id of ['g', 'h']) valueOf(await transaction.insert(place.groups, aRow(id), []))
        await transaction.addMembers(place.groups, 'g', [{ value: 'person-1' }, { value: 'parked' }])
        await transaction.addMembers(place.groups, 'h', [{ value: 'person-2' }])
        await transaction.remove(place.groups, 'h', 1, [])
      })
      const groups = async (filter: string): Promise<readonly string[]> => {
        const found = await storage.resources.search(place.groups, {
          filter: bind(filter, groupType),
          startIndex: 1,
          count: 9,
        })
        return found.resources.map(({ id }) => id)
      }
      assert.deepEqual(await groups('members.value eq "person-1"'), ['g'])
      assert.deepEqual(await groups('members eq "parked"'), [])
      assert.deepEqual(await groups('members pr and displayName eq "g"'), ['g'])
      assert.deepEqual((await find(place, 'groups.value eq "g"')).ids, ['person-1'])
      assert.deepEqual((await find(place, 'groups.value eq "h"')).ids, [])
      assert.deepEqual((await find(place, 'groups pr')).ids, ['person-1'])
    })

    test('lists sort by columns and by values; those without the value come last, or first when descending', async () => {
      const sorted = async (attribute: string, order: 'ascending' | 'descending'): Promise<readonly string[]> => {
        const by = resolvePath(userType, attribute) ?? assert.fail(attribute)
        const found = await storage.resources.search(place.users, { sort: { by, order }, startIndex: 1, count: 9 })
        assert.equal(found.total, 3)
        return found.resources.map(({ id }) => id.slice(-1))
      }
      assert.deepEqual(await sorted('userName', 'descending'), ['2', '1', '0'])
      assert.deepEqual(await sorted('name.familyName', 'ascending'), ['0', '1', '2'])
      assert.deepEqual(await sorted('name.familyName', 'descending'), ['2', '1', '0'])
      assert.deepEqual(await sorted('externalId', 'ascending'), ['0', '2', '1'])
    })
  })
}
