import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalKey } from '../shared/text.ts'
import { generateGroups } from './groups.ts'
import { generatePeople } from './people.ts'

const people = generatePeople('seed', 3_000)

test('the same seed gives the same people, another seed others, and a longer list begins with the shorter one', () => {
  assert.deepEqual(generatePeople('seed', 50), people.slice(0, 50))
  assert.notDeepEqual(generatePeople('other', 50), people.slice(0, 50))
})

test('user names are unique also when case and spelling of letters are ignored', () => {
  assert.equal(new Set(people.map(({ userName }) => canonicalKey(userName))).size, people.length)
})

test('user names are printable ASCII addresses in example domains', () => {
  for (const { userName } of people) assert.match(userName, /^[A-Za-z0-9'.+-]+@(eu\.)?example\.(com|org)$/)
})

test('everybody has both names, and the shapes that break software all occur', () => {
  assert.ok(people.every(({ givenName, familyName }) => givenName !== '' && familyName !== ''))
  const all = people.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  for (const shape of [
    /'/,
    /’/,
    /[éüñø]/,
    /ß/,
    /İ/,
    /\p{Script=Han}/u,
    /\p{Script=Arabic}/u,
    /[\u{20000}-\u{2ffff}]/u,
    /^J /,
  ]) {
    assert.ok(
      all.some((name) => shape.test(name)),
      `nobody matches ${shape}`,
    )
  }
  assert.ok(all.some((name) => name.length > 60))
  assert.ok(people.some(({ middleName }) => middleName === undefined))
  assert.ok(people.some(({ title }) => title === undefined))
  assert.ok(people.some(({ manager }) => manager !== undefined))
})

test('groups have very different sizes, and the largest has 2,000 members when there are enough people', () => {
  const groups = generateGroups('seed', people, 30)
  const sizes = groups.map(({ members }) => members.length)
  assert.deepEqual(sizes.slice(0, 3), [2_000, 0, 1])
  assert.ok(Math.max(...sizes.slice(3)) > 10 * Math.min(...sizes.slice(3)))
  assert.equal(generateGroups('seed', people.slice(0, 40), 1)[0]?.members.length, 40)
})

test('group names are unique ignoring case, and nobody is in a group twice', () => {
  const groups = generateGroups('seed', people, 200)
  assert.equal(new Set(groups.map(({ name }) => canonicalKey(name))).size, 200)
  for (const { members } of groups) assert.equal(new Set(members).size, members.length)
})

test('groups of a company without people are empty', () => {
  assert.deepEqual(
    generateGroups('seed', [], 4).map(({ members }) => members),
    [[], [], [], []],
  )
})
