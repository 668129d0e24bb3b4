import { must, type Section, should } from './check.ts'
import { at, elements, equal, finds, isTrue, refused, statusIs, valuesOf, textOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

export const coreSchemas: Section = {
  title: 'RFC 7643 §4: users, enterprise users and groups',
  checks: [
    must('RFC 7643 §4.1.1', 'userName is required and not empty', async (scim) => {
      refused(await scim.post('/Users', { schemas: [USER], displayName: 'Nobody' }), 400, 'invalidValue')
      refused(await scim.post('/Users', { schemas: [USER], userName: '' }), 400, 'invalidValue')
      const ada = await scim.user()
      const { userName: _gone, ...rest } = ada
      refused(await scim.put(`/Users/${ada.id}`, rest), 400, 'invalidValue')
    }),
    must('RFC 7643 §4.1.1', 'userName is unique, without regard to case', async (scim) => {
      const ada = await scim.user()
      const userName = textOf(ada['userName'])
      for (const again of [userName, userName.toUpperCase()]) {
        refused(await scim.post('/Users', { schemas: [USER], userName: again }), 409, 'uniqueness')
      }
    }),
    must('RFC 7643 §4.1.1', 'userName is given back as it was written', async (scim) => {
      const userName = `${scim.unique('MixedCase')}@Example.COM`
      equal((await scim.user({ userName }))['userName'], userName, 'userName')
    }),
    must('RFC 7643 §4.1.1', 'userName can be changed, and the old one is free again', async (scim) => {
      const ada = await scim.user()
      const [old, userName] = [textOf(ada['userName']), scim.unique('renamed')]
      equal((await scim.put(`/Users/${ada.id}`, { ...ada, userName })).json['userName'], userName, 'userName')
      statusIs(await scim.post('/Users', { schemas: [USER], userName: old }), 201)
    }),
    must('RFC 7643 §4.1.1', 'password is never returned', async (scim) => {
      const password = 't1meMa$heen'
      const created = await scim.post('/Users', { schemas: [USER], userName: scim.unique('ada'), password })
      statusIs(created, 201)
      const target = `/Users/${textOf(created.json['id'])}`
      const answers = [
        created,
        await scim.get(target),
        await scim.get(`${target}?attributes=password`),
        await scim.get(`${target}?attributes=userName,password`),
        await scim.put(target, { ...created.json, password }),
        await scim.get(
          `/Users?attributes=password&filter=${encodeURIComponent(`id eq "${textOf(created.json['id'])}"`)}`,
        ),
      ]
      for (const answer of answers) {
        isTrue(!answer.text.includes(password) && !answer.text.includes('"password"'), `${answer.request} hides it`)
      }
    }),
    must(
      'RFC 7643 §4.1.1',
      'password cannot be searched by',
      async (scim) => {
        const password = scim.unique('Secret')
        await scim.user({ password })
        const answer = await scim.find(`password eq "${password}"`)
        if (answer.status === 200) return finds(answer)
        statusIs(answer, 400, 403)
      },
      'filter',
    ),
    must('RFC 7643 §4.1.1', 'profileUrl is a URI and is given back as it was written', async (scim) => {
      const profileUrl = 'https://login.example.com/bJensen?A=1'
      equal((await scim.user({ profileUrl }))['profileUrl'], profileUrl, 'profileUrl')
    }),
    must('RFC 7643 §4.1.2', 'several addresses keep all their parts', async (scim) => {
      const addresses = ['work', 'home'].map((type) => ({ type, locality: `${type}ville`, postalCode: '91608' }))
      const stored = elements((await scim.user({ addresses }))['addresses'])
      for (const { type, locality } of addresses) {
        equal(stored.find((one) => one['type'] === type)?.['locality'], locality, `locality of ${type}`)
      }
    }),
    must('RFC 7643 §4.1.2', 'groups of a user shows the groups that name the user as a member', async (scim) => {
      const ada = await scim.user()
      const team = await scim.group({ members: [{ value: ada.id }] })
      const [only, ...more] = elements((await scim.read(ada))['groups'])
      equal(more, [], 'more groups')
      equal(only?.['value'], team.id, 'groups.value')
      equal(only?.['type'], 'direct', 'groups.type')
      equal(only?.['display'], team['displayName'], 'groups.display')
      statusIs(await scim.delete(`/Groups/${team.id}`), 204)
      isTrue((await scim.read(ada))['groups'] === undefined, 'no groups after the group was deleted')
    }),
    must('RFC 7643 §4.1.2', 'groups of a user is readOnly: changes go through the group', async (scim) => {
      const team = await scim.group()
      const ada = await scim.user({ groups: [{ value: team.id }] })
      isTrue(ada['groups'] === undefined, 'a POST puts nobody into a group')
      const put = await scim.put(`/Users/${ada.id}`, { ...ada, groups: [{ value: team.id }] })
      statusIs(put, 200)
      isTrue(put.json['groups'] === undefined, 'a PUT puts nobody into a group')
      statusIs(
        await scim.patch(`/Users/${ada.id}`, [{ op: 'add', path: 'groups', value: [{ value: team.id }] }]),
        200,
        204,
        400,
      )
      isTrue((await scim.read(ada))['groups'] === undefined, 'a PATCH puts nobody into a group')
    }),
    must(
      'RFC 7643 §4.1.2',
      'emails, phoneNumbers, ims, photos, entitlements and roles are multi-valued',
      async (scim) => {
        for (const name of ['emails', 'phoneNumbers', 'ims', 'photos', 'entitlements', 'roles']) {
          const values = ['one', 'two'].map((word) => ({
            value: name === 'photos' ? `https://photos.example.com/${word}` : `${word}@example.com`,
            type: word,
          }))
          equal(valuesOf((await scim.user({ [name]: values }))[name]), values.map(({ value }) => value).sort(), name)
        }
      },
    ),
    must('RFC 7643 §4.2', 'displayName of a group is required', async (scim) => {
      refused(await scim.post('/Groups', { schemas: [GROUP] }), 400, 'invalidValue')
      refused(await scim.post('/Groups', { schemas: [GROUP], displayName: '' }), 400, 'invalidValue')
    }),
    must('RFC 7643 §4.2', 'a group keeps its members, users and groups', async (scim) => {
      const [ada, inner] = [await scim.user(), await scim.group()]
      const team = await scim.group({ members: [{ value: ada.id }, { value: inner.id, type: 'Group' }] })
      const members = elements((await scim.read(team))['members'])
      equal(valuesOf(members), [ada.id, inner.id].sort(), 'the members')
      for (const [id, type, endpoint] of [
        [ada.id, 'User', 'Users'],
        [inner.id, 'Group', 'Groups'],
      ] as const) {
        const member = members.find(({ value }) => value === id)
        equal(member?.['type'], type, 'members.type')
        equal(member?.['$ref'], `${scim.base}/${endpoint}/${id}`, 'members.$ref')
      }
    }),
    should('RFC 7643 §4.1.2', 'groups of a user names indirect membership as indirect', async (scim) => {
      const ada = await scim.user()
      const inner = await scim.group({ members: [{ value: ada.id }] })
      const outer = await scim.group({ members: [{ value: inner.id, type: 'Group' }] })
      const types = new Map(elements((await scim.read(ada))['groups']).map((one) => [one['value'], one['type']]))
      equal(types.get(inner.id), 'direct', 'type of the inner group')
      if (types.has(outer.id)) equal(types.get(outer.id), 'indirect', 'type of the outer group')
    }),
    must('RFC 7643 §4.2', 'a member that is deleted is a member no more', async (scim) => {
      const [ada, bob] = [await scim.user(), await scim.user()]
      const team = await scim.group({ members: [{ value: ada.id }, { value: bob.id }] })
      statusIs(await scim.delete(`/Users/${ada.id}`), 204)
      equal(valuesOf((await scim.read(team))['members']), [bob.id], 'the members')
    }),
    must('RFC 7643 §4.3', 'an enterprise user keeps all attributes of the extension', async (scim) => {
      const boss = await scim.user({ displayName: 'John Smith' })
      const facts = {
        employeeNumber: '701984',
        costCenter: '4130',
        organization: 'Universal Studios',
        division: 'Theme Park',
        department: 'Tour Operations',
      }
      const ada = await scim.user({
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { ...facts, manager: { value: boss.id } },
      })
      for (const [name, value] of Object.entries(facts)) equal(at(ada, ENTERPRISE, name), value, name)
      equal(at(ada, ENTERPRISE, 'manager', 'value'), boss.id, 'manager.value')
    }),
    should('RFC 7643 §4.3', 'manager.$ref is the address of the manager', async (scim) => {
      const boss = await scim.user({ displayName: 'John Smith' })
      const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { manager: { value: boss.id } } })
      equal(at(ada, ENTERPRISE, 'manager', '$ref'), `${scim.base}/Users/${boss.id}`, 'manager.$ref')
    }),
    must('RFC 7643 §4.3', 'manager.displayName is readOnly: what a client writes there is ignored', async (scim) => {
      const boss = await scim.user({ displayName: 'John Smith' })
      const manager = { value: boss.id, displayName: 'Somebody Else' }
      const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { manager } })
      isTrue(at(ada, ENTERPRISE, 'manager', 'displayName') !== 'Somebody Else', 'manager.displayName is not kept')
    }),
  ],
}
