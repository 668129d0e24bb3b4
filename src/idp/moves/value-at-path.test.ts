import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueAtPath } from './value-at-path.ts'

const user = {
  title: 'VP',
  name: { givenName: 'Ann' },
  emails: [
    { type: 'home', value: 'h' },
    { type: 'work', value: 'w' },
  ],
  roles: [{ primary: true, display: 'Admin' }],
  'urn:example:2.0:User': { department: 'R&D' },
}

for (const [path, value] of [
  ['title', 'VP'],
  ['name.givenName', 'Ann'],
  ['name.familyName', undefined],
  ['emails[type eq "work"].value', 'w'],
  ['emails[type eq "home"]', { type: 'home', value: 'h' }],
  ['emails[type eq "fax"].value', undefined],
  ['roles[primary eq "True"].display', 'Admin'],
  ['urn:example:2.0:User:department', 'R&D'],
  ['urn:example:2.0:User:division', undefined],
] as const) {
  test(`${path} leads to ${JSON.stringify(value) ?? 'nothing'}`, () => {
    assert.deepEqual(valueAtPath(user, path), value)
  })
}
