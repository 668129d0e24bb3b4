import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { nearestName, resolvePath } from './paths.ts'
import { groupType, userType } from './resource-types.ts'

describe('a path', () => {
  const rows: readonly (readonly [text: string, indexPath: string | undefined])[] = [
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['name.givenname', 'name.givenName'],
    ['emails', 'emails'],
    ['emails.Value', 'emails.value'],
    ['id', 'id'],
    ['externalid', 'externalId'],
    ['meta.lastModified', 'meta.lastModified'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName', 'userName'],
    ['URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:NAME.GIVENNAME', 'name.givenName'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', 'enterprise:department'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value', 'enterprise:manager.value'],
    // P13: a dot where the colon belongs
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager', 'enterprise:manager'],
    ['urn:ietf:params:scim:schemas:core:2.0:User.userName', 'userName'],
    // V10: the colon that Microsoft's page forgot
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department', 'enterprise:department'],
    ['urn:ietf:params:scim:schemas:extension:ws1b:2.0:User:domain', 'access:domain'],
    // F6: short names
    ['department', 'enterprise:department'],
    ['manager.value', 'enterprise:manager.value'],
    ['domain', 'access:domain'],
    ['members', undefined],
    ['name.bogus', undefined],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:displayName', undefined],
    ['', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
    ['constructor.name', undefined],
  ]
  for (const [text, indexPath] of rows) {
    test(`${JSON.stringify(text)} of a user means ${indexPath ?? 'nothing'}`, () => {
      assert.equal(resolvePath(userType, text)?.indexPath, indexPath)
    })
  }
  test('of a group reaches its members', () => {
    assert.equal(resolvePath(groupType, 'Members.value')?.attribute.relation, 'members')
    assert.equal(resolvePath(groupType, 'userName'), undefined)
  })
})

describe('the nearest name', () => {
  const rows: readonly (readonly [text: string, name: string | undefined])[] = [
    ['usrName', 'userName'],
    ['username1', 'userName'],
    ['mail', 'emails'],
    ['email', 'emails'],
    ['departmnt', 'department'],
    ['name.firstName', 'name.givenName'],
    ['x', undefined],
    ['qqqqqqqqqqqqqqqqq', undefined],
    ['x'.repeat(10_000), undefined],
  ]
  for (const [text, name] of rows) {
    test(`to ${text.slice(0, 20)} is ${name ?? 'none'}`, () => assert.equal(nearestName(userType, text), name))
  }
  test('is never one that cannot be asked for', () => assert.notEqual(nearestName(userType, 'passwort'), 'password'))
})
