import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { JsonObject } from '../support/admin-api.ts'
import { done, filterOf, found, patch, schemaScene, scimRefused, type SchemaScene } from '../support/schemas.ts'

/** One attribute for every type × mutability × returned × one or several values of RFC 7643 §7. */

const URN = 'urn:example:params:scim:schemas:core:2.0:TestResource'

const ALL = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'ew'] as const
const ORDERED = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const EQUAL = ['eq', 'ne'] as const

/** Per type: a value, another one that is greater, one that does not fit, and the operators that fit (RFC 7644 §3.4.2.2). */
const TYPES = {
  string: { value: 'Bear', other: 'Cat', unfit: undefined, operators: ALL },
  boolean: { value: false, other: true, unfit: 'perhaps', operators: EQUAL },
  decimal: { value: 1.5, other: 2.25, unfit: 'much', operators: ORDERED },
  integer: { value: 3, other: 40, unfit: 3.5, operators: ORDERED },
  dateTime: { value: '2026-01-31T08:00:00Z', other: '2026-02-01T08:00:00Z', unfit: 'soon', operators: ORDERED },
  reference: { value: 'https://example.com/a', other: 'https://example.com/b', unfit: 'javascript:x', operators: ALL },
  binary: { value: 'QmVhcg==', other: 'Q2F0', unfit: '!', operators: EQUAL },
  complex: { value: { value: 'Bear', age: 3 }, other: { value: 'Cat', age: 4 }, unfit: { age: 'old' }, operators: ALL },
} as const

const COMBINATIONS = [
  ...(['always', 'default', 'request', 'never'] as const).map((returned) => ['readWrite', returned] as const),
  ...(['always', 'default', 'request'] as const).map((returned) => ['immutable', returned] as const),
  ...(['always', 'default', 'request', 'never'] as const).map((returned) => ['readOnly', returned] as const),
  ['writeOnly', 'never'] as const,
]

type Case = {
  readonly name: string
  readonly type: keyof typeof TYPES
  readonly mutability: (typeof COMBINATIONS)[number][0]
  readonly returned: (typeof COMBINATIONS)[number][1]
  readonly multiValued: boolean
}

const CASES: readonly Case[] = (Object.keys(TYPES) as (keyof typeof TYPES)[]).flatMap((type) =>
  COMBINATIONS.flatMap(([mutability, returned]) =>
    [false, true].map((multiValued) => {
      const words = [mutability, returned, ...(multiValued ? ['many'] : [])]
      const name = type + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
      return { name, type, mutability, returned, multiValued }
    }),
  ),
)

const definitionOf = ({ name, type, mutability, returned, multiValued }: Case) => ({
  name,
  type,
  mutability,
  returned,
  multiValued,
  description: `Of type ${type}`,
  ...(type === 'complex'
    ? {
        subAttributes: [
          { name: 'value', type: 'string' },
          { name: 'age', type: 'integer' },
        ],
      }
    : {}),
})

const several = (one: Case, value: unknown): unknown => (one.multiValued ? [value] : value)
const isKept = ({ mutability, returned }: Case): boolean => mutability !== 'readOnly' && returned !== 'never'
const literal = (value: unknown): string => JSON.stringify(typeof value === 'object' ? 'Bear' : value)

