import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Collection } from '../../src/directory/ports.ts'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { groupType, userType } from '../../src/scim/schema/resource-types.ts'
import { canonicalKey } from '../../src/shared/text.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from './engines.ts'
import { aDirectory, aRow, inOneUnit, valueOf, type Place } from './fixture.ts'

/** By id, with what each is called. `all` > `sales` > `emea` are nested; `gone` is deleted; `empty` has a parked member. */
const USERS = { ann: 'Ann@Example.com', bob: 'bob', cid: 'Cid', dee: 'Dée', eve: 'eve' }
const GROUPS = { all: 'All', sales: 'Sales EU', emea: 'EMEA', lone: 'Lone', gone: 'Gone', empty: 'Empty' }
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  all: ['sales', 'dee'],
  sales: ['emea', 'ann'],
  emea: ['ann', 'bob'],
  lone: ['cid', 'nobody-yet'],
  gone: ['eve', 'emea'],
  empty: ['nobody-yet'],
}

type Row = readonly [filter: string, ids: readonly string[]]

/** Worked out by hand. */
const OF_GROUPS: readonly Row[] = [
  ['members.value eq "ann"', ['sales', 'emea']],
  ['members.value eq "nobody-yet"', []],
  ['members eq "emea"', ['sales']],
  ['members.value ne "ann"', ['all', 'lone', 'empty']],
  ['members.value sw "em"', ['sales']],
  ['members.value co "e"', ['all', 'sales']],
  ['members.value ew "d"', ['lone']],
  ['members.value gt "dee"', ['all', 'sales']],
  ['members.value le "ann"', ['sales', 'emea']],
  ['members.value eq "ANN"', []],
  ['members.display eq "ann@example.COM"', ['sales', 'emea']],
  ['members.display eq "sales eu"', ['all']],
  ['members.display sw "ann"', ['sales', 'emea']],
  ['members.display co "É"', ['all']],
  ['members.display ew "eu"', ['all']],
  ['members.display lt "b"', ['sales', 'emea']],
  ['members.display eq "nobody"', []],
  ['members.type eq "Group"', ['all', 'sales']],
  ['members.type eq "group"', ['all', 'sales']],
  ['members.type eq "User"', ['all', 'sales', 'emea', 'lone']],
  ['members.type sw "u"', ['all', 'sales', 'emea', 'lone']],
  ['members.type co "r"', ['all', 'sales', 'emea', 'lone']],
  ['members.type eq "Device"', []],
  ['members.type ne "Group"', ['emea', 'lone', 'empty']],
  ['members.$ref eq "https://any.example/scim/v2/Users/ann"', ['sales', 'emea']],
  ['members.$ref eq "../groups/emea"', ['sales']],
  ['members.$ref eq "https://any.example/scim/v2/Users/emea"', []],
  ['members.$ref eq "elsewhere"', []],
  ['members.$ref ne "https://any.example/scim/v2/Users/ann"', ['all', 'lone', 'empty']],
  ['members.$ref pr', ['all', 'sales', 'emea', 'lone']],
  ['members pr', ['all', 'sales', 'emea', 'lone']],
  ['members.display pr', ['all', 'sales', 'emea', 'lone']],
  ['members eq null', ['empty']],
  ['not (members.type pr)', ['empty']],
  ['members[type eq "Group" and display sw "s"]', ['all']],
  ['members[type eq "Group" and display sw "d"]', []],
  ['members.type eq "Group" and members.display sw "d"', ['all']],
  ['members[type eq "User" and not (value eq "ann")]', ['all', 'emea', 'lone']],
  ['members[not (type eq "Group" or value eq "ann")]', ['all', 'emea', 'lone']],
  ['members[value ne "ann"]', ['all', 'sales', 'emea', 'lone']],
  ['members[value eq "ann" or value eq "dee"]', ['all', 'sales', 'emea']],
  ['members[value eq "ann" and value eq "bob"]', []],
  ['members[value eq "ann" and display co "example"]', ['sales', 'emea']],
  ['members[value eq "ann" and display co "bob"]', []],
  ['members[value sw "a" and type eq "Group"]', []],
  ['members[$ref eq "x/Users/ann" and display sw "a"]', ['sales', 'emea']],
  ['members[display pr and type eq "Group"]', ['all', 'sales']],
  ['members[not (display pr)]', []],
  ['members[value eq "ann"] and displayName sw "S"', ['sales']],
]

