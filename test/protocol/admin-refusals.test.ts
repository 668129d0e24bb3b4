import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, refused, type Caller, type JsonObject } from '../support/admin-api.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const PASSWORD = 'quiet lantern harbour seven'
const USER_CLIENT = { clientId: 'new', accessType: 'user', redirectUris: ['https://app.example.com/callback'] }
const HERE = '/directories/okta-universal-directory'

/** What is asked, what comes back, what it says, and which member of the body it is about. */
type Row = readonly [asked: string, body: unknown, status: number, code: string, words: RegExp, field?: string]

const clients: readonly Row[] = [
  ['POST /clients', {}, 400, 'body_invalid', /clientId is missing/, 'clientId'],
  ['POST /clients', [], 400, 'body_invalid', /an array; it must be a JSON object/],
  ['POST /clients', { clientId: 7 }, 400, 'body_invalid', /clientId is 7/, 'clientId'],
  ['POST /clients', { clientId: '' }, 400, 'client_id_invalid', /letters, digits/, 'clientId'],
  ['POST /clients', { clientId: '..' }, 400, 'client_id_invalid', /letters, digits/, 'clientId'],
  ['POST /clients', { clientId: 'OKTAscim' }, 409, 'client_id_taken', /differs only by capital/, 'clientId'],
  ['POST /clients', { clientId: 'new', secret: 'chosen' }, 400, 'body_invalid', /"secret" is no member/, 'secret'],
  [
    'POST /clients',
    { clientId: 'new', accessTokenTTL: 5 },
    400,
    'body_invalid',
    /it reads .*accessTokenTtl/,
    'accessTokenTTL',
  ],
  [
    'POST /clients',
    { clientId: 'new', accessTokenTtl: 0 },
    400,
    'ttl_invalid',
    /^accessTokenTtl is 0/,
    'accessTokenTtl',
  ],
  ['POST /clients', { clientId: 'new', accessTokenTtl: 5_256_001 }, 400, 'ttl_invalid', /ten years/, 'accessTokenTtl'],
  ['POST /clients', { clientId: 'new', accessTokenTtl: 1.5 }, 400, 'body_invalid', /whole number/, 'accessTokenTtl'],
  [
    'POST /clients',
    { clientId: 'new', refreshTokenTtl: 60, refreshTokenIdleTtl: 60 },
    400,
    'ttl_invalid',
    /less than refreshTokenTtl/,
    'refreshTokenIdleTtl',
  ],
  ['POST /clients', { clientId: 'new', scopes: ['root'] }, 400, 'scope_invalid', /^scopes contains "root"/, 'scopes'],
  [
    'POST /clients',
    { clientId: 'new', scopes: ['openid'] },
    400,
    'scope_invalid',
    /a service client can have/,
    'scopes',
  ],
  ['POST /clients', { clientId: 'new', scopes: 'admin' }, 400, 'body_invalid', /a list of scopes/, 'scopes'],
  [
    'POST /clients',
    { clientId: 'new', grantTypes: [] },
    400,
    'grant_type_invalid',
    /grantTypes is empty/,
    'grantTypes',
  ],
  [
    'POST /clients',
    { clientId: 'new', grantTypes: ['password'] },
    400,
    'grant_type_invalid',
    /"password"/,
    'grantTypes',
  ],
  [
    'POST /clients',
    { clientId: 'new', grantTypes: ['implicit'] },
    400,
    'body_invalid',
    /authorization_code/,
    'grantTypes',
  ],
  [
    'POST /clients',
    { ...USER_CLIENT, accessType: 'service', grantTypes: ['authorization_code'] },
    400,
    'grant_type_invalid',
    /access type user/,
    'grantTypes',
  ],
  [
    'POST /clients',
    { ...USER_CLIENT, grantTypes: ['client_credentials'] },
    400,
    'grant_type_invalid',
    /has no authorization_code/,
    'grantTypes',
  ],
  [
    'POST /clients',
    { ...USER_CLIENT, redirectUris: [] },
    400,
    'redirect_uri_invalid',
    /redirectUris is empty/,
    'redirectUris',
  ],
  [
    'POST /clients',
    { ...USER_CLIENT, redirectUris: ['javascript:alert(1)'] },
    400,
    'redirect_uri_invalid',
    /https/,
    'redirectUris',
  ],
  [
    'POST /clients',
    { ...USER_CLIENT, redirectUris: ['https://*.example.com/'] },
    400,
    'redirect_uri_invalid',
    /without \*/,
    'redirectUris',
  ],
  ['POST /clients', { clientId: 'new', accessType: 'robot' }, 400, 'body_invalid', /"service" or "user"/, 'accessType'],
  ['POST /clients', { clientId: 'new', directory: 'nowhere' }, 404, 'directory_not_found', /"nowhere"/, 'directory'],
  [
    'POST /clients',
    { clientId: 'new', displayName: 'x'.repeat(257) },
    400,
    'body_invalid',
    /displayName is/,
    'displayName',
  ],
  ['GET /clients?page=2', undefined, 400, 'parameter_invalid', /reads none/, 'page'],
  ['GET /clients/check?clientId=a&clientId=b', undefined, 400, 'parameter_invalid', /more than once/, 'clientId'],
  ['GET /clients/nobody', undefined, 404, 'client_not_found', /"nobody"/],
  ['GET /clients/oktascim', undefined, 404, 'client_not_found', /Capital and small letters count/],
  ['PATCH /clients/nobody', {}, 404, 'client_not_found', /"nobody"/],
  ['PATCH /clients/OktaSCIM', { clientId: 'Other' }, 400, 'body_invalid', /"clientId" is no member/, 'clientId'],
  ['PATCH /clients/OktaSCIM', { enabled: 'no' }, 400, 'body_invalid', /true or false/, 'enabled'],
  ['PATCH /clients/OktaSCIM', { accessType: 'user' }, 400, 'redirect_uri_invalid', /at least one/, 'redirectUris'],
  ['DELETE /clients/nobody', undefined, 404, 'client_not_found', /"nobody"/],
  ['POST /clients/nobody/secret', { revokeTokens: true }, 404, 'client_not_found', /"nobody"/],
  ['POST /clients/OktaSCIM/secret', {}, 400, 'body_invalid', /revokeTokens is missing/, 'revokeTokens'],
  [
    'POST /clients/OktaSCIM/secret',
    { revokeTokens: true, overlapMinutes: 10_081 },
    400,
    'body_invalid',
    /seven days/,
    'overlapMinutes',
  ],
  ['POST /clients/nobody/tokens', {}, 404, 'client_not_found', /"nobody"/],
  [
    'POST /clients/OktaSCIM/tokens',
    { lifetimeMinutes: 525_601 },
    400,
    'ttl_invalid',
    /from 1 to 525600/,
    'lifetimeMinutes',
  ],
  ['POST /clients/OktaSCIM/tokens', { lifetimeMinutes: 0 }, 400, 'ttl_invalid', /from 1/, 'lifetimeMinutes'],
  ['POST /clients/OktaSCIM/tokens', { scope: 'openid' }, 400, 'scope_invalid', /may have the scope admin/, 'scope'],
  ['DELETE /clients/OktaSCIM/tokens/none', undefined, 404, 'token_not_found', /no such token/],
  ['GET /clients/nobody/tokens', undefined, 404, 'client_not_found', /"nobody"/],
  ['GET /clients/nobody/postman', undefined, 404, 'client_not_found', /"nobody"/],
  ['POST /templates', { name: ' x' }, 400, 'template_name_invalid', /no space at its ends/, 'name'],
  ['POST /templates', { name: 'x', accessTokenTtl: 0 }, 400, 'ttl_invalid', /^accessTokenTtl is 0/, 'accessTokenTtl'],
  ['POST /templates', { name: 'x', scopes: ['root'] }, 400, 'scope_invalid', /"root"/, 'scopes'],
  ['DELETE /templates/none', undefined, 404, 'template_not_found', /no such template/],
]

