import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bindFilter } from '../scim/filter/bind.ts'
import { parseFilter } from '../scim/filter/parse.ts'
import { userType } from '../scim/schema/resource-types.ts'
import { readsMuch } from './reads-much.ts'

/** Filter → whether its time grows with the number of people. */
const ROWS: readonly (readonly [filter: string, much: boolean])[] = [
  ['userName eq "x"', false],
  ['userName sw "x"', false],
  ['id eq "x"', false],
  ['externalId eq "x" and active eq true', false],
  ['emails.value eq "x"', false],
  ['emails[type eq "work" and value eq "x"]', false],
  ['groups.value eq "x"', false],
  ['emails.value eq "x" or employeeNumber eq "7"', true],
  ['externalId eq "x" and (title eq null or active eq true)', true],
  ['externalId eq "x" and (userName eq "y" or active eq true)', false],
  ['userName co "x"', true],
  ['userName gt "x"', true],
  ['title eq "x"', true],
  // a list of positions is worked out in full, whoever asks for it
  ['userName eq "x" and title co "y"', true],
  ['emails[type eq "work"]', true],
  ['emails[not (value eq "x")]', true],
  ['not (userName eq "x")', true],
  ['active eq true', true],
  ['externalId pr', true],
  ['emails.value ne "x"', true],
]

for (const [filter, much] of ROWS) {
  test(`${filter} reads ${much ? 'much' : 'a few entries'}`, () => {
    const parsed = parseFilter(filter)
    const bound = parsed.ok ? bindFilter(userType, parsed.value) : parsed
    assert.ok(bound.ok)
    assert.equal(readsMuch(bound.value), much)
  })
}
