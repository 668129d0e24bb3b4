import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signedInPage } from '../support/an-authorization.ts'
import { type Oracle, type OracleClient, startOracle } from '../support/oauth-oracle.ts'
import { type RawAnswer, rawRequest, type RawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

/**
 * The same request to this program and to oidc-provider, which is certified: status, `error` and whether there is a
 * challenge have to be the same, or the case says why they are not.
 */

const FORM = 'Content-Type: application/x-www-form-urlencoded'
const GRANT = 'grant_type=client_credentials'
const SCOPES = ['scim', 'scim:read']
const PATHS = {
  token: { ours: '/oauth/token', theirs: '/token' },
  introspect: { ours: '/oauth/introspect', theirs: '/token/introspection' },
  revoke: { ours: '/oauth/revoke', theirs: '/token/revocation' },
} as const

type Endpoint = keyof typeof PATHS
type Client = OracleClient & { readonly basic: string }
type Case = {
  readonly at: Endpoint
  readonly what: string
  readonly request: (client: Client) => Partial<RawRequest>
  /** What is answered here instead, and why: status, error, challenge. */
  readonly deviates?: readonly [status: number, error: string | undefined, challenged: boolean, why: string]
}

const UNAUTHENTICATED = [
  401,
  'invalid_client',
  true,
  'RFC 6749 §5.2 has invalid_client for no authentication too',
] as const
const NOT_BASIC = [401, 'invalid_client', true, 'all that fails to authenticate is one and the same answer'] as const
const NO_SUCH_METHOD = [405, 'invalid_request', false, 'RFC 9110 §15.5.6 has 405 with Allow'] as const

const basic = (id: string, secret: string) => `Authorization: Basic ${btoa(`${id}:${secret}`)}`

const form = (at: Endpoint, what: string, body: string, deviates?: Case['deviates']): Case => ({
  at,
  what,
  request: (client) => ({ headers: [client.basic, FORM], body }),
  ...(deviates === undefined ? {} : { deviates }),
})

const CASES: readonly Case[] = [
  form('token', 'what is right', GRANT),
  form('token', 'a part of the scope', `${GRANT}&scope=scim:read`),
  form('token', 'an unknown parameter', `${GRANT}&foo=bar`),
  form('token', 'an empty body', ''),
  form('token', 'an empty grant type', 'grant_type='),
  form('token', 'a grant type that nobody knows', 'grant_type=x'),
  form('token', 'a grant type in capital letters', 'grant_type=CLIENT_CREDENTIALS'),
  form('token', 'the password grant', 'grant_type=password&username=a&password=b'),
  form('token', 'the code of a client without the grant', 'grant_type=authorization_code&code=x&redirect_uri=y', [
    400,
    'unauthorized_client',
    false,
    'the client hears first that it may not use the grant, not what its request lacks',
  ]),
  form('token', 'a refresh token of a client without the grant', 'grant_type=refresh_token&refresh_token=x', [
    400,
    'unauthorized_client',
    false,
    'the grant is offered here, to other clients',
  ]),
  form('token', 'the grant type twice', `${GRANT}&${GRANT}`),
  form('token', 'the scope twice', `${GRANT}&scope=scim&scope=scim`),
  form('token', 'a scope that is not registered', `${GRANT}&scope=admin`),
  form('token', 'a scope that nobody knows', `${GRANT}&scope=unknown`, [
    400,
    'invalid_scope',
    false,
    'what was asked for is granted or refused, and never left out without a word',
  ]),
  form('token', 'a resource', `${GRANT}&resource=https%3A%2F%2Fapi.example.com`),
  form('token', 'half of an assertion', `${GRANT}&client_assertion=a.b.c`),
  form('introspect', 'a token of nobody', 'token=x'),
  form('introspect', 'no token', ''),
  form('introspect', 'an empty token', 'token='),
  form('introspect', 'two tokens', 'token=x&token=x'),
  form('revoke', 'a token of nobody', 'token=x'),
  form('revoke', 'a token of nobody with a hint', 'token=x&token_type_hint=refresh_token'),
  form('revoke', 'a token of nobody with a hint that nobody knows', 'token=x&token_type_hint=other'),
  form('revoke', 'no token', ''),
  form('revoke', 'two tokens', 'token=x&token=x'),
  ...(['token', 'introspect', 'revoke'] as const).flatMap((at): Case[] => {
    const body = at === 'token' ? GRANT : 'token=x'
    return [
      { at, what: 'no authentication', request: () => ({ headers: [FORM], body }), deviates: UNAUTHENTICATED },
      { at, what: 'an unknown client', request: () => ({ headers: [basic('Nobody', 'x'), FORM], body }) },
      { at, what: 'a wrong secret', request: ({ clientId }) => ({ headers: [basic(clientId, 'x'), FORM], body }) },
      {
        at,
        what: 'an empty secret',
        request: ({ clientId }) => ({ headers: [basic(clientId, ''), FORM], body }),
        deviates: NOT_BASIC,
      },
      {
        at,
        what: 'Basic without a value',
        request: () => ({ headers: ['Authorization: Basic', FORM], body }),
        deviates: NOT_BASIC,
      },
      {
        at,
        what: 'Basic without a colon',
        request: ({ clientId }) => ({ headers: [`Authorization: Basic ${btoa(clientId)}`, FORM], body }),
        deviates: NOT_BASIC,
      },
      {
        at,
        what: 'Basic and a secret in the body',
        request: ({ basic: header, secret }) => ({
          headers: [header, FORM],
          body: `${body}&client_secret=${secret}`,
        }),
      },
      {
        at,
        what: 'another client in the body than in Basic',
        request: ({ basic: header }) => ({ headers: [header, FORM], body: `${body}&client_id=Other` }),
      },
      {
        at,
        what: 'GET',
        request: ({ basic: header }) => ({ method: 'GET', headers: [header] }),
        deviates: NO_SUCH_METHOD,
      },
      {
        at,
        what: 'a JSON body',
        request: ({ basic: header }) => ({ headers: [header, 'Content-Type: application/json'], body: '{}' }),
      },
    ]
  }),
]

describe('refusals beside those of oidc-provider', () => {
  let app: RunningApp
  let oracle: Oracle
  let client: Client
  let posted: OracleClient
  before(async () => {
    app = await startApp({ directory: false })
    const page = await signedInPage(app)
    const made = async (clientId: string): Promise<OracleClient> => {
      const { status, json } = await page('POST', '/clients', { clientId, scopes: SCOPES })
      assert.equal(status, 201, JSON.stringify(json))
      return { clientId, secret: String(json['secret']) }
    }
    const asked = await made('Asked')
    client = { ...asked, basic: basic(asked.clientId, asked.secret) }
    posted = { ...(await made('Posted')), inBody: true }
    oracle = await startOracle([client, posted], SCOPES)
  })
  after(async () => {
    await app.close()
    await oracle.close()
  })

  const seen = ({ status, headers, body }: RawAnswer) => {
    const isJson = /json/.test(headers['content-type'] ?? '') && body !== ''
    const error = isJson ? (JSON.parse(body) as { error?: string }).error : undefined
    return [status, error, headers['www-authenticate'] !== undefined] as const
  }
  const ours = (at: Endpoint, request: Partial<RawRequest>) =>
    rawRequest(app.base, { path: PATHS[at].ours, ...request })
  const theirs = (at: Endpoint, request: Partial<RawRequest>) =>
    rawRequest(oracle.base, { path: PATHS[at].theirs, ...request })

  for (const { at, what, request, deviates } of CASES) {
    test(`${at}: ${what}${deviates === undefined ? '' : ` (on purpose not alike: ${deviates[3]})`}`, async () => {
      // a success forgets earlier slips
      assert.equal((await ours('token', { headers: [client.basic, FORM], body: GRANT })).status, 200)
      const [here, there] = [seen(await ours(at, request(client))), seen(await theirs(at, request(client)))]
      if (deviates === undefined) return assert.deepEqual(here, there)
      assert.deepEqual(here, deviates.slice(0, 3))
      assert.notDeepEqual(here, there, 'they are alike by now')
    })
  }

  test('a secret in the body, right and wrong; wrong ones are challenged here as all others are', async () => {
    for (const secret of [posted.secret, 'wrong']) {
      const request = { headers: [FORM], body: `${GRANT}&client_id=Posted&client_secret=${secret}` }
      const [status, error, challenged] = seen(await ours('token', request))
      assert.deepEqual([status, error], seen(await theirs('token', request)).slice(0, 2))
      assert.equal(challenged, status === 401)
    }
  })

  test('a live token has the same members where both tell them, and is gone when revoked', async () => {
    const members: (readonly string[])[] = []
    for (const ask of [ours, theirs]) {
      const send = (at: Endpoint, body: string) => ask(at, { headers: [client.basic, FORM], body })
      const { access_token } = JSON.parse((await send('token', `${GRANT}&scope=scim`)).body) as { access_token: string }
      const live = JSON.parse((await send('introspect', `token=${access_token}`)).body) as Record<string, unknown>
      assert.deepEqual([live['active'], live['client_id'], live['scope']], [true, 'Asked', 'scim'])
      members.push(Object.keys(live))
      assert.equal((await send('revoke', `token=${access_token}`)).status, 200)
      assert.deepEqual(JSON.parse((await send('introspect', `token=${access_token}`)).body), { active: false })
    }
    const [here = [], there = []] = members
    assert.deepEqual(
      there.filter((name) => !here.includes(name)),
      [],
    )
  })
})