suite(`A TestResource of ${CASES.length} attributes`, () => {
  let scene: SchemaScene
  let bear: JsonObject
  let cat: JsonObject
  const make = async (key: 'value' | 'other'): Promise<JsonObject> => {
    const values = CASES.map((one) => [one.name, several(one, TYPES[one.type][key])])
    const body = { schemas: [URN], label: key, ...(Object.fromEntries(values) as JsonObject) }
    return done(await scene.scim('POST', '/TestResources', body), 201)
  }
  before(async () => {
    scene = await schemaScene()
    const attributes = [{ name: 'label', type: 'string' }, ...CASES.map(definitionOf)]
    const schema = { id: URN, name: 'TestResource', attributes }
    const type = { name: 'TestResource', endpoint: '/TestResources', schema, nameAttribute: 'label' }
    done(await scene.api('POST', '/resource-types', type), 201)
    bear = await make('value')
    cat = await make('other')
  })
  after(() => scene.app.close())

  test('is discovered as it was declared; what is never returned is not mentioned', async () => {
    const schema = done(await scene.scim('GET', `/Schemas/${URN}`), 200)
    const shown = new Map((schema['attributes'] as JsonObject[]).map((attribute) => [attribute['name'], attribute]))
    for (const one of CASES) {
      const attribute = shown.get(one.name)
      assert.equal(attribute !== undefined, one.returned !== 'never', one.name)
      if (attribute === undefined) continue
      const { type, mutability, returned, multiValued } = one
      assert.deepEqual(
        [attribute['type'], attribute['mutability'], attribute['returned'], attribute['multiValued']],
        [type, mutability, returned, multiValued],
      )
      assert.equal(attribute['subAttributes'] !== undefined, type === 'complex')
    }
  })

  test('keeps what can be written and read', () => {
    for (const one of CASES) {
      // a POST that gives a value asks for it by that
      assert.deepEqual(bear[one.name], isKept(one) ? several(one, TYPES[one.type].value) : undefined, one.name)
    }
  })

  test('shows each attribute as its "returned" says, with and without a selection', async () => {
    const path = `/TestResources/${String(bear['id'])}`
    const whole = done(await scene.scim('GET', path), 200)
    const label = done(await scene.scim('GET', `${path}?attributes=label`), 200)
    for (const one of CASES) {
      const shown = (resource: JsonObject): boolean => one.name in resource
      assert.equal(shown(whole), isKept(one) && one.returned !== 'request', one.name)
      assert.equal(shown(label), isKept(one) && one.returned === 'always', one.name)
    }
    for (const one of CASES.filter(({ multiValued, type }) => multiValued || type === 'string')) {
      const asked = done(await scene.scim('GET', `${path}?attributes=${one.name}`), 200)
      assert.equal(one.name in asked, isKept(one), one.name)
      const without = done(await scene.scim('GET', `${path}?excludedAttributes=${URN}:${one.name}`), 200)
      assert.equal(one.name in without, isKept(one) && one.returned === 'always', one.name)
    }
  })

  test('is found by every operator that a type allows, and by no other', async () => {
    let asked = 0
    for (const one of CASES) {
      const { value, operators } = TYPES[one.type]
      const path = one.type === 'complex' ? `${one.name}.value` : one.name
      for (const operator of ALL) {
        const answer = await scene.scim('GET', `/TestResources${filterOf(`${path} ${operator} ${literal(value)}`)}`)
        asked += 1
        if (one.returned === 'never') scimRefused(answer, 403, 'sensitive', new RegExp(one.name))
        else if (!(operators as readonly string[]).includes(operator)) {
          scimRefused(answer, 400, 'invalidFilter', new RegExp(one.name))
        } else {
          const ids = (done(answer, 200)['Resources'] as JsonObject[]).map(({ id }) => id)
          assert.deepEqual(ids, expected(one, operator), `${path} ${operator}`)
        }
      }
      if (one.returned === 'never') continue
      const present = await found(scene.scim, `/TestResources${filterOf(`${one.name} pr`)}`)
      assert.deepEqual(present, isKept(one) ? [bear['id'], cat['id']] : [], one.name)
    }
    assert.equal(asked, CASES.length * ALL.length)
  })

  /** "Bear" and "Cat", of which the second is greater; nobody has a value of what is readOnly. */
  function expected(one: Case, operator: (typeof ALL)[number]): readonly unknown[] {
    if (!isKept(one)) return operator === 'ne' ? [bear['id'], cat['id']] : []
    if (operator === 'ne' || operator === 'gt') return [cat['id']]
    return operator === 'ge' ? [bear['id'], cat['id']] : operator === 'lt' ? [] : [bear['id']]
  }

  test('is sorted by every attribute that has an order', async () => {
    for (const one of CASES.filter((each) => isKept(each) && each.type !== 'binary')) {
      const path = one.type === 'complex' ? `${one.name}.value` : one.name
      for (const [order, ids] of [
        ['ascending', [bear['id'], cat['id']]],
        ['descending', [cat['id'], bear['id']]],
      ] as const) {
        assert.deepEqual(await found(scene.scim, `/TestResources?sortBy=${path}&sortOrder=${order}`), ids, path)
      }
    }
  })

  test('is patched as "mutability" allows, behind its URN and without', async () => {
    const path = `/TestResources/${String(cat['id'])}`
    for (const [i, one] of CASES.entries()) {
      const { value, unfit } = TYPES[one.type]
      const target = i % 2 === 0 ? one.name : `${URN}:${one.name}`
      const change = (to: unknown) =>
        scene.scim('PATCH', path, patch({ op: 'replace', path: target, value: several(one, to) }))
      const answer = await change(value)
      if (one.mutability === 'readOnly' || one.mutability === 'immutable') {
        scimRefused(answer, 400, 'mutability', new RegExp(one.name))
        continue
      }
      assert.deepEqual(done(answer, 200)[one.name], isKept(one) ? several(one, value) : undefined, one.name)
      if (unfit !== undefined && isKept(one))
        scimRefused(await change(unfit), 400, 'invalidValue', new RegExp(one.name))
      if (!isKept(one)) continue
      const removed = done(await scene.scim('PATCH', path, patch({ op: 'remove', path: target })), 200)
      assert.ok(!(one.name in removed), one.name)
    }
  })

  test('is replaced: what can be written goes, what is immutable stays, and cannot become another', async () => {
    const path = `/TestResources/${String(bear['id'])}`
    const replaced = done(await scene.scim('PUT', path, { schemas: [URN], label: 'value' }), 200)
    const shown = done(await scene.scim('GET', `${path}?attributes=${CASES.map(({ name }) => name).join(',')}`), 200)
    assert.equal(replaced['id'], bear['id'])
    for (const one of CASES) assert.equal(one.name in shown, isKept(one) && one.mutability === 'immutable', one.name)
    for (const one of CASES.filter(({ mutability }) => mutability === 'immutable')) {
      const body = { schemas: [URN], label: 'value', [one.name]: several(one, TYPES[one.type].other) }
      scimRefused(await scene.scim('PUT', path, body), 400, 'mutability', new RegExp(one.name))
    }
  })

  test('refuses on POST what does not fit its type', async () => {
    for (const one of CASES.filter(isKept)) {
      const { unfit } = TYPES[one.type]
      if (unfit === undefined) continue
      const body = { schemas: [URN], label: 'unfit', [one.name]: several(one, unfit) }
      scimRefused(await scene.scim('POST', '/TestResources', body), 400, 'invalidValue', new RegExp(one.name))
    }
    assert.equal(done(await scene.scim('GET', '/TestResources'), 200)['totalResults'], 2)
  })
})
