import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Json, JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import { renderStem } from '../representation.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { validateResource } from '../validate.ts'
import { parsePartial, patchFromV1 } from './patch.ts'
import { replaceFromV1 } from './replace.ts'
import { representV1 } from './represent.ts'
import { wholeFromV1 } from './whole-resource.ts'

const seed = Number(process.env['MUSTER_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env['MUSTER_TEST_RUNS'] ?? 300)

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
const ACCESS_GROUP = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:Group'
const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'
const TENANT = 'urn:scim:schemas:extension:workspace:tenant:acme:1.0'
const OTHER = 'urn:example:schemas:badge:2.0'

const home = {
  uuid: '01a20d1e-a857-7479-9daf-5f56b3f08fa7',
  name: 'Okta Universal Directory',
  type: 'OTHER_DIRECTORY',
  domains: ['OKTA.COM', 'example.com'],
} as const

const word = fc.oneof(
  fc.constantFrom('ann', 'Ann B', 'ß', '1', 'OKTA.COM', 'null', '"', '\u{1F600}'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => text.isWellFormed() && !text.includes('\u0000')),
)
const type = fc.constantFrom('work', 'home', 'other')
const maybe = <T>(shape: Record<string, fc.Arbitrary<T>>) =>
  fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Record<string, T>> // what is left out is not there
const elements = fc.array(
  fc.record({ value: word, type, primary: fc.boolean(), display: word }, { requiredKeys: ['value'] }),
  { maxLength: 4 },
)

/** Everything that 2.0 can say about a person. */
const person = fc.record(
  {
    userName: fc.constant('ann@example.com'),
    externalId: word,
    name: maybe({ givenName: word, familyName: word, formatted: word, middleName: word }),
    displayName: word,
    title: word,
    locale: word,
    profileUrl: fc.webUrl(),
    active: fc.boolean(),
    emails: elements,
    phoneNumbers: elements,
    roles: elements,
    entitlements: elements,
    photos: fc.array(fc.record({ value: fc.webUrl() }), { maxLength: 2 }),
    addresses: fc.array(maybe({ locality: word, country: word, type }), { maxLength: 3 }),
    x509Certificates: fc.constant([{ value: 'TUlJ' }]),
    favouriteColour: fc.oneof(word, fc.integer(), fc.array(word, { minLength: 1 })),
    [ENTERPRISE]: maybe<Json>({
      department: word,
      employeeNumber: word,
      hireDate: word,
      manager: maybe<Json>({ value: word, $ref: fc.webUrl(), note: word }),
    }),
    [ACCESS]: maybe<Json>({
      domain: fc.constantFrom('OKTA.COM', 'okta.com', 'example.com'),
      userPrincipalName: word,
      distinguishedName: word,
      externalUserDisabled: fc.boolean(),
      adSourceAnchor: word,
      customAttribute3: word,
      userStatus: word,
    }),
    [TENANT]: maybe({ badge: word, floor: word }),
    [OTHER]: maybe<Json>({ badge: word, nested: maybe<Json>({ deep: word }) }),
  },
  { requiredKeys: ['userName'] },
)

const group = fc.record(
  {
    displayName: fc.constant('Everyone'),
    externalId: word,
    [ACCESS_GROUP]: maybe({
      domain: fc.constant('example.com'),
      description: word,
      distinguishedName: word,
      email: word,
    }),
    [OTHER]: maybe({ badge: word }),
  },
  { requiredKeys: ['displayName'] },
)

const both: readonly (readonly [ResourceType, fc.Arbitrary<Record<string, unknown>>])[] = [
  [userType, person],
  [groupType, group],
]

/** What is stored of a body that came through 2.0. */
function stored(resourceType: ResourceType, body: unknown): Attributes {
  const valid = validateResource(resourceType, JSON.parse(JSON.stringify(body)) as Json, { kind: 'create' })
  assert.ok(valid.ok, JSON.stringify(valid))
  return valid.value.attributes
}

const shownInV1 = (resourceType: ResourceType, attributes: Attributes): JsonObject => {
  const times = { created: 0, lastModified: 0, version: 1 }
  const view = { stored: { id: 'an-id', stem: renderStem(resourceType, 'an-id', attributes), ...times }, groups: [] }
  return JSON.parse(
    JSON.stringify(representV1(resourceType, home, view, 'http://example.com/Users/an-id')),
  ) as JsonObject
}

function putThroughV1(resourceType: ResourceType, before: Attributes, sent: Json): Attributes {
  const whole = wholeFromV1(resourceType, sent)
  assert.ok(whole.ok, JSON.stringify(whole))
  const replaced = replaceFromV1(resourceType, home, before, whole.value)
  assert.ok(replaced.ok, JSON.stringify(replaced))
  return replaced.value.attributes
}

function patchThroughV1(before: Attributes, sent: Json): Attributes {
  const partial = parsePartial(userType, sent)
  assert.ok(partial.ok, JSON.stringify(partial))
  const patched = patchFromV1(userType, home, before, partial.value)
  assert.ok(patched.ok, JSON.stringify(patched))
  return patched.value.attributes
}

/** What 1.1 has no words for, of a stored user. */
function beyondV1(attributes: Attributes): JsonObject {
  const enterprise = (attributes[ENTERPRISE] ?? {}) as JsonObject
  const access = (attributes[ACCESS] ?? {}) as JsonObject
  const { adSourceAnchor, customAttribute3, userStatus } = access
  const { favouriteColour, [OTHER]: other } = attributes
  const { hireDate } = enterprise
  return JSON.parse(
    JSON.stringify({ adSourceAnchor, customAttribute3, userStatus, favouriteColour, other, hireDate }),
  ) as JsonObject
}

describe(`2.0 and 1.1 over one model (MUSTER_TEST_SEED=${seed})`, () => {
  for (const [resourceType, bodies] of both) {
    test(`a ${resourceType.name} of 2.0, read and given back through 1.1, is what it was`, () => {
      fc.assert(
        fc.property(bodies, (body) => {
          const before = stored(resourceType, body)
          const after = putThroughV1(resourceType, before, shownInV1(resourceType, before))
          assert.deepEqual(after, before)
        }),
        { seed, numRuns },
      )
    })

    test(`a ${resourceType.name} read through 1.1 and made anew through 1.1 has all that 1.1 can say`, () => {
      fc.assert(
        fc.property(bodies, (body) => {
          const before = stored(resourceType, body)
          const whole = wholeFromV1(resourceType, shownInV1(resourceType, before))
          assert.ok(whole.ok)
          const copy = stored(resourceType, whole.value)
          // the copy says its domain aloud, and the address of the manager and the facts are not 1.1's to say
          assert.deepEqual(shownInV1(resourceType, copy), shownInV1(resourceType, before))
        }),
        { seed, numRuns },
      )
    })
  }

  test('a PUT through 1.1 that knows its own words alone loses nothing that only 2.0 can say', () => {
    fc.assert(
      fc.property(person, (body) => {
        const before = stored(userType, body)
        const sent = { userName: 'ann@example.com', title: 'Director', [WORKSPACE]: { userPrincipalName: 'ann' } }
        const after = putThroughV1(userType, before, sent)
        assert.deepEqual(beyondV1(after), beyondV1(before))
        assert.equal(after['title'], 'Director')
        assert.deepEqual(after['emails'], undefined)
        assert.deepEqual(after['active'], before['active'], 'a leaver does not come back by silence')
      }),
      { seed, numRuns },
    )
  })

  test('a PATCH through 1.1 changes what it names and nothing else', () => {
    fc.assert(
      fc.property(
        person,
        person,
        fc.subarray(['title', 'name', 'active', 'locale', ACCESS, ENTERPRISE, OTHER]),
        (body, other, names) => {
          const before = stored(userType, body)
          const source = stored(userType, other)
          const shown = shownInV1(userType, source)
          const sent = Object.fromEntries(
            Object.entries(shown).filter(
              ([name]) => names.includes(name) || (names.includes(ACCESS) && name === WORKSPACE),
            ),
          )
          const after = patchThroughV1(before, sent)
          for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
            if (!names.includes(name)) assert.deepEqual(after[name], before[name], name)
          }
          for (const name of ['title', 'locale']) {
            if (names.includes(name)) assert.equal(after[name], source[name] ?? before[name])
          }
        },
      ),
      { seed, numRuns },
    )
  })

  test('a PATCH that says what is so changes nothing', () => {
    fc.assert(
      fc.property(person, (body) => {
        const before = stored(userType, body)
        // the letter of 1.1 tells elements by their value, so only elements with different values can be said again
        const shown = withDistinctValues(shownInV1(userType, before))
        const same = putThroughV1(userType, before, shown)
        const partial = parsePartial(userType, shownInV1(userType, same))
        assert.ok(partial.ok)
        assert.deepEqual(
          patchFromV1(userType, home, same, partial.value),
          ok({ attributes: same, members: { kind: 'keep' }, changed: false }),
        )
      }),
      { seed, numRuns },
    )
  })
})

function withDistinctValues(shown: JsonObject): JsonObject {
  const distinct = (value: Json): Json => {
    if (!Array.isArray(value)) return value
    const seen = new Set<unknown>()
    return (value as JsonObject[]).filter((element) => {
      const key = element['value'] ?? element['type'] ?? ''
      return !seen.has(key) && seen.add(key)
    })
  }
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, distinct(value)]))
}
