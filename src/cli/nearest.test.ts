import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearest } from './nearest.ts'

test('a slip of the fingers finds the name, something else finds nothing', () => {
  const names = ['simulate', 'serve', 'demo', 'admin create']
  assert.equal(nearest('simluate', names), 'simulate')
  assert.equal(nearest('SERV', names), 'serve')
  assert.equal(nearest('dmeo', names), 'demo')
  assert.equal(nearest('admin crate', names), 'admin create')
  assert.equal(nearest('elephant', names), undefined)
  assert.equal(nearest('x', []), undefined)
})
