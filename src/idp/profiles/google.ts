import type { JsonObject } from '../../shared/json.ts'
import { coreUser, enterpriseUser } from '../moves/bodies.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { probeShows } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { patch } from '../moves/send.ts'
import { activeByPatch, byPut } from '../moves/update-user.ts'
import type { Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

const byName = (userName: string): string => `filter=${percentEncoded(comparison('userName', userName))}&startIndex=1`

/** Users only. With which verb it updates is not known: profiles go by PUT here, and one of them by PATCH too. */
export const google = companyProvider({
  title: 'Google Workspace',
  sources: [
    'pond/scimitar#142: headers and the lookup',
    'grokability/snipe-it#12642: core attributes must stand at the top',
    'support.google.com: automated user provisioning',
  ],
  asOf: '2026-10',
  appearance: (token) =>
    bearerAppearance(token, { agent: 'Google-Auto-Provisioning', contentType: 'application/json' }),
  firstRequest: `/Users?${byName('nobody@example.com')}`,
  connect: (app) => find(app, 'Users', byName('nobody@example.com'), userTask('connect', 'nobody', 'connect')),
  users: {
    look: userByQuery(({ userName }) => byName(userName)),
    body: enterpriseUser,
    update: byPut(enterpriseUser),
    setActive: activeByPatch((active) => [{ op: 'replace', path: 'active', value: active }]),
  },
  habits: changeByPatch,
})

async function changeByPatch({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [ann] = company.cast
  const added = await users.add(ann)
  if (!added.ok) return
  const id = added.value
  const operations = [
    { op: 'replace', path: 'title', value: 'VP' },
    { op: 'replace', path: 'name.givenName', value: 'Janet' },
  ]
  const changed = await patch(app, 'Users', id, operations, userTask('update', ann.userName, 'change by PATCH'))
  if (!changed.ok) return
  const shows: JsonObject = { ...coreUser(ann), title: 'VP', name: { givenName: 'Janet', familyName: ann.familyName } }
  const user = await probeShows(app, 'Users', id, shows, 'look at the changed user')
  const step = app.checks.step('look at the changed user', `GET /Users/${id}`)
  const nested = Object.keys(user).filter((key) => key.includes('core:2.0'))
  step.should('core attributes stand at the top', nested.length === 0, nested)
  await users.change(ann)
}
