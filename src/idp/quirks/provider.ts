import { asMembers, emptyGroup, enterpriseUser } from '../moves/bodies.ts'
import { membersByPatch, renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import { comparison, percentEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { userTask } from '../moves/remote-app.ts'
import { activeByPatch, byPut } from '../moves/update-user.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import { playQuirks } from './session.ts'

const byName = (attribute: string, name: string): string => `filter=${percentEncoded(comparison(attribute, name))}`

/**
 * Nobody in particular: what clients without a simulation of their own have been seen to send, and Salesforce's way of
 * removing members, a list in an object, for every group of the company.
 */
export const quirks = companyProvider({
  title: 'A client with quirks',
  sources: [
    'pond/scimitar: the removal of members as Salesforce writes it',
    '15five/django-scim2: code and tests',
    'MicrosoftDocs/entra-docs and AzureAD/SCIMReferenceCode: old and misspelt shapes',
    'issues of servers that refused them: snipe-it#11094, SimpleIdServer#808, scim-patch#187 and others',
  ],
  asOf: '2026-10',
  appearance: (token) => bearerAppearance(token, { accept: '*/*', contentType: 'application/json; charset=utf-8' }),
  firstRequest: '/Users?count=1',
  connect: (app) => find(app, 'Users', byName('userName', 'nobody'), userTask('connect', 'nobody', 'connect')),
  users: {
    look: userByQuery(({ userName }) => byName('userName', userName)),
    body: enterpriseUser,
    update: byPut(enterpriseUser),
    setActive: activeByPatch((active) => [{ op: 'replace', value: { active } }]),
  },
  groups: {
    looks: 'first',
    look: groupByQuery((name) => byName('displayName', name)),
    body: emptyGroup,
    membersIn: 'change',
    changeMembers: membersByPatch(({ came, left }) => [
      ...(came.length > 0 ? [[{ op: 'add', path: 'members', value: asMembers(came) }]] : []),
      ...(left.length > 0 ? [[{ op: 'remove', path: 'members', value: { members: asMembers(left) } }]] : []),
    ]),
    rename: renameByPatch((_, displayName) => [{ op: 'replace', path: 'displayName', value: displayName }]),
  },
  habits: playQuirks,
})
