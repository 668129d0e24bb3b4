import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { JsonObject } from '../../shared/json.ts'
import { project } from '../project.ts'
import { parseRequestedAttributes } from '../requested-attributes.ts'
import { userType } from '../schema/resource-types.ts'
import { selectFromV1 } from './select.ts'

const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:1.0'
const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'
const TENANT = 'urn:scim:schemas:extension:workspace:tenant:acme:1.0'

const shown: JsonObject = {
  schemas: ['urn:scim:schemas:core:1.0'],
  id: 'an-id',
  userName: 'ann',
  name: { givenName: 'Ann', familyName: 'Lee' },
  emails: [{ value: 'ann@example.com', type: 'work' }],
  [ENTERPRISE]: { department: 'R&D', manager: { managerId: 'm1' } },
  [WORKSPACE]: { userStatus: '1', domain: 'OKTA.COM' },
  [TENANT]: { badge: '7', floor: '2' },
}

describe('attributes of 1.1', () => {
  const rows: readonly (readonly [names: string, kept: JsonObject])[] = [
    ['USERNAME', { userName: 'ann' }],
    ['urn:scim:schemas:core:1.0:userName,name.givenName', { userName: 'ann', name: { givenName: 'Ann' } }],
    ['emails.value', { emails: [{ value: 'ann@example.com' }] }],
    ['domain', { [WORKSPACE]: { domain: 'OKTA.COM' } }],
    [`userStatus,${WORKSPACE}.domain`, { [WORKSPACE]: { userStatus: '1', domain: 'OKTA.COM' } }],
    [WORKSPACE, { [WORKSPACE]: { userStatus: '1', domain: 'OKTA.COM' } }],
    [`${ENTERPRISE}:manager.managerId`, { [ENTERPRISE]: { manager: { managerId: 'm1' } } }],
    ['department', { [ENTERPRISE]: { department: 'R&D' } }],
    [TENANT, { [TENANT]: { badge: '7', floor: '2' } }],
    [`${TENANT}.badge`, { [TENANT]: { badge: '7' } }],
    ['userGroups,isSoftDeleted', {}],
    ['urn:example:nothing:1.0:x', {}],
  ]
  for (const [names, kept] of rows) {
    test(names, () => {
      const requested = parseRequestedAttributes([['attributes', names]])
      assert.ok(requested.ok)
      const selection = selectFromV1(userType, requested.value)
      assert.ok(selection.ok && selection.value !== undefined)
      const { schemas, id } = shown
      assert.deepEqual(project(selection.value, shown), { schemas, id, ...kept })
    })
  }

  test('what is excluded is left out, and the id never is', () => {
    const names = `id,name,emails,userStatus,${ENTERPRISE},${TENANT}`
    const requested = parseRequestedAttributes([['excludedAttributes', names]])
    assert.ok(requested.ok)
    const selection = selectFromV1(userType, requested.value)
    assert.ok(selection.ok && selection.value !== undefined)
    const { schemas, id, userName } = shown
    assert.deepEqual(project(selection.value, shown), { schemas, id, userName, [WORKSPACE]: { domain: 'OKTA.COM' } })
  })

  test('a name that nobody knows is refused, with the nearest one', () => {
    const selection = selectFromV1(userType, { kind: 'only', names: ['userNaem'] })
    assert.ok(!selection.ok)
    assert.match(selection.error.detail, /Did you mean "userName"\?/)
  })
})
