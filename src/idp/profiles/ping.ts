import type { JsonObject } from '../../shared/json.ts'
import { asMembers, emptyGroup, enterpriseUser } from '../moves/bodies.ts'
import { membersByPut, renameByPut } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { comparison, formEncoded, percentEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupByReadingAll } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeFound } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { activeByPut, byPut } from '../moves/update-user.ts'
import type { Person } from '../people.ts'
import type { Scene } from '../provider.ts'
import { readList } from '../wire/judge.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

/** `userName Eq "%s"`, as the filter expression is preset. */
const byName = (userName: string): string => `filter=${formEncoded(comparison('userName', userName, 'Eq'))}`

const body = (person: Person, active: boolean): JsonObject => ({ ...enterpriseUser(person), active })
const groupBody = (id: string, displayName: string, members: readonly string[]): JsonObject => ({
  ...emptyGroup(displayName),
  id,
  members: asMembers(members),
})

const PAGE = 1_000

export const ping = companyProvider({
  title: 'Ping',
  sources: [
    'docs.pingidentity.com/integrations/scim: settings reference, user and group management',
    'docs.pingidentity.com/pingone: SCIM provisioning',
    'docs.github.com: SCIM for enterprise managed users with PingFederate',
  ],
  asOf: '2026-10',
  appearance: (token) => bearerAppearance(token, { accept: 'application/json', contentType: 'application/json' }),
  firstRequest: '/Users?count=1',
  connect: (app) => find(app, 'Users', byName('nobody'), userTask('connect', 'nobody', 'connect')),
  users: {
    look: userByQuery(({ userName }) => byName(userName)),
    body: enterpriseUser,
    update: byPut(enterpriseUser),
    setActive: activeByPut(body),
  },
  groups: {
    looks: 'first',
    look: groupByReadingAll(PAGE),
    body: (name, members) => ({ ...emptyGroup(name), members: asMembers(members) }),
    membersIn: 'POST',
    changeMembers: membersByPut(groupBody),
    rename: renameByPut(groupBody),
  },
  habits: askInPlainWords,
})

/** `count=-1` for "all", and the search of the admin console. */
async function askInPlainWords({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [ann] = company.cast
  const added = await users.add(ann)
  if (!added.ok) return
  const answer = await app.transport.get('/Users?startIndex=1&count=-1')
  const step = app.checks.step('ask for all with count=-1', answer.request)
  const list = readList(step, answer, { refused: undefined, unreadable: undefined })
  const some = (list?.resources.length ?? 0) > 0 || list?.total === 0
  step.should('count=-1 means as many as there may be', some, answer.text)
  const local = ann.email.split('@')[0] ?? ann.email
  const search = `filter=${percentEncoded(`userName eq ${JSON.stringify(ann.userName)} and emails Co "${local}"`)}`
  await probeFound(app, 'Users', search, [added.value], 'search in the admin console')
}
