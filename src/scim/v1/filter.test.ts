import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseFilter } from '../filter/parse.ts'
import { bindFilter } from '../filter/bind.ts'
import { matches } from '../filter/matches.ts'
import type { Attributes } from '../resource.ts'
import { groupType, userType } from '../schema/resource-types.ts'
import { domainIn, filterFromV1 } from './filter.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'

const home = {
  uuid: '01a20d1e-a857-7479-9daf-5f56b3f08fa7',
  name: 'Okta',
  type: 'OTHER_DIRECTORY',
  domains: ['OKTA.COM', 'example.com'],
} as const

const here: Attributes = {
  userName: 'ann@example.com',
  externalId: '00u1',
  active: true,
  name: { givenName: 'Ann' },
  [ENTERPRISE]: { department: 'R&D', manager: { value: 'm1' } },
}
const there: Attributes = {
  userName: 'bob',
  active: false,
  [ACCESS]: { domain: 'Example.com', userPrincipalName: 'bob@x' },
}

function found(text: string): string {
  const parsed = parseFilter(text)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const bound = bindFilter(userType, filterFromV1(userType, home, parsed.value))
  if (!bound.ok) return bound.error.kind
  const people = [here, there].filter((attributes) => matches(bound.value, { attributes, id: 'an-id' }))
  return people.map((person) => (person === here ? 'ann' : 'bob')).join(' ')
}

describe('a filter of 1.1', () => {
  const rows: readonly (readonly [filter: string, found: string])[] = [
    ['Username eq "ANN@EXAMPLE.COM"', 'ann'],
    ['urn:scim:schemas:core:1.0:userName eq "bob"', 'bob'],
    ['urn:scim:schemas:core:1.0.userName eq "bob"', 'bob'],
    ['externalId eq "00u1"', 'ann'],
    ['name.givenName sw "a"', 'ann'],
    ['domain eq "okta.com"', 'ann'],
    ['domain eq "EXAMPLE.COM"', 'bob'],
    ['domain ne "example.com"', 'ann'],
    ['domain co "."', 'ann bob'],
    ['domain eq "nowhere"', ''],
    ['domain pr', 'ann bob'],
    ['not (domain eq "okta.com")', 'bob'],
    [`${WORKSPACE}:domain eq "okta.com"`, 'ann'],
    [`${WORKSPACE}.userPrincipalName eq "BOB@X"`, 'bob'],
    ['userPrincipalName pr', 'bob'],
    ['userStatus eq "1"', 'ann'],
    ['userStatus eq "2"', 'bob'],
    ['userStatus ne "2"', 'ann'],
    ['userStatus gt "0"', 'ann bob'],
    ['userStatus eq "3"', ''],
    ['userStatus eq null', ''],
    ['userStatus pr', 'ann bob'],
    [`${WORKSPACE}:internalUserType eq "provisioned"`, 'ann bob'],
    ['internalUserType eq "LOCAL"', ''],
    ['directoryUuid eq "01A20D1E-A857-7479-9DAF-5F56B3F08FA7"', 'ann bob'],
    ['directoryUuid eq "other" or userName eq "bob"', 'bob'],
    ['userStoreUuid pr and userStatus eq "2"', 'bob'],
    ['manager.managerId eq "m1"', 'ann'],
    ['urn:scim:schemas:extension:enterprise:1.0.manager.managerId eq "m1"', 'ann'],
    ['urn:scim:schemas:extension:enterprise:1.0:department eq "r&d"', 'ann'],
    ['nonsense eq "x"', 'invalidFilter'],
    ['password eq "x"', 'sensitive'],
  ]
  for (const [filter, expected] of rows) test(filter, () => assert.equal(found(filter), expected))

  test('a group has no status of its own', () => {
    const parsed = parseFilter('userStatus eq "1"')
    assert.ok(parsed.ok)
    assert.equal(bindFilter(groupType, filterFromV1(groupType, home, parsed.value)).ok, false)
  })
})

describe('the domain that a filter means', () => {
  const rows: readonly (readonly [filter: string, domain: string | undefined])[] = [
    ['domain eq "OKTA.COM"', 'OKTA.COM'],
    ['userName eq "ann" and Domain eq "OKTA.COM"', 'OKTA.COM'],
    [`userName eq "ann" and (${WORKSPACE}:domain eq "OKTA.COM" and active eq true)`, 'OKTA.COM'],
    ['userName eq "ann" or domain eq "OKTA.COM"', undefined],
    ['not (domain eq "OKTA.COM")', undefined],
    ['domain sw "OKTA.COM"', undefined],
    ['userName eq "ann"', undefined],
  ]
  for (const [filter, domain] of rows) {
    test(filter, () => {
      const parsed = parseFilter(filter)
      assert.ok(parsed.ok)
      assert.equal(domainIn(parsed.value), domain)
    })
  }
})
