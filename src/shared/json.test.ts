import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonEqual, parseJson } from './json.ts'

const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)

for (const [what, text, kind] of [
  ['half an object', '{', 'syntax'],
  ['two documents', '{} {}', 'syntax'],
  ['a trailing comma', '{"a":1,}', 'syntax'],
  ['NaN', '{"a":NaN}', 'syntax'],
  ['65 levels', nested(65), 'syntax'],
  ['1,001 members', JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, 1]))), 'syntax'],
  ['a member named __proto__', '{"__proto__":{}}', 'syntax'],
  ['the same, escaped and nested', '{"a":[{"\\u005f_proto__":1}]}', 'syntax'],
  ['U+0000', '{"a":"\\u0000"}', 'value'],
  ['U+0000 in a name', '{"\\u0000":1}', 'value'],
  ['half a surrogate pair', '{"a":"\\ud800"}', 'value'],
  ['a number beyond a double', '{"a":1e400}', 'value'],
] as const) {
  test(`${what} is refused`, () => {
    const parsed = parseJson(text)
    assert.ok(!parsed.ok)
    assert.equal(parsed.error.kind, kind)
  })
}

test('a byte order mark in front, 64 levels and minus zero are fine', () => {
  assert.deepEqual(parseJson('\ufeff{"a":1}'), { ok: true, value: { a: 1 } })
  assert.ok(parseJson(nested(64)).ok)
  assert.ok(parseJson('-0').ok)
})

test('equality does not depend on the order of members, but on that of elements', () => {
  assert.ok(jsonEqual({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }))
  assert.ok(!jsonEqual([1, 2], [2, 1]))
  assert.ok(!jsonEqual({ a: 1 }, { a: 1, b: 2 }))
  assert.ok(!jsonEqual({ a: undefined as never }, { b: 1 }))
})
