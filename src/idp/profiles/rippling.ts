import { asMembers, emptyGroup, enterpriseUser } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeFound } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { createOrConflict } from '../moves/send.ts'
import { activeByPatch, byPut } from '../moves/update-user.ts'
import type { Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

const by = (attribute: string, value: string): string => `filter=${percentEncoded(comparison(attribute, value))}`

/** Of the switches that its makers set per application, all are on here. */
export const rippling = companyProvider({
  title: 'Rippling',
  sources: ['better-auth/better-auth#10419: lookups by externalId', "vendors' guides for Rippling"],
  asOf: '2026-10',
  appearance: (token) => bearerAppearance(token, { accept: 'application/json', contentType: 'application/scim+json' }),
  firstRequest: `/Users?${by('externalId', 'nobody')}`,
  connect: (app) => find(app, 'Users', by('externalId', 'nobody'), userTask('connect', 'nobody', 'connect')),
  users: {
    look: userByQuery(({ externalId }) => by('externalId', externalId)),
    // somebody else may have brought the person, under another externalId
    lookAfter409: userByQuery(({ userName }) => by('userName', userName)),
    body: enterpriseUser,
    update: byPut(enterpriseUser),
    setActive: activeByPatch((active) => [{ op: 'replace', value: { active } }]),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => by('displayName', name)),
    body: (name, members) => ({ ...emptyGroup(name), members: asMembers(members) }),
    membersIn: 'POST',
    changeMembers: membersByPatch(({ all }) => [[{ op: 'replace', path: 'members', value: asMembers(all) }]]),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', value: { displayName } }]),
  },
  habits: postAgain,
})

/** A POST whose answer was lost is sent again. One person must come of it, who is found under both names. */
async function postAgain({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [ann] = company.cast
  const added = await users.add(ann)
  if (!added.ok) return
  const again = await createOrConflict(
    app,
    'Users',
    enterpriseUser(ann),
    userTask('create', ann.userName, 'POST again'),
  )
  if (!again.ok) return
  const step = app.checks.step('POST again', 'POST /Users')
  const id = again.value?.id ?? added.value
  step.should('nobody is made a second time', id === added.value, id)
  await probeFound(app, 'Users', by('externalId', ann.externalId), [added.value], 'find by externalId')
  await probeFound(app, 'Users', by('userName', ann.userName), [added.value], 'find by userName')
}
