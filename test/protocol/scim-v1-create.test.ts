import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json, JsonObject } from '../../src/shared/json.ts'
import {
  CORE,
  created,
  ENTERPRISE,
  errorOf,
  filterOf,
  provisioned,
  startV1,
  textOf,
  WORKSPACE,
  type V1,
} from '../support/scim-v1.ts'

const TENANT = 'urn:scim:schemas:extension:workspace:tenant:acme:1.0'

/** access-contract §4.3 to §4.5: a provisioned user, what it looks like, and what else is understood. */
describe('SCIM 1.1: creating', () => {
  let v1: V1
  before(async () => void (v1 = await startV1()))
  after(() => v1.close())

  test('the user of the sample program comes back as Access shows it', async () => {
    const answer = await v1.ask('POST', '/Users', provisioned('cuser1'))
    assert.equal(answer.status, 201)
    const { id } = answer.json
    const location = `${v1.base}/Users/${textOf(id)}`
    assert.equal(answer.headers.get('location'), location)
    assert.equal(answer.headers.get('content-type'), 'application/json')
    const { meta, [WORKSPACE]: workspace, ...rest } = answer.json as Record<string, Json> & { meta: JsonObject }
    assert.deepEqual(rest, {
      schemas: [WORKSPACE, CORE, ENTERPRISE],
      id,
      userName: 'cuser1',
      name: { givenName: 'First', familyName: 'Last' },
      displayName: 'First Last',
      emails: [{ value: 'cuser1@example.com' }],
      externalId: '00u-cuser1',
      active: true,
      groups: [],
      roles: [{ value: '8ddd47fb-2b0a-5ff3-b26d-0d4bb3a04c98', display: 'User' }],
    })
    assert.deepEqual(Object.keys(meta), ['created', 'lastModified', 'location', 'version'])
    assert.match(textOf(meta['created']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.equal(meta['location'], location)
    assert.equal(answer.headers.get('etag'), meta['version'])
    const { directoryUuid, userStoreUuid, ...told } = workspace as JsonObject
    assert.equal(directoryUuid, userStoreUuid)
    assert.deepEqual(told, {
      userStatus: '1',
      internalUserType: 'PROVISIONED',
      domain: 'OKTA.COM',
      directoryName: 'Okta Universal Directory',
      directoryType: 'OTHER_DIRECTORY',
    })
    assert.deepEqual((await v1.ask('GET', `/Users/${textOf(id)}`)).json, answer.json)
  })

  test('every namespace goes in and comes out', async () => {
    const user = await created(v1, '/Users', {
      ...provisioned('everything'),
      [ENTERPRISE]: { employeeNumber: '7', department: 'R&D', manager: { managerId: 'm1' }, hireDate: '2020-01-31' },
      [WORKSPACE]: {
        internalUserType: 'PROVISIONED',
        domain: 'okta.com',
        userPrincipalName: 'everything@okta.com',
        distinguishedName: 'CN=everything',
        externalUserDisabled: 'false',
      },
      [TENANT]: { badge: '7' },
    })
    assert.deepEqual(user[ENTERPRISE], {
      employeeNumber: '7',
      department: 'R&D',
      manager: { managerId: 'm1' },
      hireDate: '2020-01-31',
    })
    assert.deepEqual(user[TENANT], { badge: '7' })
    const workspace = user[WORKSPACE] as JsonObject
    assert.equal(workspace['userPrincipalName'], 'everything@okta.com')
    assert.equal(workspace['externalUserDisabled'], false)
    assert.equal(workspace['domain'], 'okta.com', 'given back as it was sent')
    assert.ok((user['schemas'] as string[]).includes(TENANT))
    const found = await v1.ask('GET', `/Users?${filterOf('userPrincipalName eq "Everything@okta.com"')}`)
    assert.equal(found.json['totalResults'], 1)
  })

  describe('what is understood', () => {
    const rows: readonly (readonly [what: string, body: JsonObject, shown: JsonObject])[] = [
      ['a body without schemas', { userName: 't1' }, { userName: 't1' }],
      [
        'schemas of another age',
        { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:x'], userName: 't2' },
        { userName: 't2' },
      ],
      ['names in any case', { USERNAME: 't3', DisplayName: 'T' }, { userName: 't3', displayName: 'T' }],
      [
        'a text for several',
        { userName: 't4', emails: 't4@example.com', phoneNumbers: '+1 555' },
        { emails: [{ value: 't4@example.com' }], phoneNumbers: [{ value: '+1 555' }] },
      ],
      [
        'null as absent',
        { userName: 't5', title: null, name: { givenName: 'T', familyName: null } },
        { title: undefined, name: { givenName: 'T' } } as unknown as JsonObject,
      ],
      [
        'the core under its URN',
        { [CORE]: { userName: 't6', name: { givenName: 'T' } } },
        { userName: 't6', name: { givenName: 'T' } },
      ],
      [
        'the core twice, the top counts',
        { userName: 't7', [CORE]: { userName: 'other', title: 'VP' } },
        { userName: 't7', title: 'VP' },
      ],
      [
        'a block that schemas does not name',
        { schemas: [CORE], userName: 't8', [ENTERPRISE]: { department: 'R&D' } },
        { [ENTERPRISE]: { department: 'R&D' } },
      ],
      [
        'a block under a URN in any case',
        { userName: 't9', [ENTERPRISE.toUpperCase()]: { Department: 'R&D', Manager: { ManagerId: 'm' } } },
        { [ENTERPRISE]: { department: 'R&D', manager: { managerId: 'm' } } },
      ],
      [
        'a manager as text',
        { userName: 't10', [ENTERPRISE]: { manager: 'm' } },
        { [ENTERPRISE]: { manager: { managerId: 'm' } } },
      ],
      [
        'a block of 2.0',
        { userName: 't11', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D' } },
        { [ENTERPRISE]: { department: 'R&D' } },
      ],
      ['an inactive user', { userName: 't12', active: 'false' }, { active: false }],
      [
        'a password, which is dropped',
        { userName: 't13', password: 'x' },
        { password: undefined } as unknown as JsonObject,
      ],
      [
        'roles of the identity provider beside our own',
        { userName: 't14', roles: [{ value: 'nurse' }] },
        { roles: [{ value: '8ddd47fb-2b0a-5ff3-b26d-0d4bb3a04c98', display: 'User' }, { value: 'nurse' }] },
      ],
    ]
    for (const [what, body, shown] of rows) {
      test(what, async () => {
        const user = await created(v1, '/Users', body)
        for (const [name, value] of Object.entries(shown)) assert.deepEqual(user[name], value, name)
      })
    }

    test('an inactive user has the status of a disabled one', async () => {
      const user = await created(v1, '/Users', provisioned('sleeper', { active: false }))
      assert.equal((user[WORKSPACE] as JsonObject)['userStatus'], '2')
    })
  })

  describe('a group', () => {
    test('needs a name and nothing else, as Okta pushes it', async () => {
      const member = await created(v1, '/Users', provisioned('member'))
      const group = await created(v1, '/Groups', {
        schemas: [CORE],
        displayName: 'Pushed',
        members: [{ value: member.id }],
      })
      assert.deepEqual(group['schemas'], [WORKSPACE, CORE])
      assert.deepEqual(group['members'], [{ value: member.id, type: 'User' }])
      const { directoryUuid: _uuid, userStoreUuid: _store, ...told } = group[WORKSPACE] as JsonObject
      assert.deepEqual(told, {
        internalGroupType: 'INTERNAL',
        domain: 'OKTA.COM',
        directoryName: 'Okta Universal Directory',
        directoryType: 'OTHER_DIRECTORY',
      })
      const { json } = await v1.ask('GET', `/Users/${member.id}`)
      assert.deepEqual(json['groups'], [{ value: group.id, type: 'direct', display: 'Pushed' }])
    })

    test('takes the block of Access', async () => {
      const group = await created(v1, '/Groups', {
        displayName: 'Described',
        externalId: '00g1',
        [WORKSPACE]: {
          internalGroupType: 'INTERNAL',
          domain: 'OKTA.COM',
          description: 'Who is described',
          email: 'd@example.com',
        },
      })
      const workspace = group[WORKSPACE] as JsonObject
      assert.equal(workspace['description'], 'Who is described')
      assert.equal(workspace['email'], 'd@example.com')
      assert.equal(group['externalId'], '00g1')
    })
  })

  describe('what is missing or in the way', () => {
    const rows: readonly (readonly [what: string, path: string, body: Json, status: number, description: RegExp])[] = [
      [
        'a user without a name',
        '/Users',
        { displayName: 'x' },
        400,
        /^Required user attributes:\[userName\] are missing\./,
      ],
      [
        'a provisioned user without externalId',
        '/Users',
        { ...provisioned('m1'), externalId: '' },
        400,
        /^Required user attributes:\[externalId\] are missing\./,
      ],
      [
        'a provisioned user without a domain',
        '/Users',
        { ...provisioned('m2'), [WORKSPACE]: { internalUserType: 'provisioned' } },
        400,
        /^Required user attributes:\[domain\] are missing\./,
      ],
      [
        'a local user',
        '/Users',
        { ...provisioned('m3'), [WORKSPACE]: { internalUserType: 'LOCAL', domain: 'OKTA.COM' } },
        400,
        /^User creation is not supported for specified directory id/,
      ],
      [
        'a domain of nobody',
        '/Users',
        { ...provisioned('m4'), [WORKSPACE]: { internalUserType: 'PROVISIONED', domain: 'nowhere' } },
        400,
        /^User domain name specified for the user resource doesn't belong to the directory\. .*OKTA\.COM/,
      ],
      [
        'a group of a domain of nobody',
        '/Groups',
        { displayName: 'x', [WORKSPACE]: { domain: 'nowhere' } },
        400,
        /^Group domain name specified for the group resource doesn't belong to the directory\./,
      ],
      ['a group without a name', '/Groups', { members: [] }, 400, /displayName/],
      ['a list', '/Users', [], 400, /must be a JSON object/],
      ['a flag that is none', '/Users', { userName: 'm5', active: 'perhaps' }, 400, /active/],
      ['a name twice in different case', '/Users', { userName: 'm6', USERNAME: 'm7' }, 400, /twice/],
    ]
    for (const [what, path, body, status, description] of rows) {
      test(what, async () => {
        const answer = await v1.ask('POST', path, body)
        assert.equal(answer.status, status, answer.text)
        assert.match(errorOf(answer).description, description)
      })
    }

    test('who is not called provisioned needs less', async () => {
      await created(v1, '/Users', { userName: 'lenient', [WORKSPACE]: { domain: 'OKTA.COM' } })
      await created(v1, '/Users', { userName: 'bare' })
    })
  })
})
