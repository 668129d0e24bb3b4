import type { JsonObject } from '../shared/json.ts'
import { must, type Section, should } from './check.ts'
import { at, elements, equal, isTrue, statusIs } from './expect.ts'
import type { Scim } from './scim.ts'
import { ENTERPRISE, USER } from './urns.ts'

const SENT: JsonObject = {
  schemas: [USER, ENTERPRISE],
  displayName: 'Ada',
  nickName: 'Countess',
  name: { givenName: 'Ada', familyName: 'King' },
  emails: [{ value: 'ada@example.com', type: 'work' }],
  [ENTERPRISE]: { department: 'Engines', costCenter: '1' },
}

async function ask(scim: Scim, query: string): Promise<JsonObject> {
  const ada = await scim.user(SENT)
  const answer = await scim.get(`/Users/${ada.id}?${query}`)
  statusIs(answer, 200)
  equal(answer.json['id'], ada.id, 'id')
  return answer.json
}

const namesIn = (resource: JsonObject): readonly string[] =>
  Object.keys(resource)
    .filter((name) => !['id', 'schemas'].includes(name))
    .sort()

export const attributeSelection: Section = {
  title: 'RFC 7644 §3.9 and §3.10: which attributes are returned, and how they are named',
  checks: [
    must(
      'RFC 7644 §3.9',
      'attributes overrides the default: those named and the ones always returned',
      async (scim) => {
        equal(namesIn(await ask(scim, 'attributes=userName')), ['userName'], 'the attributes')
        equal(namesIn(await ask(scim, 'attributes=userName,nickName')), ['nickName', 'userName'], 'the attributes')
        equal(namesIn(await ask(scim, 'attributes=userName,%20nickName')), ['nickName', 'userName'], 'the attributes')
      },
    ),
    must('RFC 7643 §7', 'id is always returned', async (scim) => {
      await ask(scim, 'attributes=nickName')
      await ask(scim, 'excludedAttributes=id')
      await ask(scim, 'excludedAttributes=id,schemas,userName')
    }),
    must('RFC 7643 §3', 'schemas is returned with every selection', async (scim) => {
      for (const query of ['attributes=nickName', 'excludedAttributes=nickName', 'excludedAttributes=schemas']) {
        isTrue(((await ask(scim, query))['schemas'] as readonly string[]).includes(USER), `schemas with ${query}`)
      }
    }),
    must('RFC 7644 §3.9', 'excludedAttributes leaves out those named', async (scim) => {
      const names = namesIn(await ask(scim, 'excludedAttributes=nickName,emails'))
      isTrue(!names.includes('nickName') && !names.includes('emails'), 'they are left out')
      isTrue(names.includes('userName') && names.includes('displayName'), 'the others are there')
    }),
    must('RFC 7644 §3.10', 'a sub-attribute is named with a dot', async (scim) => {
      equal((await ask(scim, 'attributes=name.givenName'))['name'], { givenName: 'Ada' }, 'name')
      equal((await ask(scim, 'attributes=emails.value'))['emails'], [{ value: 'ada@example.com' }], 'emails')
      const except = await ask(scim, 'excludedAttributes=name.givenName')
      equal(at(except, 'name', 'givenName'), undefined, 'name.givenName')
      equal(at(except, 'name', 'familyName'), 'King', 'name.familyName')
    }),
    must('RFC 7644 §3.10', 'an attribute may be named with its URN, and an extension must be', async (scim) => {
      equal(namesIn(await ask(scim, `attributes=${USER}:nickName`)), ['nickName'], 'the attributes')
      const one = await ask(scim, `attributes=${ENTERPRISE}:department`)
      equal(one[ENTERPRISE], { department: 'Engines' }, 'the extension')
      equal(namesIn(one), [ENTERPRISE], 'the attributes')
      const except = await ask(scim, `excludedAttributes=${ENTERPRISE}:department`)
      equal(except[ENTERPRISE], { costCenter: '1' }, 'the extension')
    }),
    should('RFC 7644 §3.10', 'a whole extension is named by its URN', async (scim) => {
      equal(namesIn(await ask(scim, `attributes=${ENTERPRISE}`)), [ENTERPRISE], 'the attributes')
      equal((await ask(scim, `excludedAttributes=${ENTERPRISE}`))[ENTERPRISE], undefined, 'the extension')
    }),
    must('RFC 7644 §3.10', 'names are case insensitive', async (scim) => {
      equal(namesIn(await ask(scim, 'attributes=USERNAME,NickName')), ['nickName', 'userName'], 'the attributes')
      equal(
        namesIn(await ask(scim, `attributes=${ENTERPRISE.toUpperCase()}:DEPARTMENT`)),
        [ENTERPRISE],
        'the attributes',
      )
    }),
    must('RFC 7644 §3.9', 'a name that no schema declares selects nothing', async (scim) => {
      equal(namesIn(await ask(scim, 'attributes=unicorn')), [], 'the attributes')
      isTrue(namesIn(await ask(scim, 'excludedAttributes=unicorn')).includes('nickName'), 'everything is there')
    }),
    must('RFC 7644 §3.9', 'an attribute that is never returned is not returned when it is named', async (scim) => {
      const ada = await scim.user({ password: 'correct horse' })
      const { json } = await scim.get(`/Users/${ada.id}?attributes=password`)
      equal(json['password'], undefined, 'password')
    }),
    must('RFC 7644 §3.9', 'members can be left out of a group, and asked for alone', async (scim) => {
      const ada = await scim.user()
      const team = await scim.group({ members: [{ value: ada.id }] })
      const except = (await scim.get(`/Groups/${team.id}?excludedAttributes=members`)).json
      equal([except['members'], except['displayName']], [undefined, team['displayName']], 'members and displayName')
      const only = (await scim.get(`/Groups/${team.id}?attributes=members`)).json
      equal([elements(only['members']).length, only['displayName']], [1, undefined], 'members and displayName')
    }),
  ],
}
