import { asMembers, emptyGroup, enterpriseUser } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import { discoverAll } from '../moves/discovery.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { type RemoteApp, userTask } from '../moves/remote-app.ts'
import { activeByPut, byPut } from '../moves/update-user.ts'
import { readList } from '../wire/judge.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

const byName = (attribute: string, name: string): string => `filter=${percentEncoded(comparison(attribute, name))}`

export const cyberark = companyProvider({
  title: 'CyberArk Identity',
  sources: ['docs.cyberark.com: SCIM provisioning, the requests that an application must answer'],
  asOf: '2026-10',
  appearance: (token) =>
    bearerAppearance(token, { accept: 'application/scim+json', contentType: 'application/scim+json' }),
  firstRequest: '/Users?count=1',
  connect: verify,
  users: {
    look: userByQuery(({ userName }) => byName('userName', userName)),
    body: enterpriseUser,
    update: byPut((person, current) => ({ ...current, ...enterpriseUser(person) }), true),
    setActive: activeByPut((person, active) => ({ ...enterpriseUser(person), active })),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => byName('displayName', name)),
    body: emptyGroup,
    membersIn: 'change',
    changeMembers: membersByPatch(({ came, left }) => [
      [
        ...(left.length > 0 ? left.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })) : []),
        ...(came.length > 0 ? [{ op: 'add', path: 'members', value: asMembers(came) }] : []),
      ],
    ]),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', value: { displayName } }]),
  },
})

/** "Verify": one user, then everything that describes the server. */
async function verify(app: RemoteApp) {
  const answer = await app.transport.get('/Users?count=1')
  const step = app.checks.step('verify', answer.request)
  const list = readList(step, answer, { refused: undefined, unreadable: undefined })
  if (list === undefined) return step.stop()
  step.should('no more come than were asked for', list.resources.length <= 1, list.resources.length)
  const described = await discoverAll(app)
  if (!described.ok) return described
  return find(app, 'Users', byName('userName', 'nobody'), userTask('connect', 'nobody', 'verify'))
}