const OF_USERS: readonly Row[] = [
  ['groups.value eq "all"', ['ann', 'bob', 'dee']],
  ['groups eq "sales"', ['ann', 'bob']],
  ['groups.value eq "emea"', ['ann', 'bob']],
  ['groups.value eq "gone"', []],
  ['groups.value eq "nothing"', []],
  ['groups.value ne "all"', ['cid', 'eve']],
  ['groups.value sw "l"', ['cid']],
  ['groups.value co "al"', ['ann', 'bob', 'dee']],
  ['groups.display eq "sales EU"', ['ann', 'bob']],
  ['groups.display sw "lo"', ['cid']],
  ['groups.display ew "eu"', ['ann', 'bob']],
  ['groups.display eq "gone"', []],
  ['groups.type eq "direct"', ['ann', 'bob', 'cid', 'dee']],
  ['groups.type eq "indirect"', ['ann', 'bob']],
  ['groups.type ew "DIRECT"', ['ann', 'bob', 'cid', 'dee']],
  ['groups.type ne "indirect"', ['cid', 'dee', 'eve']],
  ['groups.type eq "odd"', []],
  ['groups.$ref eq "http://h/Groups/all"', ['ann', 'bob', 'dee']],
  ['groups.$ref eq "http://h/Users/all"', []],
  ['groups pr', ['ann', 'bob', 'cid', 'dee']],
  ['groups.display pr', ['ann', 'bob', 'cid', 'dee']],
  ['groups eq null', ['eve']],
  ['groups[type eq "direct" and value eq "all"]', ['dee']],
  ['groups[type eq "indirect" and value eq "all"]', ['ann', 'bob']],
  // ann is in both: shown as a direct membership
  ['groups[type eq "indirect" and value eq "sales"]', ['bob']],
  ['groups[type eq "direct" and value eq "sales"]', ['ann']],
  ['groups[type eq "indirect" and display co "l"]', ['ann', 'bob']],
  ['groups[type ne "direct" and display eq "Sales EU"]', ['bob']],
  ['groups[not (value eq "all") and type eq "indirect"]', ['bob']],
  ['groups[not (value eq "lone")]', ['ann', 'bob', 'dee']],
  ['groups[value eq "all" and display eq "Sales EU"]', []],
  ['groups.value eq "all" and groups.display eq "Sales EU"', ['ann', 'bob']],
  ['groups[value eq "emea" or display eq "lone"]', ['ann', 'bob', 'cid']],
  ['not (groups.value eq "sales")', ['cid', 'dee', 'eve']],
  ['groups.value eq "all" and userName sw "b"', ['bob']],
]

const REFUSED = [
  ['members.$ref co "ann"', /"members\.\$ref" can be compared with eq and ne only\. Compare "members\.value"/],
  ['members[$ref sw "ann"]', /can be compared with eq and ne only/],
  ['members.primary eq true', /no attribute "members\.primary"/],
  ['members[kind eq "User"]', /"members" has no sub-attribute "kind"/],
] as const

for (const engine of engineKinds) {
  suite(`Filters on members and groups on ${engine.name}`, () => {
    let storage: Storage
    let place: Place
    before(async () => {
      storage = await engine.open()
      place = await aDirectory(storage)
      await inOneUnit(storage.resources, async (transaction) => {
        const insert = async (collection: Collection, names: Readonly<Record<string, string>>): Promise<void> => {
          for (const [id, name] of Object.entries(names))
            valueOf(await transaction.insert(collection, aRow(id, { name, nameKey: canonicalKey(name) }), []))
        }
        await insert(place.users, USERS)
        await insert(place.groups, GROUPS)
        for (const [group, members] of Object.entries(MEMBERS)) {
          await transaction.addMembers(
            place.groups,
            group,
            members.map((value) => ({ value })),
          )
        }
        await transaction.remove(place.groups, 'gone', 1, [])
      })
    })
    after(() => storage.close())

    const find = async (filter: string, collection: Collection, startIndex: number, count: number) => {
      const type = collection.resourceType === 'User' ? userType : groupType
      const bound = valueOf(bindFilter(type, valueOf(parseFilter(filter))))
      const { total, resources } = await storage.resources.search(collection, { filter: bound, startIndex, count })
      return { total, ids: resources.map(({ id }) => id) }
    }

    for (const [kind, rows] of [
      ['groups', OF_GROUPS],
      ['users', OF_USERS],
    ] as const) {
      for (const [filter, ids] of rows) {
        test(`${filter} finds ${ids.join(', ') || 'nothing'}`, async () => {
          const found = await find(filter, place[kind], 1, 9)
          assert.deepEqual(found, { total: ids.length, ids })
          // the same one by one
          const paged = await Promise.all(ids.map((_, i) => find(filter, place[kind], i + 1, 1)))
          assert.deepEqual(
            paged,
            ids.map((id) => ({ total: ids.length, ids: [id] })),
          )
          assert.deepEqual(await find(filter, place[kind], 9, 9), { total: ids.length, ids: [] })
          assert.deepEqual(await find(filter, place[kind], 1, 0), { total: ids.length, ids: [] })
        })
      }
    }

    test('who is directly in the outermost group is not indirectly in it, however far below', async () => {
      const chain = await aDirectory(storage)
      await inOneUnit(storage.resources, async (transaction) => {
        for (const id of ['fay', 'gus']) valueOf(await transaction.insert(chain.users, aRow(id), []))
        for (const id of ['top', 'mid', 'low']) valueOf(await transaction.insert(chain.groups, aRow(id), []))
        await transaction.addMembers(chain.groups, 'top', [{ value: 'mid' }, { value: 'fay' }])
        await transaction.addMembers(chain.groups, 'mid', [{ value: 'low' }])
        await transaction.addMembers(chain.groups, 'low', [{ value: 'fay' }, { value: 'gus' }])
      })
      const indirectlyIn = async (group: string) =>
        (await find(`groups[type eq "indirect" and value eq "${group}"]`, chain.users, 1, 9)).ids
      assert.deepEqual(await indirectlyIn('top'), ['gus'])
      assert.deepEqual(await indirectlyIn('mid'), ['fay', 'gus'])
      assert.deepEqual(await indirectlyIn('low'), [])
    })
  })
}

for (const [filter, words] of REFUSED) {
  test(`${filter} is refused`, () => {
    const bound = bindFilter(groupType, valueOf(parseFilter(filter)))
    assert.ok(!bound.ok)
    assert.equal(bound.error.kind, 'invalidFilter')
    assert.match(bound.error.detail, words)
  })
}
