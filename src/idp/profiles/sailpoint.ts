import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { asMembers, emptyGroup, enterpriseUser } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { discoverAll } from '../moves/discovery.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { activeByPatch, byPatch } from '../moves/update-user.ts'
import type { Person } from '../people.ts'
import { textAt } from '../read-json.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import { readPages } from '../wire/pages.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'

const byName = (attribute: string, name: string): string => `filter=${percentEncoded(comparison(attribute, name))}`

/** Accounts and entitlements are read this many at a time. */
const PAGE = 200

export const sailpoint = companyProvider({
  title: 'SailPoint',
  sources: [
    'documentation.sailpoint.com: SCIM 2.0 connector',
    'developer.sailpoint.com/discuss: which discovery documents it needs',
  ],
  asOf: '2026-10',
  appearance: (token) =>
    bearerAppearance(token, { accept: 'application/scim+json', contentType: 'application/scim+json' }),
  firstRequest: '/ServiceProviderConfig',
  connect: discoverAll,
  users: {
    look: userByQuery(({ userName }) => byName('userName', userName)),
    body: enterpriseUser,
    update: byPatch(changedOperations),
    setActive: activeByPatch((active) => [{ op: 'replace', path: 'active', value: active }]),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => byName('displayName', name)),
    body: emptyGroup,
    membersIn: 'change',
    changeMembers: membersByPatch(({ came, left }) => [
      ...came.map((id) => [{ op: 'add', path: 'members', value: asMembers([id]) }]),
      ...left.map((id) => [{ op: 'remove', path: `members[value eq "${id}"]` }]),
    ]),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', path: 'displayName', value: displayName }]),
  },
  afterwards: aggregate,
})

function changedOperations(person: Person) {
  const { title, department } = person
  return [
    { op: 'replace', path: 'displayName', value: person.displayName },
    title === undefined ? { op: 'remove', path: 'title' } : { op: 'replace', path: 'title', value: title },
    department === undefined
      ? { op: 'remove', path: `${ENTERPRISE_USER}:department` }
      : { op: 'replace', path: `${ENTERPRISE_USER}:department`, value: department },
  ]
}

/** Account and entitlement aggregation: everybody, page by page; who is missing is deleted on its side. */
async function aggregate({ app }: Connector): Promise<Result<unknown, Stopped>> {
  const { transport, checks } = app
  const expected = { Users: [...app.users.values()], Groups: [...app.groups.values()].map(({ id }) => id) }
  for (const collection of ['Users', 'Groups'] as const) {
    const reads = () => ({ refused: undefined, unreadable: undefined })
    const step = `aggregate ${collection.toLowerCase()}`
    const pages = await readPages({ transport, checks, collection, count: PAGE, step, reads })
    if (!pages.ok) return pages
    const seen = new Set(pages.value.map((resource) => textAt(resource, 'id')))
    const missing = expected[collection].filter((id) => !seen.has(id))
    checks.step(step, `GET /${collection}`).must('nobody is missing', missing.length === 0, missing)
  }
  return ok(undefined)
}
