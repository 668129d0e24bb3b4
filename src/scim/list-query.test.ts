import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../shared/json.ts'
import { bindListQuery, parseListQuery } from './list-query.ts'
import { MAX_COUNT } from './page-limits.ts'
import { project, selectAttributes, wantsGroups, wantsMembers } from './project.ts'
import { parseRequestedAttributes } from './requested-attributes.ts'
import { groupType, userType } from './schema/resource-types.ts'

const parse = (query: string) => parseListQuery(new URLSearchParams(query))

describe('the query of a list', () => {
  const rows: readonly (readonly [query: string, startIndex: number, count: number])[] = [
    ['', 1, 100],
    ['startIndex=0&count=5', 1, 5],
    ['startindex=-5&COUNT=5', 1, 5],
    ['startIndex=1&count=-1', 1, MAX_COUNT],
    ['count=-1', 1, 0],
    ['startIndex=1&count=-2', 1, 0],
    ['cursor=&count=-1', 1, 0],
    ['count=0', 1, 0],
    ['count=1000000', 1, MAX_COUNT],
    ['startIndex=101&count=100&aadOptscim062020', 101, 100],
  ]
  for (const [query, startIndex, count] of rows) {
    test(`${JSON.stringify(query)} means ${count} from ${startIndex}`, () => {
      const parsed = parse(query)
      assert.ok(parsed.ok)
      assert.deepEqual([parsed.value.startIndex, parsed.value.count], [startIndex, count])
    })
  }
  for (const query of [
    'startIndex=abc',
    'startIndex=1.5',
    'count=abc',
    'sortOrder=sideways',
    'attributes=a&excludedAttributes=b',
    'filter=',
    'filter=userName pr&filter=title pr',
  ]) {
    test(`${query} is refused with a sentence`, () => {
      const parsed = parse(query)
      assert.ok(!parsed.ok, JSON.stringify(parsed))
      assert.match(parsed.error.detail, /\S{4}/)
    })
  }
  test('sorting by what nobody knows, or may not see, is refused', () => {
    for (const [query, kind] of [
      ['sortBy=bogus', 'invalidValue'],
      ['sortBy=__proto__', 'invalidValue'],
      ['sortBy=password', 'sensitive'],
    ] as const) {
      const parsed = parse(query)
      assert.ok(parsed.ok)
      const bound = bindListQuery(userType, parsed.value)
      assert.equal(!bound.ok && bound.error.kind, kind, query)
    }
  })
})

describe('a selection of attributes', () => {
  const full = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: 'u1',
    userName: 'ann',
    name: { givenName: 'Ann', familyName: 'Quill' },
    emails: [{ value: 'a@example.com', type: 'work' }],
    groups: [{ value: 'g1' }],
    meta: { resourceType: 'User' },
  }
  const shown = (query: string): Json => {
    const requested = parseRequestedAttributes(new URLSearchParams(query))
    assert.ok(requested.ok)
    const selection = selectAttributes(userType, requested.value)
    assert.ok(selection)
    return project(selection, full)
  }
  test('keeps what is always returned', () => {
    const only = shown('attributes=userName') as Record<string, Json>
    assert.deepEqual([only['id'], only['userName'], only['name']], ['u1', 'ann', undefined])
    assert.deepEqual((shown('excludedAttributes=id,userName') as Record<string, Json>)['id'], 'u1')
  })
  test('selects sub-attributes, in any case, also by a filter (F9)', () => {
    assert.deepEqual((shown('attributes=NAME.givenname') as Record<string, Json>)['name'], { givenName: 'Ann' })
    assert.ok((shown('attributes=emails[type eq "work"]') as Record<string, Json>)['emails'])
  })
  test('of nothing known leaves the rest, and a password never appears', () => {
    assert.equal((shown('attributes=password') as Record<string, Json>)['password'], undefined)
  })
  test('tells which relations need not be read', () => {
    const without = selectAttributes(groupType, { kind: 'except', names: ['members'] })
    assert.equal(wantsMembers(without), false)
    assert.equal(wantsMembers(undefined), true)
    assert.equal(wantsGroups(selectAttributes(userType, { kind: 'only', names: ['userName'] })), false)
  })
})