const directories: readonly Row[] = [
  ['POST /directories', { name: 'New' }, 400, 'body_invalid', /domains is missing/, 'domains'],
  ['POST /directories', { name: '', domains: ['new.example'] }, 400, 'directory_invalid', /needs a name/, 'name'],
  [
    'POST /directories',
    { name: 'x'.repeat(129), domains: ['new.example'] },
    400,
    'directory_invalid',
    /at most 128/,
    'name',
  ],
  ['POST /directories', { name: 'New', domains: [] }, 400, 'directory_invalid', /at least one domain/, 'domains'],
  [
    'POST /directories',
    { name: 'New', domains: ['a b'] },
    400,
    'directory_invalid',
    /"a b" is not acceptable/,
    'domains',
  ],
  [
    'POST /directories',
    { name: 'New', domains: ['a.example', 'A.example'] },
    400,
    'directory_invalid',
    /listed twice/,
    'domains',
  ],
  ['POST /directories', { name: 'New', domains: [1] }, 400, 'body_invalid', /domains\.0 is 1/, 'domains'],
  [
    'POST /directories',
    { name: 'New', domains: ['okta.com'] },
    409,
    'domain_taken',
    /"Okta Universal Directory"/,
    'domains',
  ],
  [
    'POST /directories',
    { name: 'OKTA universal directory', domains: ['new.example'] },
    409,
    'directory_name_taken',
    /"Okta Universal Directory"/,
    'name',
  ],
  [
    'POST /directories',
    { type: 'JIT_DIRECTORY', name: 'New', domains: ['new.example'] },
    400,
    'body_invalid',
    /OTHER_DIRECTORY/,
    'type',
  ],
  ['PATCH /directories/nowhere', { name: 'New' }, 404, 'directory_not_found', /no such directory/],
  [`PATCH ${HERE}`, { slug: 'other' }, 400, 'body_invalid', /"slug" is no member/, 'slug'],
  [`PATCH ${HERE}`, { domains: [] }, 400, 'directory_invalid', /at least one domain/, 'domains'],
  [`DELETE ${HERE}`, undefined, 409, 'not_confirmed', /0 users and 0 groups/],
  [`DELETE ${HERE}?confirm=okta`, undefined, 409, 'not_confirmed', /Repeat its name/],
  ['GET /directories/nowhere/changes', undefined, 404, 'directory_not_found', /no such directory/],
  [`GET ${HERE}/changes?count=501`, undefined, 400, 'parameter_invalid', /from 1 to 500/, 'count'],
  [`GET ${HERE}/changes?count=-1`, undefined, 400, 'parameter_invalid', /from 1 to 500/, 'count'],
  [`GET ${HERE}/changes?before=0`, undefined, 400, 'parameter_invalid', /before is "0"/, 'before'],
  [
    `GET ${HERE}/changes?resourceId=a&resourceId=b`,
    undefined,
    400,
    'parameter_invalid',
    /more than once/,
    'resourceId',
  ],
  [`GET ${HERE}/changes?resourceId[$ne]=1`, undefined, 400, 'parameter_invalid', /is no parameter/],
  [`GET ${HERE}/changes?resourceType=Robot`, undefined, 400, 'parameter_invalid', /User or Group/, 'resourceType'],
  [`GET ${HERE}/deleted?resourceType=user`, undefined, 400, 'parameter_invalid', /User or Group/, 'resourceType'],
  [`POST ${HERE}/deleted/none/restore`, undefined, 404, 'resource_not_found', /no user with the id "none"/],
]

