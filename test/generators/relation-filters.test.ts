import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Collection } from '../../src/directory/ports.ts'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { matches, type FilterSubject } from '../../src/scim/filter/matches.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { groupType, userType } from '../../src/scim/schema/resource-types.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { canonicalKey } from '../../src/shared/text.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from '../contract/engines.ts'
import { aDirectory, aRow, inOneUnit, valueOf, type Place } from '../contract/fixture.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { pick, type Random } from './random-values.ts'

/** Per engine and relation. */
const FILTERS = Number(process.env['MUSTER_TEST_FILTERS'] ?? 1_000)
const USERS = 15
const GROUPS = 16
const BATCH = 20

const NAMES = ['Ann', 'ann b', 'BOB', 'Élan', 'élan 2', 'z%', '\u{1F600}', 'Zoo']
const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']

for (const engine of engineKinds) {
  suite(`Random filters on members and groups on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    test(`${2 * FILTERS} of them find what the oracle finds in what is shown`, async (t) => {
      const random = seededRandom(t)
      const place = await aDirectory(storage)
      await fill(storage, random, place)
      for (const [collection, subjects] of [
        [place.users, await shownUsers(storage, place)],
        [place.groups, await shownGroups(storage, place)],
      ] as const) {
        let told = 0
        const compare = async (text: string): Promise<void> => {
          const type = collection === place.users ? userType : groupType
          const bound = bindFilter(type, valueOf(parseFilter(text)))
          if (!bound.ok) return assert.equal(bound.error.kind, 'tooMany', text)
          const query = { filter: bound.value, startIndex: 1, count: 99 }
          const { total, resources } = await storage.resources.search(collection, query)
          const wanted = subjects.filter((subject) => matches(bound.value, subject)).map(({ id }) => id)
          const ids = resources.map(({ id }) => id)
          assert.deepEqual({ total, ids }, { total: wanted.length, ids: wanted }, text)
          if (ids.length > 0 && ids.length < subjects.length) told += 1
        }
        const relation = collection === place.users ? 'groups' : 'members'
        const asked = Array.from({ length: FILTERS }, () => randomFilter(random, relation, 2))
        for (let i = 0; i < asked.length; i += BATCH) await Promise.all(asked.slice(i, i + BATCH).map(compare))
        assert.ok(told > FILTERS / 4, `only ${told} filters tell resources apart`)
      }
    })
  })
}

/** Groups hold groups with higher numbers, so that none comes to hold itself. Some are deleted, some members never arrive. */
async function fill(storage: Storage, random: Random, { users, groups }: Place): Promise<void> {
  await inOneUnit(storage.resources, async (transaction) => {
    for (const [collection, count] of [
      [users, USERS],
      [groups, GROUPS],
    ] as const) {
      for (let i = 0; i < count; i += 1) {
        const name = `${pick(random, NAMES)} ${i}`
        const row = aRow(idOf(collection, i), { name, nameKey: canonicalKey(name) })
        valueOf(await transaction.insert(collection, row, []))
      }
    }
    for (let i = 0; i < GROUPS; i += 1) {
      const people = Array.from({ length: random(6) }, () => idOf(users, random(USERS + 3)))
      const inside = Array.from({ length: random(3) }, () => idOf(groups, i + 1 + random(4)))
      const members = [...people, ...inside].map((value) => ({ value }))
      await transaction.addMembers(groups, idOf(groups, i), members)
    }
    for (let i = 0; i < 3; i += 1) await transaction.remove(groups, idOf(groups, i * 5), 1, [])
    for (let i = 0; i < 3; i += 1) await transaction.remove(users, idOf(users, i * 7), 1, [])
  })
}

const idOf = ({ resourceType }: Collection, i: number): string =>
  `${resourceType.toLowerCase()}-${String(i).padStart(2, '0')}`

type Shown = FilterSubject & { readonly id: string }

async function shownUsers(storage: Storage, { users }: Place): Promise<readonly Shown[]> {
  const { resources } = await storage.resources.search(users, { startIndex: 1, count: 99 })
  const groups = await storage.resources.groupsOf(
    users,
    resources.map(({ id }) => id),
  )
  return resources.map(({ id }) => ({
    id,
    attributes: {},
    groups: (groups.get(id) ?? []).map(({ id: value, display, type }) => ({
      value,
      display,
      type,
      $ref: `http://h/Groups/${value}`,
    })),
  }))
}

async function shownGroups(storage: Storage, { groups }: Place): Promise<readonly Shown[]> {
  const { resources } = await storage.resources.search(groups, { startIndex: 1, count: 99 })
  const shown: Shown[] = []
  for (const group of resources) {
    const members = JSON.parse(await storage.resources.membersJson(groups, group, 'http://h')) as readonly JsonObject[]
    shown.push({ id: group.id, attributes: {}, members })
  }
  return shown
}

function randomFilter(random: Random, relation: 'members' | 'groups', depth: number): string {
  const one = (): string => randomFilter(random, relation, depth - 1)
  const choice = depth === 0 ? 0 : random(5)
  if (choice === 1) return `not (${one()})`
  if (choice === 2) return `(${one()} ${pick(random, ['and', 'or'])} ${one()})`
  return random(3) === 0
    ? leaf(random, relation, `${relation}.`)
    : `${relation}[${insideBrackets(random, relation, 2)}]`
}

function insideBrackets(random: Random, relation: 'members' | 'groups', depth: number): string {
  const one = (): string => insideBrackets(random, relation, depth - 1)
  const choice = depth === 0 ? 0 : random(4)
  if (choice === 1) return `not (${one()})`
  if (choice >= 2) return `(${one()} ${pick(random, ['and', 'and', 'or'])} ${one()})`
  return leaf(random, relation, '')
}

function leaf(random: Random, relation: 'members' | 'groups', prefix: string): string {
  const group = `group-${String(random(GROUPS)).padStart(2, '0')}`
  const id = relation === 'groups' || random(2) === 0 ? group : `user-${String(random(USERS)).padStart(2, '0')}`
  switch (random(8)) {
    case 0:
      return `${prefix}${pick(random, ['value', 'display', 'type', '$ref'])} pr`
    case 1:
      return `${prefix}$ref ${pick(random, ['eq', 'ne'])} "https://x/${id.startsWith('group') ? 'Groups' : 'Users'}/${id}"`
    case 2:
    case 3:
      return `${prefix}type ${pick(random, OPERATORS)} "${pick(random, ['direct', 'INDIRECT', 'indirect', 'User', 'group', 'g', 'd'])}"`
    case 4:
    case 5:
      return `${prefix}display ${pick(random, OPERATORS)} "${pick(random, [...NAMES, 'an', '1', 'Zoo 1'])}"`
    default:
      return `${prefix}value ${pick(random, OPERATORS)} "${pick(random, [id, id, id.slice(0, -1), '1'])}"`
  }
}
