import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../../shared/json.ts'
import { lostBetween } from './echo.ts'

const CASES: readonly (readonly [what: string, sent: Json, got: Json, lost: readonly string[]])[] = [
  ['an equal text', { title: 'VP' }, { title: 'VP', id: '1' }, []],
  ['another case', { userName: 'Ann' }, { userName: 'ann' }, ['userName']],
  ['a missing part', { name: { givenName: 'A', familyName: 'B' } }, { name: { givenName: 'A' } }, ['name.familyName']],
  ['nothing, not returned', { title: null, nickName: '', roles: [], name: { formatted: null } }, {}, []],
  ['nothing, returned as something', { title: '' }, { title: 'VP' }, ['title']],
  ['a boolean as text, typed', { active: 'False' }, { active: false }, []],
  ['a boolean as text, the other one', { active: 'False' }, { active: true }, ['active']],
  ['a boolean that comes back as text', { active: true }, { active: 'true' }, ['active']],
  [
    'elements in another order',
    { emails: [{ value: 'a' }, { value: 'b' }] },
    { emails: [{ value: 'b' }, { value: 'a' }] },
    [],
  ],
  ['an element less', { emails: [{ value: 'a' }, { value: 'b' }] }, { emails: [{ value: 'a' }] }, ['emails[1]']],
  ['a member less', { members: [{ value: 'a' }, { value: 'b' }] }, { members: [{ value: 'a' }] }, ['members']],
  ['what the server decides', { id: 'x', meta: { resourceType: 'User' }, password: 'p', schemas: [] }, { id: 'y' }, []],
]

for (const [what, sent, got, lost] of CASES) {
  test(`${what}: ${lost.length === 0 ? 'nothing is lost' : `${lost.join()} is lost`}`, () => {
    assert.deepEqual(lostBetween(sent, got), lost)
  })
}
