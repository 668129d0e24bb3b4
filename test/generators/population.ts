import { bindFilter } from '../../src/scim/filter/bind.ts'
import type { BoundFilter } from '../../src/scim/filter/ast.ts'
import { matches } from '../../src/scim/filter/matches.ts'
import { parseFilter } from '../../src/scim/filter/parse.ts'
import { indexRows } from '../../src/scim/index-rows.ts'
import { externalIdOf, isActive, nameKeyOf, nameOf } from '../../src/scim/named-values.ts'
import type { ResourceType } from '../../src/scim/schema/attribute.ts'
import type { Collection } from '../../src/directory/ports.ts'
import type { Storage } from '../../src/storage/open-storage.ts'
import { aDirectory, aRow, inOneUnit, valueOf } from '../contract/fixture.ts'
import { randomFilters } from './random-filters.ts'
import { randomResource, type Subject } from './random-resources.ts'
import type { Random } from './random-values.ts'

/** Resources of one type, in the store and in memory, in the order of their list. */
export type Population = {
  readonly type: ResourceType
  readonly collection: Collection
  readonly subjects: readonly Subject[]
}

export async function populate(
  storage: Storage,
  random: Random,
  type: ResourceType,
  size: number,
): Promise<Population> {
  const place = await aDirectory(storage)
  const collection = { ...place.users, resourceType: type.name }
  const subjects = Array.from({ length: size }, (_, i) => randomResource(random, type, i))
  await inOneUnit(storage.resources, async (transaction) => {
    for (const { id, attributes, meta } of subjects) {
      const row = aRow(id, {
        name: nameOf(type, attributes),
        nameKey: nameKeyOf(type, attributes),
        externalId: externalIdOf(attributes),
        active: isActive(attributes),
        created: meta.created,
        lastModified: meta.lastModified,
        version: meta.version,
      })
      valueOf(await transaction.insert(collection, row, indexRows(type, attributes)))
    }
  })
  return { type, collection, subjects }
}

export type Asked = {
  readonly text: string
  readonly bound: BoundFilter
  /** The ids that the oracle finds. */
  readonly expected: () => readonly string[]
}

/** Random filters that are accepted, without an end. */
export function* askAll({ type, subjects }: Population, random: Random): Generator<Asked, never> {
  const next = randomFilters(random, type)
  for (;;) {
    const text = next()
    const parsed = parseFilter(text)
    const bound = parsed.ok ? bindFilter(type, parsed.value) : parsed
    if (!bound.ok) {
      // everything that is written here is a filter; only what spreads too far may be refused
      if (bound.error.kind === 'tooMany') continue
      throw new Error(`${text} was refused: ${bound.error.detail}`)
    }
    const filter = bound.value
    const expected = (): readonly string[] => subjects.filter((subject) => matches(filter, subject)).map(({ id }) => id)
    yield { text, bound: filter, expected }
  }
}
