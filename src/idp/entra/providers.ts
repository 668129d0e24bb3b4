import { chunked } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { type CompanyProvider, companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import type { GroupHabits } from '../moves/groups.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeActive } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { patch } from '../moves/send.ts'
import { activeByPatch, byPatch } from '../moves/update-user.ts'
import type { UserHabits } from '../moves/users.ts'
import type { Provider, Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import type { Transport } from '../wire/transport.ts'
import { groupBody, userBody } from './bodies.ts'
import { groupQuery, NOBODY, testConnection, userQuery } from './connect.ts'
import { says } from './sentences.ts'
import { playSession } from './session.ts'
import { defaultShapes, flagShapes, type Shapes } from './shapes.ts'
import { profileChanges } from './update.ts'

const facts = {
  title: 'Microsoft Entra ID',
  sources: [
    'MicrosoftDocs/entra-docs: docs/identity/app-provisioning',
    'AzureAD/SCIMReferenceCode: code and Postman collections',
    "pranems/SCIMServer: a raw run of Microsoft's validator, 2026-02",
    'SCIMMY#79 and scim-for-keycloak#107: member PATCHes arrive in parallel',
    'getsentry/sentry#84941 and 1Password/scim-examples#82: what the provisioning log says',
  ],
  asOf: '2026-10',
}

/** Members go in lots: one PATCH is never a whole large group. */
const LOT = 100

const userHabits = (shapes: Shapes): UserHabits => ({
  look: userByQuery(({ userName }) => userQuery('userName', userName)),
  body: userBody,
  update: byPatch((person) => shapes.set(profileChanges(person)), true),
  setActive: activeByPatch(shapes.active),
})

const groupHabits = (shapes: Shapes): GroupHabits => ({
  looks: 'first',
  look: groupByQuery(groupQuery),
  body: groupBody,
  membersIn: 'change',
  changeMembers: membersByPatch(({ came, left }) => [
    ...chunked(came, LOT).map((ids) => [shapes.addMembers(ids)]),
    ...chunked(left, LOT).map((ids) => shapes.removeMembers(ids)),
  ]),
  rename: renameByPatch((_, name) => shapes.set([{ path: 'displayName', value: name }])),
})

const speaking = (shapes: Shapes): CompanyProvider => ({
  ...facts,
  appearance: (token) => bearerAppearance(token, { contentType: 'application/scim+json; charset=utf-8' }),
  says,
  firstRequest: `/Users?${userQuery('userName', NOBODY)}`,
  connect: testConnection,
  users: userHabits(shapes),
  groups: groupHabits(shapes),
  habits: (connector, scene) => playSession(connector, shapes, scene),
})

/** A job as everybody gets it. */
export const entra: Provider = companyProvider(speaking(defaultShapes))

/**
 * A job whose tenant URL ends with `?aadOptscim062020`. Whether the parameter reaches the server is not established: it
 * is there in the first half of the session and absent in the second.
 */
export const entraFlag: Provider = {
  ...facts,
  play: (scene) => {
    const flag = { kept: true }
    return companyProvider({
      ...speaking(flagShapes),
      decorate: (transport) => keepingFlag(transport, flag),
      async habits(connector) {
        await playSession(connector, flagShapes, scene)
        flag.kept = false
        await runOnDemand(connector, scene)
      },
    }).play(scene)
  },
}

function keepingFlag(transport: Transport, flag: { readonly kept: boolean }): Transport {
  const flagged = (target: string) => {
    if (!flag.kept) return target
    const [path = '', query] = target.split('?', 2)
    // the tenant URL ends with a slash before its question mark, and the path begins with another
    return `/${path}?aadOptscim062020${query === undefined ? '' : `&${query}`}`
  }
  return {
    base: transport.base,
    get: (target) => transport.get(flagged(target)),
    send: (method, target, body) => transport.send(method, flagged(target), body),
  }
}

/** "Provision on demand" does not honour the flag: one application gets both dialects. */
async function runOnDemand({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [, bob] = company.cast
  const added = await users.add(bob)
  if (!added.ok) return
  for (const active of [false, true]) {
    const task = userTask('update', bob.userName, `provision on demand: ${active ? 'enable' : 'disable'}`)
    await patch(app, 'Users', added.value, defaultShapes.active(active), task)
    await probeActive(app, added.value, active, task.step)
  }
  const changes = defaultShapes.set(profileChanges(bob))
  await patch(app, 'Users', added.value, changes, userTask('update', bob.userName, 'provision on demand: update'))
}
