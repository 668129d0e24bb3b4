import type { JsonObject } from '../../shared/json.ts'
import { asMembers, coreUser, enterpriseOf, namesOf } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { comparison, formEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeShows } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { create, remove } from '../moves/send.ts'
import { byPut } from '../moves/update-user.ts'
import type { Person } from '../people.ts'
import type { Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import type { Transport } from '../wire/transport.ts'
import { CORE_GROUP, ENTERPRISE_USER } from '../wire/urns.ts'

/** URNs of a draft of 2.0, which its profile "SCIM v2 core/enterprise" still writes. */
const OLD_CORE = 'urn:scim:schemas:core:2.0'
const OLD_ENTERPRISE = 'urn:scim:schemas:extension:enterprise:2.0'

const NOBODY = 'user_that_does_not_exist'
const byName = (userName: string): string => `filter=${formEncoded(comparison('userName', userName))}`

const body = (person: Person): JsonObject => ({
  ...coreUser(person),
  schemas: [OLD_CORE, OLD_ENTERPRISE],
  [OLD_ENTERPRISE]: enterpriseOf(person),
})

export const onelogin = companyProvider({
  title: 'OneLogin',
  sources: [
    'developers.onelogin.com/scim',
    'goauthentik/authentik#11249: a log of its requests',
    'code and tests of 15five/django-scim2',
  ],
  asOf: '2026-10',
  appearance: (token) => bearerAppearance(token, { contentType: 'application/json' }),
  decorate: dangle,
  firstRequest: `/Users?${byName(NOBODY)}`,
  connect: (app) => find(app, 'Users', byName(NOBODY), userTask('connect', NOBODY, 'connect'), 404),
  users: {
    look: userByQuery(({ userName }) => byName(userName), 404),
    body,
    shows: (person) => ({ ...coreUser(person), [ENTERPRISE_USER]: enterpriseOf(person) }),
    update: byPut((person, _, id) => ({ ...body(person), id }), true),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => `filter=${formEncoded(comparison('displayName', name))}`),
    body: (displayName) => ({ schemas: [CORE_GROUP], displayName }),
    membersIn: 'change',
    changeMembers: membersByPatch(({ came, left }) => [
      [
        ...(came.length > 0 ? [{ op: 'add', path: 'members', value: asMembers(came) }] : []),
        ...left.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
      ],
    ]),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', path: 'displayName', value: displayName }]),
  },
  habits: tryTemplates,
})

/** Every URL ends with what separates it from a parameter that never comes. */
function dangle(transport: Transport): Transport {
  const dangling = (target: string) => `${target}${target.includes('?') ? '&' : '?'}`
  return {
    base: transport.base,
    get: (target) => transport.get(dangling(target)),
    send: (method, target, sent) => transport.send(method, dangling(target), sent),
  }
}

/** The body comes from a JSON template that administrators edit, so each of these has been seen. */
async function tryTemplates({ app }: Connector, { company }: Scene): Promise<void> {
  const [, , somebody] = company.cast
  const cyd = { ...somebody, userName: `template.${somebody.userName}` }
  const templates: readonly (readonly [what: string, change: JsonObject])[] = [
    ['emails as an object', { emails: { value: cyd.email, type: 'work', primary: true } }],
    ['emails as a text', { emails: cyd.email }],
    ['no primary', { emails: [{ value: cyd.email, type: 'work' }] }],
    ['active as a text', { active: 'true' }],
    ['roles and phones that are empty', { roles: [], phoneNumbers: [{ value: '', type: 'work' }], title: '' }],
  ]
  for (const [what, change] of templates) {
    const task = userTask('create', cyd.userName, `create from a template: ${what}`)
    const { title: _, ...plain } = coreUser(cyd)
    const shows = { userName: cyd.userName, name: namesOf(cyd), emails: [{ value: cyd.email }], active: true }
    const made = await create(app, 'Users', { ...plain, ...change, schemas: [OLD_CORE] }, task, shows)
    if (!made.ok) continue
    await probeShows(app, 'Users', made.value.id, shows, task.step)
    await remove(app, 'Users', made.value.id, userTask('delete', cyd.userName))
  }
}
