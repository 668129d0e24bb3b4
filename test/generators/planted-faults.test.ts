import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { BoundFilter } from '../../src/scim/filter/ast.ts'
import { bindFilter } from '../../src/scim/filter/bind.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import type { Attribute, ResourceType, Schema } from '../../src/scim/schema/attribute.ts'
import { canonicalKey } from '../../src/shared/text.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { engineKinds } from '../contract/engines.ts'
import { valueOf } from '../contract/fixture.ts'
import { seededRandom } from '../contract/seeded-random.ts'
import { everyType } from './every-type.ts'
import { askAll, populate, type Asked } from './population.ts'

/** Filters that a fault changes. */
const TOUCHED = 150
const RESOURCES = 100

/** Gives the store another filter than the oracle got, as a compiler with the fault would have understood it. */
type Fault = (asked: Asked) => BoundFilter

/** From the leaves upwards. */
const everywhere =
  (change: (filter: BoundFilter) => BoundFilter): Fault =>
  ({ bound }) =>
    rewrite(bound, change)

function rewrite(filter: BoundFilter, change: (filter: BoundFilter) => BoundFilter): BoundFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return change({ ...filter, operands: filter.operands.map((operand) => rewrite(operand, change)) })
    case 'not':
      return change({ ...filter, operand: rewrite(filter.operand, change) })
    case 'element':
      return change({ ...filter, filter: rewrite(filter.filter, change) })
    default:
      return change(filter)
  }
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'sw ignores that an attribute is case-exact': everywhere((filter) =>
    filter.kind === 'compare' && filter.operator === 'sw' ? { ...filter, key: canonicalKey(filter.key) } : filter,
  ),
  'ne drops resources without the attribute': everywhere((filter) =>
    filter.kind === 'not' && filter.operand.kind === 'compare'
      ? { kind: 'and', operands: [filter, { kind: 'present', path: filter.operand.path }] }
      : filter,
  ),
  'what is in brackets may be met by several elements': everywhere((filter) =>
    filter.kind === 'element' ? filter.filter : filter,
  ),
  'not is lost': everywhere((filter) => (filter.kind === 'not' ? filter.operand : filter)),
  'dates are compared as they are written': ({ text }) => valueOf(bindFilter(withoutDates, valueOf(parseFilter(text)))),
  'ew forgets a character': everywhere((filter) =>
    filter.kind === 'compare' && filter.operator === 'ew' ? { ...filter, key: filter.key.slice(1) } : filter,
  ),
  'ge means gt': everywhere((filter) =>
    filter.kind === 'compare' && filter.operator === 'ge' ? { ...filter, operator: 'gt' } : filter,
  ),
}

const asText = (attribute: Attribute): Attribute => ({
  ...attribute,
  ...(attribute.type === 'dateTime' ? { type: 'string', caseExact: true } : {}),
  ...(attribute.subAttributes === undefined ? {} : { subAttributes: attribute.subAttributes.map(asText) }),
})
const textsOf = (schema: Schema): Schema => ({ ...schema, attributes: schema.attributes.map(asText) })
const withoutDates: ResourceType = {
  ...everyType,
  schema: textsOf(everyType.schema),
  extensions: everyType.extensions.map((extension) => ({ ...extension, schema: textsOf(extension.schema) })),
}

// a fault is a matter of the filter: one engine shows it as well as two
for (const engine of engineKinds.slice(0, 1)) {
  suite(`The comparison with the oracle on ${engine.name}`, () => {
    let storage: Storage
    before(async () => {
      storage = await engine.open()
    })
    after(() => storage.close())

    for (const [name, fault] of Object.entries(FAULTS)) {
      test(`notices a compiler in which ${name}`, async (t) => {
        const random = seededRandom(t)
        const population = await populate(storage, random, everyType, RESOURCES)
        let touched = 0
        let noticed = 0
        for (const asked of askAll(population, random)) {
          if (touched === TOUCHED) break
          const filter = fault(asked)
          if (JSON.stringify(filter) === JSON.stringify(asked.bound)) continue
          touched += 1
          const found = await storage.resources.search(population.collection, {
            filter,
            startIndex: 1,
            count: RESOURCES,
          })
          const ids = found.resources.map(({ id }) => id)
          if (ids.join() !== asked.expected().join()) noticed += 1
        }
        t.diagnostic(`noticed in ${noticed} of the ${touched} filters that the fault touches`)
        assert.ok(noticed > 0)
      })
    }
  })
}
