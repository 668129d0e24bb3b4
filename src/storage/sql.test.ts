import assert from 'node:assert/strict'
import { test } from 'node:test'
import { join, list, renderer, rows, sql } from './sql.ts'

const question = renderer(() => '?')
const numbered = renderer((index) => `$${index}`)

test('parameters stay apart from the text, in the order of the text', () => {
  const query = sql`SELECT a FROM t WHERE b = ${1} AND c = ${'x; DROP TABLE t'}`
  assert.deepEqual(question(query), {
    text: 'SELECT a FROM t WHERE b = ? AND c = ?',
    parameters: [1, 'x; DROP TABLE t'],
  })
  assert.deepEqual(numbered(query), {
    text: 'SELECT a FROM t WHERE b = $1 AND c = $2',
    parameters: [1, 'x; DROP TABLE t'],
  })
})

test('fragments nest, and their parameters are counted through', () => {
  const where = join([sql`a = ${1}`, sql`b = ${null}`, sql`(${sql`c`} = ${'x'})`], sql` AND `)
  assert.deepEqual(numbered(sql`SELECT * FROM t WHERE ${where} LIMIT ${5}`), {
    text: 'SELECT * FROM t WHERE a = $1 AND b = $2 AND (c = $3) LIMIT $4',
    parameters: [1, null, 'x', 5],
  })
})

test('lists and rows expand', () => {
  assert.deepEqual(numbered(sql`IN (${list(['a', 'b'])})`), { text: 'IN ($1, $2)', parameters: ['a', 'b'] })
  assert.deepEqual(
    numbered(
      sql`VALUES ${rows([
        [1, 'a'],
        [2, 'b'],
      ])}`,
    ),
    { text: 'VALUES ($1, $2), ($3, $4)', parameters: [1, 'a', 2, 'b'] },
  )
})

test('one template used with a value and with a fragment gives each its own text', () => {
  const where = (part: ReturnType<typeof sql> | number) => question(sql`x = ${part}`).text
  assert.deepEqual([where(1), where(sql`y`), where(2)], ['x = ?', 'x = y', 'x = ?'])
})
