import type { JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import { emptyGroup, namesOf } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { groupByReadingAll } from '../moves/look-for-group.ts'
import { userByReadingAll } from '../moves/look-for-user.ts'
import { probeShows } from '../moves/probes.ts'
import { type RemoteApp, userTask } from '../moves/remote-app.ts'
import { type Operation, patch } from '../moves/send.ts'
import { activeByPatch, byPut } from '../moves/update-user.ts'
import { guidOf } from '../guid.ts'
import type { Person } from '../people.ts'
import type { Provider, Scene } from '../provider.ts'
import { readList } from '../wire/judge.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import { CORE_USER } from '../wire/urns.ts'

/** Neither type nor primary in a mail; no title, no department. */
const body = (person: Person): JsonObject => ({
  schemas: [CORE_USER],
  externalId: person.externalId,
  userName: person.userName,
  displayName: `${person.givenName} ${person.familyName}`,
  name: namesOf(person),
  emails: [{ value: person.email }],
  active: true,
  roles: [],
})

const members = (ids: readonly string[]): JsonObject[] => ids.map((value) => ({ value, type: 'User' }))

/** Its PATCH of a group always tells everything; nobody is in it is told by a removal without a value. */
const everything = (name: string, ids: readonly string[]): Operation[] => [
  ids.length > 0
    ? { op: 'replace', path: 'members', value: members(ids) }
    : { op: 'remove', path: 'members', value: null },
  { op: 'replace', path: 'displayName', value: name },
  { op: 'replace', path: 'externalId', value: guidOf(name) },
]

/**
 * The plugin of mitodl (Keycloak itself is a SCIM server only). It knows who is there from its import, which reads one
 * page; here all pages are read, so that companies larger than a page can be linked.
 */
export const keycloak: Provider = {
  ...companyProvider({
    title: 'Keycloak with keycloak-scim',
    sources: ['mitodl/keycloak-scim: ScimClient, UserAdapter, GroupAdapter, read'],
    asOf: '2026-11',
    appearance: (token) => bearerAppearance(token, { contentType: 'application/scim+json', alsoOnGet: true }),
    firstRequest: '/Users',
    connect: importOnce,
    users: {
      lookAfter409: userByReadingAll(500),
      body,
      update: byPut((person, _, id) => ({ ...body(person), id })),
      setActive: activeByPatch((active) => [{ op: 'replace', path: 'active', value: String(active) }]),
    },
    groups: {
      looks: 'after 409',
      look: groupByReadingAll(500),
      body: (name, ids) => ({ ...emptyGroup(name), members: members(ids) }),
      membersIn: 'POST',
      changeMembers: membersByPatch(({ name, all }) => [everything(name, all)]),
      rename: renameByPatch((_, name) => [
        { op: 'replace', path: 'displayName', value: name },
        { op: 'replace', path: 'externalId', value: guidOf(name) },
      ]),
    },
    habits: changeByPatch,
  }),
  timeoutMs: 5_000,
}

/** `sync-import`: the lists, without a word on pages. */
async function importOnce(app: RemoteApp) {
  for (const collection of ['Users', 'Groups'] as const) {
    const answer = await app.transport.get(`/${collection}`)
    const step = app.checks.step('import', answer.request)
    const list = readList(step, answer, { refused: undefined, unreadable: undefined })
    if (list === undefined) return step.stop()
  }
  return ok(undefined)
}

/** With the option `user-patchOp` three attributes go as texts. */
async function changeByPatch({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [, bob] = company.cast
  const added = await users.add(bob)
  if (!added.ok) return
  const operations = [
    { op: 'replace', path: 'active', value: 'true' },
    { op: 'replace', path: 'userName', value: bob.userName },
    { op: 'replace', path: 'displayName', value: 'Robert' },
  ]
  await patch(app, 'Users', added.value, operations, userTask('update', bob.userName, 'change by PATCH'))
  const shows = { userName: bob.userName, externalId: bob.externalId, displayName: 'Robert', active: true }
  await probeShows(app, 'Users', added.value, shows, 'look at the changed user')
}
