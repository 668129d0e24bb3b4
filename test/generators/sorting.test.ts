import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { matches } from '../../src/scim/filter/matches.ts'
import { keyOfLeaf } from '../../src/scim/index-key.ts'
import { bindListQuery, parseListQuery } from '../../src/scim/list-query.ts'
import { versionTag } from '../../src/scim/representation.ts'
import type { ResourceType } from '../../src/scim/schema/attribute.ts'
import { userType } from '../../src/scim/schema/resource-types.ts'
import { vocabularyOf, type AttributeNode } from '../../src/scim/schema/vocabulary.ts'
import { isJsonArray, isJsonObject, type Json } from '../../src/shared/json.ts'
import { compareByCodePoint } from '../../src/shared/text.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from '../contract/engines.ts'
import { valueOf } from '../contract/fixture.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { everyType } from './every-type.ts'
import { populate } from './population.ts'
import { randomFilters } from './random-filters.ts'
import type { Subject } from './random-resources.ts'
import { pick } from './random-values.ts'

const SORTS = 250
const RESOURCES = 80

/** What a resource is sorted by, read from the resource itself. Undefined: it has no such value. */
function sortKey(node: AttributeNode, { id, attributes, meta }: Subject): string | undefined {
  switch (node.indexPath) {
    case 'id':
    case 'meta.location':
      return id
    case 'meta.created':
      return String(meta.created).padStart(16, '0')
    case 'meta.lastModified':
      return String(meta.lastModified).padStart(16, '0')
    case 'meta.version':
      return versionTag(meta.version)
    case 'meta.resourceType':
    case 'schemas':
      return ''
    default:
      return keyIn(node, attributes)
  }
}

function keyIn(node: AttributeNode, attributes: Subject['attributes']): string | undefined {
  const holder = node.extension === undefined ? attributes : attributes[node.extension]
  const value = isJsonObject(holder) ? holder[node.attribute.name] : undefined
  const element = isJsonArray(value) ? (value.find(isPrimary) ?? value[0]) : value
  const sub = node.subAttribute ?? node.attribute.subAttributes?.find(({ name }) => name === 'value')
  const leaf = sub === undefined ? element : isJsonObject(element) ? element[sub.name] : undefined
  if (leaf === undefined || leaf === null || typeof leaf === 'object') return undefined
  return keyOfLeaf(sub ?? node.attribute, leaf)
}

const isPrimary = (element: Json): boolean => isJsonObject(element) && element['primary'] === true

/** RFC 7644 §3.4.2.3: who has nothing comes last, or first when descending; equals keep the order of the list. */
function sorted(subjects: readonly Subject[], node: AttributeNode, order: string): readonly Subject[] {
  const sign = order === 'ascending' ? 1 : -1
  return subjects.toSorted((a, b) => {
    const [left, right] = [sortKey(node, a), sortKey(node, b)]
    if (left === right) return 0
    if (left === undefined) return sign
    return right === undefined ? -sign : sign * compareByCodePoint(left, right)
  })
}

const sortable = (type: ResourceType): readonly (readonly [string, AttributeNode])[] =>
  [...vocabularyOf(type).paths].filter(([text]) => bindListQuery(type, valueOf(parseListQuery([['sortBy', text]]))).ok)

for (const engine of engineKinds) {
  suite(`Random sorts on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    for (const type of [userType, everyType]) {
      test(`${SORTS} of them put ${type.name} into the order of RFC 7644 §3.4.2.3`, async (t) => {
        const random = seededRandom(t)
        const { collection, subjects } = await populate(storage, random, type, RESOURCES)
        const paths = sortable(type)
        const filters = randomFilters(random, type)
        let compared = 0
        for (let i = 0; i < SORTS; i += 1) {
          const [sortBy, node] = pick(random, paths)
          const sortOrder = pick(random, ['ascending', 'descending'])
          const [startIndex, count] = [1 + random(RESOURCES), 1 + random(RESOURCES)]
          const asked = [
            ['sortBy', sortBy],
            ['sortOrder', sortOrder],
            ['startIndex', String(startIndex)],
            ['count', String(count)],
            ...(random(3) === 0 ? [['filter', filters()] as const] : []),
          ] as const
          const query = bindListQuery(type, valueOf(parseListQuery(asked)))
          if (!query.ok) continue
          compared += 1
          const { filter } = query.value
          const found = subjects.filter((subject) => filter === undefined || matches(filter, subject))
          const expected = sorted(found, node, sortOrder).slice(startIndex - 1, startIndex - 1 + count)
          const answer = await storage.resources.search(collection, query.value)
          assert.deepEqual(
            { total: answer.total, ids: answer.resources.map(({ id }) => id) },
            { total: found.length, ids: expected.map(({ id }) => id) },
            JSON.stringify(asked),
          )
        }
        t.diagnostic(`${compared} compared, over ${paths.length} spellings`)
        assert.ok(compared > SORTS * 0.9)
      })
    }
  })
}
