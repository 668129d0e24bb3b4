import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth, renderColumns, shorten } from './table.ts'

test('columns are as wide as their widest cell, numbers stand at the right, nothing trails', () => {
  const rows = [
    ['request', 'count', ''],
    ['GET', '7', 'x'],
    ['DELETE /a', '12345678', ''],
  ]
  assert.equal(
    renderColumns(rows, [1]),
    ['request       count', 'GET               7  x', 'DELETE /a  12345678'].join('\n'),
  )
})

test('East Asian letters take two cells and marks take none', () => {
  assert.equal(displayWidth('山田'), 4)
  assert.equal(displayWidth('e\u0301'), 1)
  assert.equal(
    renderColumns([
      ['山', '|'],
      ['ab', '|'],
    ]),
    '山  |\nab  |',
  )
})

test('what is too long ends in one sign that says so', () => {
  assert.equal(shorten('short', 5), 'short')
  assert.equal(shorten('longer', 5), 'long…')
  assert.equal(shorten('山田太郎', 5), '山田…')
})
