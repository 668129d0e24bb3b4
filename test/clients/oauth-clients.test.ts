import assert from 'node:assert/strict'
import * as oauth4webapi from 'oauth4webapi'
import * as openid from 'openid-client'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../support/admin-api.ts'
import { approve, aUserClient, CALLBACK, signedInPage } from '../support/an-authorization.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const DIRECTORY = 'okta-universal-directory'
const HTTP = { [oauth4webapi.allowInsecureRequests]: true }

/** Two clients of OAuth that others wrote, which refuse whatever the RFCs do not allow. */
describe('independent OAuth clients', () => {
  let app: RunningApp
  let page: Caller
  before(async () => {
    app = await startApp()
    page = await signedInPage(app)
  })
  after(() => app.close())

  const secretOf = async (clientId: string): Promise<string> => {
    const made = await page('POST', '/clients', { clientId, grantTypes: ['client_credentials'], scopes: ['scim:read'] })
    assert.equal(made.status, 201)
    return String(made.json['secret'])
  }

  test('oauth4webapi finds the server, gets a token with the client credentials, inspects and revokes it', async () => {
    const issuer = new URL(app.base)
    const found = await oauth4webapi.discoveryRequest(issuer, { ...HTTP, algorithm: 'oauth2' })
    const server = await oauth4webapi.processDiscoveryResponse(issuer, found)
    const client = { client_id: 'Web4' }
    const secret = await secretOf('Web4')
    for (const authenticate of [oauth4webapi.ClientSecretBasic(secret), oauth4webapi.ClientSecretPost(secret)]) {
      const response = await oauth4webapi.clientCredentialsGrantRequest(
        server,
        client,
        authenticate,
        { scope: 'scim:read' },
        HTTP,
      )
      const token = await oauth4webapi.processClientCredentialsResponse(server, client, response)
      assert.deepEqual([token.scope, token.token_type], ['scim:read', 'bearer'])
      const inspected = await oauth4webapi.processIntrospectionResponse(
        server,
        client,
        await oauth4webapi.introspectionRequest(server, client, authenticate, token.access_token, HTTP),
      )
      assert.equal(inspected.active, true)
      assert.equal(
        inspected.exp !== undefined && inspected.iat !== undefined && inspected.exp - inspected.iat,
        token.expires_in,
      )
      await oauth4webapi.processRevocationResponse(
        await oauth4webapi.revocationRequest(server, client, authenticate, token.access_token, HTTP),
      )
      const list = await fetch(`${app.scimBase}/Users`, { headers: { authorization: `Bearer ${token.access_token}` } })
      assert.equal(list.status, 401)
    }
  })

  test('oauth4webapi reads a refusal as what it is', async () => {
    const server = { issuer: app.base, token_endpoint: `${app.base}/oauth/token` }
    const client = { client_id: 'Web4' }
    const wrong = oauth4webapi.ClientSecretBasic('wrong')
    const response = await oauth4webapi.clientCredentialsGrantRequest(server, client, wrong, {}, HTTP)
    await assert.rejects(
      oauth4webapi.processClientCredentialsResponse(server, client, response),
      (error) =>
        error instanceof oauth4webapi.WWWAuthenticateChallengeError || error instanceof oauth4webapi.ResponseBodyError,
    )
  })

  test('openid-client walks the authorization code grant with PKCE, state and issuer, refreshes, and uses SCIM', async () => {
    const { secret } = await aUserClient(app, page, 'OpenIdClient')
    const config = await openid.discovery(new URL(app.base), 'OpenIdClient', secret, openid.ClientSecretPost(secret), {
      algorithm: 'oauth2',
      // the test's server speaks http on the loopback
      execute: [openid.allowInsecureRequests],
    })
    const verifier = openid.randomPKCECodeVerifier()
    const state = openid.randomState()
    const ask = openid.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: 'scim',
      state,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const toPage = await fetch(ask, { redirect: 'manual' })
    assert.equal(toPage.status, 303)
    const asked = new URL(toPage.headers.get('location') ?? '', app.base)
    assert.equal(asked.pathname, '/console/authorize')
    const back = await approve(page, asked.hash.slice(1), DIRECTORY)
    const tokens = await openid.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    })
    assert.equal(tokens.scope, 'scim')
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '')
    assert.notEqual(next.refresh_token, tokens.refresh_token)
    const made = await openid.fetchProtectedResource(
      config,
      next.access_token,
      new URL(`${app.scimBase}/Users`),
      'POST',
      JSON.stringify({ userName: 'noor@okta.example' }),
      new Headers({ 'content-type': 'application/scim+json' }),
    )
    assert.equal(made.status, 201)
    await openid.tokenRevocation(config, next.refresh_token ?? '')
    assert.equal((await openid.tokenIntrospection(config, next.access_token)).active, false)
  })
})
