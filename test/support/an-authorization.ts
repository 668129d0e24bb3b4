import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { type Caller, pageOf, signIn } from './admin-api.ts'
import type { RunningApp } from './start-app.ts'

/** A callback of the shape that Okta registers (scim-clients §1.2). Nobody answers there; the redirect is read, not followed. */
export const CALLBACK = 'https://system-admin.okta.com/admin/app/cpc/acme_muster_1/oauth/callback'

export type AuthorizedClient = {
  readonly clientId: string
  readonly secret: string
  /** Sends a form to an endpoint of OAuth as this client, Basic authentication. */
  post(path: string, form: Readonly<Record<string, string>>): Promise<OAuthAnswer>
}

export type OAuthAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Record<string, unknown>
}

/** The API as the page of a signed-in administrator calls it. */
export const signedInPage = async (app: RunningApp): Promise<Caller> =>
  pageOf(app.base, await signIn(app.base, app.administrator))

/** The same for a test that moves the time: sessions grow old, so whoever looks later signs in anew. */
export function pageInTime(app: RunningApp, clock: () => number): Caller {
  let at = clock()
  let page = signedInPage(app)
  return async (...request) => {
    if (clock() !== at) {
      at = clock()
      page = signedInPage(app)
    }
    return (await page)(...request)
  }
}

/** A client of the type User Access Token, made through the API. */
export async function aUserClient(
  app: RunningApp,
  page: Caller,
  clientId: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<AuthorizedClient> {
  const made = await page('POST', '/clients', {
    clientId,
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: ['scim', 'scim:read'],
    redirectUris: [CALLBACK],
    ...settings,
  })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const secret = String(made.json['secret'])
  return { clientId, secret, post: (path, form) => postForm(`${app.base}${path}`, form, `${clientId}:${secret}`) }
}

export async function postForm(
  url: string,
  form: Readonly<Record<string, string>>,
  credentials?: string,
): Promise<OAuthAnswer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: credentials === undefined ? {} : { authorization: `Basic ${btoa(credentials)}` },
    body: new URLSearchParams(form),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

export type Pkce = { readonly verifier: string; readonly challenge: string }

export function newPkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** The query of an authorization request. */
export const requestOf = (clientId: string, parameters: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: CALLBACK, ...parameters }).toString()

/** An administrator approves; answers where the browser is sent. */
export async function approve(page: Caller, query: string, directory: string | null): Promise<URL> {
  const done = await page('POST', '/authorizations', { query, approve: true, directory })
  assert.equal(done.status, 200, JSON.stringify(done.json))
  return new URL(String(done.json['redirectTo']))
}

/** The code of an approved request. */
export async function aCode(
  page: Caller,
  client: AuthorizedClient,
  directory: string | null,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> {
  const code = (await approve(page, requestOf(client.clientId, parameters), directory)).searchParams.get('code')
  assert.ok(code !== null)
  return code
}
