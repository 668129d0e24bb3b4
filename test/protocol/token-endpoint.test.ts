import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RawAnswer, rawRequest, type RawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const PATH = '/SAAS/auth/oauthtoken'
const FORM = 'Content-Type: application/x-www-form-urlencoded'

describe('the token endpoint', () => {
  let app: RunningApp
  before(async () => void (app = await startApp({ directory: false })))
  after(() => app.close())

  // a token of a year may exist ten times, so what succeeds often uses a client with the default lifetime
  let shortSecret = ''
  before(async () => void (shortSecret = await createClient('Short', {})))

  async function createClient(clientId: string, settings: Record<string, unknown>): Promise<string> {
    const answer = await rawRequest(app.base, {
      path: '/SAAS/jersey/manager/api/oauth2clients',
      headers: [`Authorization: HZN ${app.session}`, 'Content-Type: application/json'],
      body: JSON.stringify({ clientId, authGrantTypes: 'client_credentials', scope: 'admin', ...settings }),
    })
    return (JSON.parse(answer.body) as { secret: string }).secret
  }

  const basic = (id = 'Short', secret = shortSecret) =>
    `Authorization: Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const post = (request: Partial<RawRequest>) => rawRequest(app.base, { path: PATH, ...request })
  const GRANT = 'grant_type=client_credentials'

  function assertToken(answer: RawAnswer, scope = 'admin', expiresIn = 10_800) {
    assert.equal(answer.status, 200, answer.body)
    const { access_token: token, ...rest } = JSON.parse(answer.body) as { access_token: string }
    assert.match(token, /^muster_at_[0-9A-Za-z]{49}$/)
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: expiresIn, scope })
    assertHeaders(answer)
  }

  function assertHeaders({ headers }: RawAnswer) {
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['pragma'], 'no-cache')
  }

  function assertError(answer: RawAnswer, status: number, error: string) {
    assert.equal(answer.status, status, answer.body)
    const body = JSON.parse(answer.body) as Record<string, string>
    assert.deepEqual(Object.keys(body), ['error', 'error_description'])
    assert.equal(body['error'], error)
    assert.match(body['error_description'] ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]{20,}$/)
    assert.ok(!answer.body.includes(shortSecret), 'the answer contains the secret')
    assertHeaders(answer)
    const challenge = answer.headers['www-authenticate']
    assert.equal(challenge, status === 401 ? 'Basic realm="default", charset="UTF-8"' : undefined)
  }

  for (const [what, request] of [
    ['Basic and a form (TE-01, TE-02)', () => ({ headers: [basic(), FORM], body: GRANT })],
    ['a form with a charset', () => ({ headers: [basic(), `${FORM}; charset=UTF-8`], body: GRANT })],
    ['a form in capital letters', () => ({ headers: [basic(), FORM.toUpperCase()], body: GRANT })],
    ['a form without a Content-Type', () => ({ headers: [basic()], body: GRANT })],
    [
      'Basic with form encoding (TE-03)',
      () => ({ headers: [basic('Short', shortSecret.replaceAll('_', '%5F')), FORM], body: GRANT }),
    ],
    ['basic in small letters', () => ({ headers: [basic().replace('Basic', 'basic'), FORM], body: GRANT })],
    [
      'credentials in the body, as Postman does (TE-04)',
      () => ({ headers: [FORM], body: `${GRANT}&scope=admin&client_id=Short&client_secret=${shortSecret}` }),
    ],
    ['Basic and the query alone', () => ({ path: `${PATH}?${GRANT}`, headers: [basic()] })],
    [
      'Basic and the query, with a Content-Type of JSON and no body',
      () => ({ path: `${PATH}?${GRANT}&scope=admin`, headers: [basic(), 'Content-Type: application/json'] }),
    ],
    ['a dangling & in the query', () => ({ path: `${PATH}?${GRANT}&`, headers: [basic()] })],
    ['a dangling ?', () => ({ path: `${PATH}?`, headers: [basic(), FORM], body: GRANT })],
    ['a trailing slash', () => ({ path: `${PATH}/`, headers: [basic(), FORM], body: GRANT })],
    ['doubled slashes', () => ({ path: '//SAAS//auth/oauthtoken', headers: [basic(), FORM], body: GRANT })],
    ['an empty scope (TE-08)', () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=` })],
    ['a scope of one space', () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=+` })],
    ['an unknown parameter (TE-09)', () => ({ headers: [basic(), FORM], body: `${GRANT}&foo=bar` })],
    [
      'names that would nest (TB-39)',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&__proto__=1&a[b]=c&a[]=1&constructor=x` }),
    ],
    ['/oauth/token', () => ({ path: '/oauth/token', headers: [basic(), FORM], body: GRANT })],
    [
      '/SAAS/API/1.0/oauth2/token',
      () => ({ path: '/SAAS/API/1.0/oauth2/token', headers: [basic(), FORM], body: GRANT }),
    ],
    ['/acs/token', () => ({ path: '/acs/token', headers: [basic(), FORM], body: GRANT })],
  ] as const) {
    test(`gives a token for ${what}`, async () => assertToken(await post(request())))
  }

  test('TE-12: states a smaller scope when one was asked for', async () => {
    const secret = await createClient('Reader', { scope: 'scim scim:read' })
    const answer = await post({ headers: [basic('Reader', secret), FORM], body: `${GRANT}&scope=scim:read` })
    assertToken(answer, 'scim:read')
  })

  test('gives a token of ten years its seconds in 32 bits', async () => {
    const secret = await createClient('Decade', { accessTokenTTL: 5_256_000 })
    assertToken(await post({ headers: [basic('Decade', secret), FORM], body: GRANT }), 'admin', 315_360_000)
  })

  const cases: readonly (readonly [
    id: string,
    what: string,
    request: () => Partial<RawRequest>,
    status: number,
    error: string,
  ])[] = [
    ['TB-01', 'an empty body (TE-10)', () => ({ headers: [basic(), FORM] }), 400, 'invalid_request'],
    [
      'TB-02',
      'a JSON body',
      () => ({ headers: [basic(), 'Content-Type: application/json'], body: '{"grant_type":"client_credentials"}' }),
      400,
      'invalid_request',
    ],
    ['TB-03', 'an empty grant_type', () => ({ headers: [basic(), FORM], body: 'grant_type=' }), 400, 'invalid_request'],
    [
      'TB-04',
      'a grant_type in capital letters',
      () => ({ headers: [basic(), FORM], body: GRANT.toUpperCase().replace('GRANT_TYPE', 'grant_type') }),
      400,
      'unsupported_grant_type',
    ],
    [
      'TB-05',
      'the password grant',
      () => ({ headers: [basic(), FORM], body: 'grant_type=password&username=a&password=b' }),
      400,
      'unsupported_grant_type',
    ],
    [
      'TB-06',
      'a code',
      () => ({ headers: [basic(), FORM], body: 'grant_type=authorization_code&code=x' }),
      400,
      'unauthorized_client',
    ],
    [
      'TB-07',
      'a refresh token',
      () => ({ headers: [basic(), FORM], body: 'grant_type=refresh_token&refresh_token=x' }),
      400,
      'unauthorized_client',
    ],
    [
      'TB-08',
      'the JWT bearer grant',
      () => ({ headers: [basic(), FORM], body: 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer' }),
      400,
      'unsupported_grant_type',
    ],
    [
      'TB-09',
      'grant_type twice',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&${GRANT}` }),
      400,
      'invalid_request',
    ],
    [
      'TB-09',
      'grant_type in body and query (TE-07)',
      () => ({ path: `${PATH}?${GRANT}`, headers: [basic(), FORM], body: GRANT }),
      400,
      'invalid_request',
    ],
    [
      'TB-10',
      'scope twice',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=admin&scope=admin` }),
      400,
      'invalid_request',
    ],
    [
      'TB-11',
      'client_id twice',
      () => ({ headers: [FORM], body: `${GRANT}&client_id=Short&client_id=Short&client_secret=${shortSecret}` }),
      400,
      'invalid_request',
    ],
    ['TB-12', 'no client authentication', () => ({ headers: [FORM], body: GRANT }), 401, 'invalid_client'],
    ['TB-13', 'an unknown client', () => ({ headers: [basic('Nobody'), FORM], body: GRANT }), 401, 'invalid_client'],
    [
      'TB-14',
      'a wrong secret in Basic',
      () => ({ headers: [basic('Short', 'wrong'), FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-15',
      'a wrong secret in the body',
      () => ({ headers: [FORM], body: `${GRANT}&client_id=Short&client_secret=wrong` }),
      401,
      'invalid_client',
    ],
    ['TB-16', 'an empty secret', () => ({ headers: [basic('Short', ''), FORM], body: GRANT }), 401, 'invalid_client'],
    [
      'TB-16',
      'an empty secret in the body',
      () => ({ headers: [FORM], body: `${GRANT}&client_id=Short&client_secret=` }),
      401,
      'invalid_client',
    ],
    [
      'TB-17',
      'a secret without its last character',
      () => ({ headers: [basic('Short', shortSecret.slice(0, -1)), FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-17',
      'a secret with one character more',
      () => ({ headers: [basic('Short', `${shortSecret}0`), FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-17',
      'a secret in another case',
      () => ({ headers: [basic('Short', shortSecret.toUpperCase()), FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-18',
      'a secret with spaces around',
      () => ({ headers: [FORM], body: `${GRANT}&client_id=Short&client_secret=+${shortSecret}+` }),
      401,
      'invalid_client',
    ],
    [
      'TB-18',
      'a secret with a line break',
      () => ({ headers: [FORM], body: `${GRANT}&client_id=Short&client_secret=${shortSecret}%0A` }),
      401,
      'invalid_client',
    ],
    [
      'TB-24',
      'Basic and a secret in the body',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&client_id=Short&client_secret=${shortSecret}` }),
      400,
      'invalid_request',
    ],
    [
      'TB-25',
      'another client_id in the body than in Basic',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&client_id=Other` }),
      400,
      'invalid_request',
    ],
    [
      'TB-26',
      'Basic without a value',
      () => ({ headers: ['Authorization: Basic', FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-26',
      'Basic that is not base64',
      () => ({ headers: ['Authorization: Basic !!!', FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-26',
      'Basic without a colon',
      () => ({ headers: [`Authorization: Basic ${btoa('Short')}`, FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-27',
      'Basic that is not UTF-8',
      () => ({ headers: [`Authorization: Basic ${btoa('Short:\xff\xfe')}`, FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-27',
      'Basic with control characters',
      () => ({ headers: [`Authorization: Basic ${btoa('Short:\x00\x07')}`, FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-28',
      'a bearer token',
      () => ({ headers: ['Authorization: Bearer x', FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
    [
      'TB-29',
      'the secret in the query',
      () => ({ path: `${PATH}?client_id=Short&client_secret=${shortSecret}`, headers: [FORM], body: GRANT }),
      400,
      'invalid_request',
    ],
    [
      'TB-30',
      'everything in the query',
      () => ({
        path: `${PATH}?${GRANT}&client_id=Short&client_secret=${shortSecret}`,
        headers: ['Content-Type: application/json'],
      }),
      400,
      'invalid_request',
    ],
    [
      'TB-31',
      'an unknown scope',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=unknown` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-32',
      'a scope of which one is unknown',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=admin+unknown` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-33',
      'a scope in capital letters',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=ADMIN` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-34',
      'a scope with a quote and a backslash',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=%22a%22%5C` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-34',
      'a scope with control characters',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=admin%00%07` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-34',
      'a scope outside ASCII',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=%C3%A4` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-34',
      'a scope of ten kilobytes',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=${'a'.repeat(10_240)}` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-35',
      'a scope that only another client has',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=scim:read` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-36',
      'a scope with a tab',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=admin%09` }),
      400,
      'invalid_scope',
    ],
    [
      'TB-37',
      'a resource',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&resource=https%3A%2F%2Fapi.example.com` }),
      400,
      'invalid_target',
    ],
    [
      'TB-37',
      'an audience',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&audience=api` }),
      400,
      'invalid_target',
    ],
    [
      'TE-07',
      'an unknown parameter twice',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&foo=1&foo=2` }),
      400,
      'invalid_request',
    ],
    [
      'TE-10',
      'a grant type that nobody knows',
      () => ({ headers: [basic(), FORM], body: 'grant_type=x' }),
      400,
      'unsupported_grant_type',
    ],
    [
      'TB-38',
      'a thousand parameters',
      () => ({
        headers: [basic(), FORM],
        body: `${GRANT}${Array.from({ length: 1_000 }, (_, i) => `&p${i}=1`).join('')}`,
      }),
      400,
      'invalid_request',
    ],
    [
      'TB-40',
      'broken percent-encoding',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=%zz` }),
      400,
      'invalid_request',
    ],
    [
      'TB-40',
      'percent-encoding that is not UTF-8',
      () => ({ headers: [basic(), FORM], body: `${GRANT}&scope=%FF` }),
      400,
      'invalid_request',
    ],
    [
      'TB-40',
      'a body that is not UTF-8',
      () => ({ headers: [basic(), FORM], body: Buffer.from(`${GRANT}&a=\xff`, 'latin1') }),
      400,
      'invalid_request',
    ],
    ['TB-42', 'GET', () => ({ method: 'GET', path: `${PATH}?${GRANT}`, headers: [basic()] }), 405, 'invalid_request'],
    ['TB-43', 'PUT', () => ({ method: 'PUT', headers: [basic(), FORM], body: GRANT }), 405, 'invalid_request'],
    ['TB-43', 'DELETE', () => ({ method: 'DELETE', headers: [basic()] }), 405, 'invalid_request'],
    [
      'TB-44',
      'multipart',
      () => ({ headers: [basic(), 'Content-Type: multipart/form-data; boundary=x'], body: '--x--\r\n' }),
      400,
      'invalid_request',
    ],
    [
      'TB-45',
      'an assertion that is garbage',
      () => ({
        headers: [FORM],
        body: `${GRANT}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=a.b`,
      }),
      401,
      'invalid_client',
    ],
    [
      'TB-45',
      'an assertion of five parts, which would be an encrypted one',
      () => ({
        headers: [FORM],
        body: `${GRANT}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=a.b.c.d.e`,
      }),
      401,
      'invalid_client',
    ],
    [
      'TB-45',
      'an assertion of a megabyte',
      () => ({ headers: [FORM], body: `${GRANT}&client_assertion_type=x&client_assertion=${'a'.repeat(1_048_576)}` }),
      413,
      'invalid_request',
    ],
    [
      'TB-46',
      'an assertion without its type',
      () => ({ headers: [FORM], body: `${GRANT}&client_assertion=a.b.c` }),
      400,
      'invalid_request',
    ],
    [
      'TB-46',
      'an assertion type without assertion',
      () => ({ headers: [FORM], body: `${GRANT}&client_assertion_type=x` }),
      400,
      'invalid_request',
    ],
    [
      'BA-02',
      'Basic of eight kilobytes',
      () => ({ headers: [basic('Short', 'x'.repeat(6_000)), FORM], body: GRANT }),
      401,
      'invalid_client',
    ],
  ]
  for (const [id, what, request, status, error] of cases) {
    test(`${id}: answers ${status} ${error} to ${what}`, async () => {
      // each case starts with a clean count of failures: a success forgets earlier slips
      assertToken(await post({ headers: [basic(), FORM], body: GRANT }))
      assertError(await post(request()), status, error)
    })
  }

  test('names the only method it answers', async () => {
    assert.equal((await post({ method: 'GET' })).headers['allow'], 'POST')
    const head = await post({ method: 'HEAD' })
    assert.deepEqual([head.status, head.headers['allow'], head.body], [405, 'POST', ''])
  })

  test('two Authorization headers are refused', async () => {
    assertError(await post({ headers: [basic(), basic(), FORM], body: GRANT }), 400, 'invalid_request')
  })

  test('TB-60: a client without the grant is unauthorized', async () => {
    const secret = await createClient('People', {
      authGrantTypes: 'authorization_code',
      scope: 'openid',
      redirectUri: 'https://app.example.com/cb',
    })
    assertError(await post({ headers: [basic('People', secret), FORM], body: GRANT }), 400, 'unauthorized_client')
  })

  test('TB-57, TE-16: the eleventh wrong secret in a minute waits whole seconds, at that address', async () => {
    const secret = await createClient('Guessed', {})
    const wrong = (from?: string) =>
      post({ headers: [basic('Guessed', 'wrong'), FORM], body: GRANT, ...(from === undefined ? {} : { from }) })
    for (let i = 0; i < 10; i += 1) assertError(await wrong(), 401, 'invalid_client')
    const limited = await wrong()
    assertError(limited, 429, 'temporarily_unavailable')
    assert.match(limited.headers['retry-after'] ?? '', /^[1-9]\d?$/)
    assertToken(await post({ headers: [basic(), FORM], body: GRANT }))
    const right = { headers: [basic('Guessed', secret), FORM], body: GRANT }
    assertError(await post(right), 429, 'temporarily_unavailable')
    assertError(await wrong('127.0.0.2'), 401, 'invalid_client')
    assertToken(await post({ ...right, from: '127.0.0.2' }))
  })

  test('TB-58: the eleventh live token of a year is refused with a hint', async () => {
    const secret = await createClient('Yearly', { accessTokenTTL: 525_600 })
    const ask = () => post({ headers: [basic('Yearly', secret), FORM], body: GRANT })
    for (let i = 0; i < 10; i += 1) assertToken(await ask(), 'admin', 31_536_000)
    const refused = await ask()
    assertError(refused, 400, 'invalid_request')
    assert.match(refused.body, /regenerating the secret/)
  })

  test('says where a secret belongs that stood in the address', async () => {
    const answer = await post({ path: `${PATH}?${GRANT}&client_id=Short&client_secret=${shortSecret}` })
    assert.match(answer.body, /in the body, or the client secret as Basic/)
  })

  test('TE-15, TB-19, TB-20, TB-21: unknown, wrong, deleted, disabled and retired are byte for byte the same', async () => {
    const secret = await createClient('Passing', {})
    const admin = [`Authorization: HZN ${app.session}`, 'Content-Type: application/json']
    const retire = {
      path: '/api/v1/oauth2clients/Passing/secret',
      headers: admin,
      body: '{"overlapMinutes":0,"revokeTokens":false}',
    }
    const made = await rawRequest(app.base, retire)
    assert.equal(made.status, 200)
    const current = (JSON.parse(made.body) as { secret: string }).secret
    const passing = (by = secret) => post({ headers: [basic('Passing', by), FORM], body: GRANT })
    const answers = [await passing()]
    assertToken(await passing(current))
    const disable = {
      method: 'PATCH',
      path: '/api/v1/clients/Passing',
      headers: admin,
      body: '{"enabled":false}',
    }
    assert.equal((await rawRequest(app.base, disable)).status, 200)
    answers.push(await passing(current))
    await rawRequest(app.base, {
      method: 'DELETE',
      path: '/SAAS/jersey/manager/api/oauth2clients/Passing',
      headers: admin,
    })
    answers.push(await passing())
    answers.push(await post({ headers: [basic('Short', 'wrong'), FORM], body: GRANT }))
    answers.push(await post({ headers: [FORM], body: `${GRANT}&client_id=Unheard&client_secret=x` }))
    const seen = answers.map(({ status, headers: { date: _date, ...headers }, body }) =>
      JSON.stringify({ status, headers, body }),
    )
    assert.equal(new Set(seen).size, 1, seen.join('\n'))
  })
})