const accounts: readonly Row[] = [
  [
    'POST /administrators',
    { username: '', password: PASSWORD, role: 'owner' },
    400,
    'username_invalid',
    /1 to 128/,
    'username',
  ],
  [
    'POST /administrators',
    { username: 'First.Administrator', password: PASSWORD, role: 'owner' },
    409,
    'username_taken',
    /already/,
    'username',
  ],
  [
    'POST /administrators',
    { username: 'new', password: 'short', role: 'owner' },
    400,
    'password_invalid',
    /at least 15/,
    'password',
  ],
  [
    'POST /administrators',
    { username: 'new', password: ['a'], role: 'owner' },
    400,
    'body_invalid',
    /password is an array/,
    'password',
  ],
  ['POST /administrators', { username: 'new', password: PASSWORD }, 400, 'body_invalid', /role is missing/, 'role'],
  ['PATCH /administrators/none', { disabled: true }, 404, 'administrator_not_found', /no such administrator/],
  ['DELETE /administrators/none', undefined, 404, 'administrator_not_found', /no such administrator/],
  ['DELETE /sessions/none', undefined, 404, 'session_not_found', /no such session/],
  ['POST /password', { current: 12345678, next: PASSWORD }, 400, 'body_invalid', /current is a number/, 'current'],
  [
    'POST /password',
    { current: 'correct horse battery staple', next: 'short' },
    400,
    'password_invalid',
    /at least 15/,
    'next',
  ],
  ['PATCH /tenant', { name: '' }, 400, 'name_invalid', /1 to 256/, 'name'],
  ['PATCH /tenant', { hosts: ['https://x'] }, 400, 'host_invalid', /leave out the scheme/, 'hosts'],
  ['PATCH /tenant', { undoDays: 366 }, 400, 'retention_invalid', /from 1 to 365/, 'undoDays'],
  ['PATCH /tenant', { undoDays: null }, 400, 'body_invalid', /undoDays is null/, 'undoDays'],
  ['PATCH /tenant', { changeDays: 29 }, 400, 'retention_invalid', /from 30, which is undoDays/, 'changeDays'],
  ['PATCH /tenant', { slug: 'x' }, 400, 'body_invalid', /"slug" is no member/, 'slug'],
  ['POST /session', { username: 'x' }, 400, 'body_invalid', /password is missing/, 'password'],
  ['POST /session', { username: ['x'], password: 'y' }, 400, 'body_invalid', /username is an array/, 'username'],
  ['GET /setup', undefined, 404, 'setup_done', /Sign in/],
  ['POST /setup', { token: 'x', username: 'new', password: PASSWORD }, 404, 'setup_done', /Sign in/],
  ['GET /nothing', undefined, 404, 'not_found', /nothing at/],
  ['PUT /clients', {}, 405, 'method_not_allowed', /GET, HEAD, POST/],
]

