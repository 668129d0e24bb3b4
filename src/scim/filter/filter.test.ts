import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Attributes } from '../resource.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { bindFilter } from './bind.ts'
import { matches } from './matches.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const ANN: Attributes = {
  userName: 'Ann.Quill@example.com',
  externalId: '00u1',
  displayName: "Ann O'Quill",
  name: { givenName: 'Ann', familyName: 'Quill' },
  emails: [
    { value: 'ann@example.com', type: 'work', primary: true },
    { value: 'ann@home.example', type: 'home' },
  ],
  title: 'Say "hi" \\ 50%',
  active: true,
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Tools', manager: { value: 'm1' } },
}
const subject = {
  attributes: ANN,
  id: 'u1',
  meta: { resourceType: 'User', created: Date.UTC(2026, 0, 2), lastModified: Date.UTC(2026, 5, 1), version: 1 },
  groups: [{ value: 'g1', type: 'direct', display: 'Builders' }],
}

const bind = (text: string, type = userType) => {
  const parsed = parseFilter(text)
  return parsed.ok ? bindFilter(type, parsed.value) : parsed
}
const finds = (text: string): boolean => {
  const bound = bind(text)
  assert.ok(bound.ok, JSON.stringify(bound))
  return matches(bound.value, subject)
}

describe('a filter', () => {
  const rows: readonly (readonly [filter: string, found: boolean])[] = [
    ['userName eq "ann.quill@EXAMPLE.com"', true],
    ['USERNAME Eq "ann.quill@example.com"', true],
    ['userName ne "x"', true],
    ['userName co "quill"', true],
    ['userName sw "ann"', true],
    ['userName ew ".COM"', true],
    ['userName gt "a" and userName lt "b"', true],
    ['externalId eq "00u1"', true],
    ['externalId eq "00U1"', false],
    ['title pr and nickName pr', false],
    ['not (nickName pr)', true],
    ['nickName eq null', true],
    ['title eq "Say \\"hi\\" \\\\ 50%"', true],
    ['title co "%"', true],
    ['title co "_"', false],
    ['displayName eq "Ann O\'Quill"', true],
    ['active eq true', true],
    ['active eq "True"', true],
    ['active eq false', false],
    ['emails[type eq "work" and value co "example.com"]', true],
    ['emails[type eq "home" and value co "example.com"]', false],
    ['emails[type eq "work"].value eq "ann@example.com"', true],
    ['emails.value eq "ann@home.example"', true],
    ['emails co "home"', true],
    ['emails[primary eq "True"].value sw "ann"', true],
    ['name.familyName eq "quill"', true],
    ['department eq "tools"', true],
    ['manager eq "m1"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ann"', true],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Tools"', true],
    ['userName eq ann.quill@example.com', true],
    ['id eq "u1" and manager eq "m1"', true],
    ['groups eq "g1"', true],
    ['meta.lastModified ge "2026-05-31T23:59:59.9999999Z"', true],
    ['meta.lastModified gt "2026-06-01T02:00:00+02:00"', false],
    ['meta.created gt 2015-10-10T14:38:21.8617979-07:00', true],
    ['(active eq true) and (meta.lastModified ge "0001-01-03T00:00:00.0000000Z")', true],
    ['title pr or nickName pr and active eq false', true],
    ['meta.resourceType eq "User"', true],
  ]
  for (const [filter, found] of rows) {
    test(`${filter} ${found ? 'finds' : 'does not find'} her`, () => assert.equal(finds(filter), found))
    test(`${filter} means the same after printing and reading it again`, () => {
      const parsed = parseFilter(filter)
      assert.ok(parsed.ok)
      const again = parseFilter(printFilter(parsed.value))
      assert.deepEqual(again, parsed)
    })
  }

  const refused: readonly (readonly [filter: string, kind: string, words?: RegExp])[] = [
    ['', 'invalidFilter'],
    ['userName', 'invalidFilter'],
    ['userName eq', 'invalidFilter'],
    ['eq "x"', 'invalidFilter'],
    ['userName zz "x"', 'invalidFilter'],
    ['userName eq "x', 'invalidFilter'],
    ['userName eq "a" and', 'invalidFilter'],
    ['not', 'invalidFilter'],
    ['()', 'invalidFilter'],
    ['emails[type eq "work" and]', 'invalidFilter'],
    ['emails[emails[type eq "x"]]', 'invalidFilter'],
    ['usrName eq "x"', 'invalidFilter', /usrName.*userName/],
    ['name.bogus eq "x"', 'invalidFilter', /bogus/],
    ['__proto__ pr', 'invalidFilter'],
    ['constructor.name eq "x"', 'invalidFilter'],
    ['active gt true', 'invalidFilter'],
    ['active co "t"', 'invalidFilter'],
    ['meta.created gt "yesterday"', 'invalidFilter'],
    ['password eq "x"', 'sensitive'],
    ['password pr', 'sensitive'],
    [`${'('.repeat(60)}userName pr${')'.repeat(60)}`, 'tooMany'],
    [Array.from({ length: 101 }, () => 'userName pr').join(' or '), 'tooMany'],
    ['('.repeat(8_300), 'tooMany'],
  ]
  for (const [filter, kind, words = /\S{4}/] of refused) {
    test(`${filter.slice(0, 50)} is refused as ${kind}`, () => {
      const bound = bind(filter)
      assert.ok(!bound.ok, JSON.stringify(bound))
      assert.match(bound.error.kind, new RegExp(`${kind}|invalidFilter`))
      assert.match(bound.error.detail, words)
    })
  }

  test('on groups knows members', () => {
    const bound = bind('id eq "g1" and members eq "u1"', groupType)
    assert.ok(bound.ok)
    const group = { attributes: { displayName: 'Builders' }, id: 'g1', members: [{ value: 'u1' }] }
    assert.equal(matches(bound.value, group), true)
    assert.equal(matches(bound.value, { ...group, members: [] }), false)
  })

  test('asks everything inside brackets of one member', () => {
    const members = [
      { value: 'u1', type: 'User', display: 'Ann' },
      { value: 'g2', type: 'Group', display: 'Zoo' },
    ]
    const find = (text: string): boolean => {
      const bound = bind(text, groupType)
      assert.ok(bound.ok, JSON.stringify(bound))
      return matches(bound.value, { attributes: {}, members })
    }
    const met = [
      'members[value eq "u1" or value eq "u2"]',
      'members[type eq "group" and display sw "z"]',
      'members[not (value eq "u1")]',
      'members[$ref eq "https://h/scim/v2/Groups/g2"]',
      'members.$ref ne "https://h/scim/v2/Users/g2"',
    ]
    const unmet = ['members[type eq "User" and display sw "z"]', 'members[value eq "u1" and value eq "g2"]']
    assert.deepEqual([...met, ...unmet].map(find), [true, true, true, true, true, false, false])
  })

  test('looks at the right end of a text', () => {
    const ends = ['title ew "say"', 'title sw "50%"', 'title co "absent"'].map(finds)
    assert.deepEqual(ends, [false, false, false])
    assert.deepEqual(['title ew "50%"', 'title sw "say"', 'title co "HI"'].map(finds), [true, true, true])
  })
})
