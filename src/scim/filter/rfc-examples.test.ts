import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { RFC_EXAMPLES, RFC_PEOPLE, RFC_RULES } from '../../../test/support/rfc-filters.ts'
import { userType } from '../schema/resource-types.ts'
import { bindFilter } from './bind.ts'
import { matches } from './matches.ts'
import { parseFilter } from './parse.ts'

function find(filter: string): readonly number[] {
  const parsed = parseFilter(filter)
  const bound = parsed.ok ? bindFilter(userType, parsed.value) : parsed
  assert.ok(bound.ok, JSON.stringify(bound))
  return RFC_PEOPLE.flatMap(({ attributes, lastModified }, i) => {
    const at = Date.parse(lastModified)
    const meta = { resourceType: 'User', created: at, lastModified: at, version: 1 }
    return matches(bound.value, { id: `${i}`, attributes, meta }) ? [i] : []
  })
}

describe('RFC 7644 §3.4.2.2, as the oracle reads it:', () => {
  for (const [filter, found] of RFC_EXAMPLES) {
    test(`${filter} finds ${found.join(' and ')}`, () => assert.deepEqual(find(filter), found))
  }
  for (const [rule, filter, found] of RFC_RULES) {
    test(`${rule}: ${filter}`, () => assert.deepEqual(find(filter), found))
  }
})