describe('a refusal of the admin API', () => {
  let app: RunningApp
  let api: Caller
  before(async () => {
    app = await startApp()
    api = apiOf(app.base, `HZN ${app.session}`)
  })
  after(() => app.close())

  for (const [what, rows] of Object.entries({ clients, directories, accounts })) {
    test(`says what is wrong, with which member, and what to do: ${what}`, async () => {
      for (const [asked, body, status, code, words, field] of rows) {
        const [method = '', path = ''] = asked.split(' ')
        const answer = await api(method, path, body)
        try {
          refused(answer, status, code, words, field)
          assert.equal(answer.json['status'], status)
          assert.doesNotMatch(JSON.stringify(answer.json), /muster_|12345678/)
        } catch (error) {
          throw new Error(`${asked} ${JSON.stringify(body)?.slice(0, 120)}: ${(error as Error).message}`, {
            cause: error,
          })
        }
      }
    })
  }

  test('leaves everything as it was', async () => {
    const { clients: all } = (await api('GET', '/clients')).json
    assert.deepEqual(
      (all as JsonObject[]).map(({ clientId }) => clientId),
      ['OktaSCIM'],
    )
    const { directories: left } = (await api('GET', '/directories')).json
    assert.equal((left as JsonObject[]).length, 1)
    assert.equal(((await api('GET', '/administrators')).json['administrators'] as JsonObject[]).length, 1)
    assert.equal((await api('GET', '/tenant')).json['name'], 'Default')
  })
})

describe('what is only refused in a while', () => {
  let app: RunningApp
  let api: Caller
  let now = Date.UTC(2026, 0, 15, 12)
  before(async () => {
    app = await startApp({ clock: () => now })
    api = apiOf(app.base, `HZN ${app.session}`)
  })
  after(() => app.close())

  test('a client has at most ten tokens that live longer than a day', async () => {
    for (let i = 1; i < 10; i += 1)
      assert.equal((await api('POST', '/clients/OktaSCIM/tokens', {})).status, 201, `number ${i}`)
    refused(
      await api('POST', '/clients/OktaSCIM/tokens', {}),
      409,
      'token_refused',
      /10 tokens that live longer than a day/,
    )
    assert.equal((await api('POST', '/clients/OktaSCIM/tokens', { lifetimeMinutes: 1_440 })).status, 201)
  })

  test('guessing the current password is slowed as sign-in is, and counted with it', async () => {
    const wrong = { current: 'not the password at all', next: PASSWORD }
    for (let i = 0; i < 10; i += 1)
      refused(await api('POST', '/password', wrong), 400, 'password_wrong', /not your current/, 'current')
    const right = { current: app.administrator.password, next: PASSWORD }
    const slowed = await api('POST', '/password', right)
    refused(slowed, 429, 'too_many_failures', /Try again in \d+ seconds/)
    assert.match(slowed.headers.get('retry-after') ?? '', /^\d+$/)
    refused(await api('POST', '/session', app.administrator), 429, 'too_many_failures')
    now += 61_000
    assert.equal((await api('POST', '/password', right)).status, 204)
    refused(await api('POST', '/session', app.administrator), 401, 'sign_in_refused')
    assert.equal((await api('POST', '/session', { ...app.administrator, password: PASSWORD })).status, 200)
  })

  test('a session ends by itself, and says so', async () => {
    now += 8 * 60 * 60 * 1_000
    refused(await api('GET', '/session'), 401, 'invalid_token', /This session expired on .+Z\. Sign in again\./)
  })
})
