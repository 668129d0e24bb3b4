import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Dialect, DIALECTS } from '../../src/idp/providers.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'
import { type Lie, LIES } from './lies.ts'
import { startProxy } from './proxy.ts'
import { failures, runSession, SEED } from './simulate.ts'

const ECHO = 'everything that was sent comes back'
const MEMBERS = 'the group has exactly the members that were sent'
const PATCHED = 'the status is 200 or 204'
const FOUND = 'the status is 200'

/** Who must notice what. */
const NOTICED: Record<Lie, readonly (readonly [dialect: Dialect, what: string])[]> = {
  'answers are plain JSON': [['sailpoint', 'the media type is application/scim+json']],
  '401 without a body': [
    ['entra', 'detail says something'],
    ['google', 'detail says something'],
    ['keycloak', 'detail says something'],
  ],
  'names in small letters': [
    ['jumpcloud', ECHO],
    ['microsoft-validator', 'every attribute comes back equal'],
  ],
  'booleans as texts': [
    ['entra', ECHO],
    ['microsoft-validator', 'keys are written as the schema has them, and booleans are booleans'],
    ['ping', 'a later GET says active: false'],
  ],
  'counts as texts': [
    ['cyberark', 'totalResults, startIndex and itemsPerPage are numbers'],
    ['ping', 'totalResults, startIndex and itemsPerPage are numbers'],
  ],
  'externalId does not come back': [
    ['rippling', ECHO],
    ['authentik', ECHO],
  ],
  'core attributes below their URN': [['google', 'core attributes stand at the top']],
  'schemas have nulls': [
    ['entra', 'nothing in it is null'],
    ['cyberark', 'nothing in it is null'],
  ],
  'no list of resource types': [
    ['sailpoint', FOUND],
    ['cyberark', FOUND],
  ],
  'no limits in the configuration': [['authentik', 'bulk.maxOperations is a number']],
  'nobody is 404': [
    ['entra', FOUND],
    ['google', FOUND],
  ],
  'PATCH answers 200 with nothing': [['rippling', 'a 200 has the resource']],
  'duplicates are taken': [
    ['microsoft-validator', 'the status is 409'],
    ['rippling', 'nobody is made a second time'],
    ['entra', 'the second one is refused with 409'],
  ],
  'excludedAttributes is ignored': [
    ['entra', 'members are left out'],
    ['microsoft-validator', 'there are no members'],
  ],
  'inactive users are hidden': [
    ['entra', 'the filter finds 1'],
    ['google', 'the status is 201'],
  ],
  'filters mind case': [['entra', 'the filter finds 1']],
  'filters want quotes': [
    ['authentik', FOUND],
    ['quirks', FOUND],
  ],
  'one operator is enough': [
    ['entra', FOUND],
    ['ping', FOUND],
  ],
  'only userName can be asked for': [
    ['rippling', FOUND],
    ['entra', FOUND],
  ],
  'operators are small': [['ping', FOUND]],
  'count=-1 is nobody': [['ping', 'count=-1 means as many as there may be']],
  'pages repeat their first three in place of the last': [
    ['sailpoint', 'nobody is missing'],
    ['sailpoint', 'every resource has an id, and none comes twice'],
  ],
  'slashes at the end are unknown': [['onelogin', 'the status is 201']],
  'two slashes are unknown': [['entra-flag', FOUND]],
  'plain JSON is refused': [
    ['google', 'the status is 201'],
    ['onelogin', 'the status is 201'],
    ['jumpcloud', 'the status is 201'],
  ],
  'mails must be a list': [['onelogin', 'the status is 201']],
  'URNs of a draft are unknown': [['onelogin', ECHO]],
  'DELETE does nothing': [
    ['onelogin', 'what was deleted is answered with 404'],
    ['microsoft-validator', 'the status is 404'],
    ['authentik', 'what was deleted is answered with 404'],
  ],
  'operations must be small': [
    ['entra', PATCHED],
    ['entra-flag', PATCHED],
  ],
  'active must be a boolean': [
    ['entra', 'a later GET says active: false'],
    ['keycloak', 'a later GET says active: false'],
    ['entra-flag', 'a later GET says active: false'],
  ],
  'adding a member replaces all': [
    ['entra', MEMBERS],
    ['sailpoint', MEMBERS],
    ['authentik', MEMBERS],
  ],
  'removing members empties the group': [
    ['entra', MEMBERS],
    ['jumpcloud', MEMBERS],
    ['authentik', MEMBERS],
    ['quirks', MEMBERS],
  ],
  'removing without a value does nothing': [['keycloak', MEMBERS]],
  'removing by a filter does nothing': [
    ['entra-flag', MEMBERS],
    ['onelogin', MEMBERS],
    ['cyberark', MEMBERS],
    ['microsoft-validator', 'just 1 are in'],
  ],
  'adding who is in is refused': [
    ['jumpcloud', PATCHED],
    ['entra', PATCHED],
  ],
  'one of two members at once is lost': [['entra', MEMBERS]],
  'an element must be there to be replaced': [
    ['entra', PATCHED],
    ['quirks', PATCHED],
  ],
  'keys are not paths': [
    ['entra-flag', 'name.familyName is what was sent'],
    ['quirks', ECHO],
  ],
  'a manager cannot be cleared': [
    ['entra', 'there is no manager'],
    ['microsoft-validator', 'no manager is left'],
  ],
  'a manager must be somebody': [['entra', PATCHED]],
  'roles have no filter': [
    ['entra', 'the element is made with what the filter says, typed'],
    ['microsoft-validator', 'roles[primary eq "True"].value is the new one'],
  ],
  'one unknown attribute spoils all': [['quirks', PATCHED]],
}

let app: RunningApp
before(async () => {
  app = await startApp()
})
after(() => app.close())

for (const [lie, notices] of Object.entries(NOTICED) as [Lie, (typeof NOTICED)[Lie]][]) {
  for (const [dialect, what] of notices) {
    test(`${dialect} catches a server where ${lie}: ${what} (SEED=${SEED})`, async () => {
      const proxy = await startProxy({ base: new URL(app.scimBase), token: app.token }, LIES[lie])
      // a seed of its own: sessions that broke off leave people behind
      const seed = `${SEED}-${lie}-${dialect}`
      const report = await runSession(dialect, proxy, { users: 12, groups: 4, seed, nonce: seed })
      proxy.close()
      const noticed = report.checks.filter(({ failed }) => failed > 0).map((check) => check.what)
      assert.ok(noticed.includes(what), `noticed only:\n${failures(report).join('\n')}`)
    })
  }
}

test('a proxy that tells the truth is not suspected', async () => {
  const proxy = await startProxy({ base: new URL(app.scimBase), token: app.token })
  const report = await runSession('entra', proxy, { users: 12, groups: 4, seed: `${SEED}-honest` })
  proxy.close()
  assert.deepEqual(failures(report), [])
})

test('every provider has caught at least one liar', () => {
  const catchers = new Set(Object.values(NOTICED).flatMap((notices) => notices.map(([dialect]) => dialect)))
  const others = DIALECTS.filter((dialect) => !dialect.startsWith('okta-') && !catchers.has(dialect))
  assert.deepEqual(others, [])
})
