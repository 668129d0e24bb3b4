import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import { binary, complex, decimal, instant, integer, plural, reference, schema, text } from '../schema/builders.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { vocabularyOf } from '../schema/vocabulary.ts'
import type { Problems } from './problems.ts'
import { readAttribute } from './read-attribute.ts'

/** A type with an attribute of every kind. */
const badgeType: ResourceType = {
  name: 'Badge',
  endpoint: '/Badges',
  description: '',
  nameAttribute: 'label',
  extensions: [],
  schema: schema({
    id: 'urn:example:params:scim:schemas:Badge',
    name: 'Badge',
    description: '',
    alias: '',
    attributes: [
      text('label', '', { required: true }),
      integer('floor', ''),
      decimal('weight', ''),
      instant('issued', ''),
      binary('picture', ''),
      reference('link', ''),
      text('short', '', { maxLength: 3 }),
      complex('size', '', [integer('width', ''), text('unit', '')]),
      plural('doors', '', [text('value', ''), text('type', '')]),
      plural('rooms', '', [text('street', ''), text('type', '')]),
    ],
  }),
}

const read = (name: string, value: Json): { readonly value: Json | undefined; readonly problems: Problems } => {
  const node = vocabularyOf(badgeType).attributes.get(name)
  assert.ok(node)
  const problems: Problems = []
  return { value: readAttribute(node, value, problems), problems }
}

describe('a value', () => {
  const taken: readonly (readonly [name: string, given: Json, expected: Json | undefined])[] = [
    ['floor', 3, 3],
    ['floor', '3', 3],
    ['floor', -0, -0],
    ['weight', '1.5', 1.5],
    ['issued', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['picture', 'aGVs bG8=', 'aGVs bG8='],
    ['link', 'anything at all', 'anything at all'],
    ['short', 12, '12'],
    ['label', true, 'true'],
    ['short', [{ $ref: null, value: 'x' }], 'x'],
    ['short', [], undefined],
    ['size', { WIDTH: '4', unit: null, note: [1] }, { width: 4, note: [1] }],
    ['size', {}, undefined],
    ['size', { unit: '' }, undefined],
    ['doors', 'north', [{ value: 'north' }]],
    ['doors', [null, '', { value: '' }, 'north'], [{ value: 'north' }]],
    [
      'doors',
      ['north', { value: 'north', type: '' }, { value: 'north', type: 'main' }],
      [{ value: 'north' }, { value: 'north', type: 'main' }],
    ],
    ['doors', [{ Value: '', type: 'main' }], undefined],
    ['doors', [{ type: 'main' }], [{ type: 'main' }]],
    ['rooms', [{ street: '', type: 'main' }], [{ type: 'main' }]],
  ]
  for (const [name, given, expected] of taken) {
    test(`${JSON.stringify(given)} for ${name} is ${JSON.stringify(expected) ?? 'unassigned'}`, () => {
      const { value, problems } = read(name, given)
      assert.deepEqual(value, expected)
      assert.deepEqual(problems, [])
    })
  }

  const refused: readonly (readonly [name: string, given: Json])[] = [
    ['floor', 1.5],
    ['floor', '1.5'],
    ['floor', ' '],
    ['floor', 2 ** 53],
    ['weight', 'heavy'],
    ['issued', 'yesterday'],
    ['issued', 5],
    ['picture', 'not base64!'],
    ['picture', 5],
    ['link', 'JavaScript:alert(1)'],
    ['link', ' java\tscript:alert(1)'],
    ['link', 'file:///etc/passwd'],
    ['short', 'four'],
    ['short', ['a', 'b']],
    ['short', { a: 1 }],
    ['size', 'x'],
    ['size', [{ width: 1 }, { width: 2 }]],
    ['size', { width: 'x' }],
    ['size', { width: 1, Width: 2 }],
    ['size', { note: 1, NOTE: 2 }],
    ['doors', Array.from({ length: 501 }, (_, i) => `door ${i}`)],
    ['rooms', 'x'],
  ]
  for (const [name, given] of refused) {
    test(`${JSON.stringify(given).slice(0, 40)} for ${name} is refused`, () => {
      const { problems } = read(name, given)
      assert.ok(problems.length > 0)
      for (const problem of problems) assert.match(problem.detail, new RegExp(`${name}|twice`))
    })
  }

  test('called __proto__ is never kept', () => {
    const { value } = read('size', JSON.parse('{"__proto__":{"polluted":true},"width":1}') as Json)
    assert.deepEqual(value, { width: 1 })
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })
})
