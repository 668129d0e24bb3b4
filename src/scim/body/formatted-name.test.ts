import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refreshFormattedName } from './formatted-name.ts'

const ANN = { givenName: 'Ann', familyName: 'Quill' }

describe('the formatted name, when', () => {
  const rows: readonly (readonly [what: string, before: object, after: object, put?: string, patch?: string])[] = [
    [
      'it was made of the parts, is made again',
      { ...ANN, formatted: 'Ann Quill' },
      { ...ANN, familyName: 'Stone', formatted: 'Ann Quill' },
      'Ann Stone',
      'Ann Stone',
    ],
    [
      'it was made of two of more parts, is made of these again',
      { ...ANN, middleName: 'B', formatted: 'Ann Quill' },
      { ...ANN, familyName: 'Stone', middleName: 'C', formatted: 'Ann Quill' },
      'Ann Stone',
      'Ann Stone',
    ],
    [
      'it was made of all parts, is made of all again',
      { ...ANN, honorificPrefix: 'Dr', formatted: 'Dr Ann Quill' },
      { ...ANN, familyName: 'Stone', honorificPrefix: 'Dr', formatted: 'Dr Ann Quill' },
      'Dr Ann Stone',
      'Dr Ann Stone',
    ],
    [
      'it was written in its own way and stayed, is stale in a PUT and nobody’s business in a PATCH',
      { ...ANN, formatted: 'Quill, Ann' },
      { ...ANN, familyName: 'Stone', formatted: 'Quill, Ann' },
      'Ann Stone',
      'Quill, Ann',
    ],
    [
      'it is new, counts',
      { ...ANN, formatted: 'Ann Quill' },
      { ...ANN, familyName: 'Stone', formatted: 'Stone, Ann' },
      'Stone, Ann',
      'Stone, Ann',
    ],
    ['no part changed, stays', { ...ANN, formatted: 'A. Q.' }, { ...ANN, formatted: 'A. Q.' }, 'A. Q.', 'A. Q.'],
    ['there was none, is not invented', ANN, { ...ANN, familyName: 'Stone' }],
    ['it was taken away, stays away', { ...ANN, formatted: 'Ann Quill' }, { ...ANN, familyName: 'Stone' }],
    [
      'no part is left, stays',
      { ...ANN, formatted: 'Ann Quill' },
      { formatted: 'Ann Quill' },
      'Ann Quill',
      'Ann Quill',
    ],
  ]
  for (const [what, before, after, put, patch] of rows) {
    test(what, () => {
      const formatted = (verb: 'put' | 'patch') =>
        (refreshFormattedName({ name: { ...after } }, { name: { ...before } }, verb)['name'] as { formatted?: string })
          .formatted
      assert.deepEqual([formatted('put'), formatted('patch')], [put, patch])
    })
  }
})
