import type { JsonObject } from '../shared/json.ts'
import { isJsonObject, parseJson } from '../shared/json.ts'
import { fail, ok, type Result } from '../shared/result.ts'

/** The prerequisites of the Workspace ONE Access guide for Okta, as the HTTP calls they come down to. */
export type Guide = {
  /** `POST /SAAS/API/1.0/REST/auth/system/login`; the value is a session token for `Authorization: HZN`. */
  signIn(username: string, password: string): Promise<GuideResult>
  /** "Create OAuth 2.0 Client": a service client whose tokens live a year. The value is the generated secret. */
  createClient(session: string, clientId: string): Promise<GuideResult>
  /** "Generate OAuth Bearer Token": client credentials, in Basic. The value is the access token. */
  requestToken(clientId: string, secret: string): Promise<GuideResult>
  /** "Create a Directory of Type Other", with the sample body. The value is the id of the directory. */
  createDirectory(token: string): Promise<GuideResult>
}

/** A failure is a sentence with the request, the status and what the server said. */
export type GuideResult = Result<string, string>

export const SIGN_IN = '/SAAS/API/1.0/REST/auth/system/login'
export const CLIENTS = '/SAAS/jersey/manager/api/oauth2clients'
export const TOKENS = '/SAAS/auth/oauthtoken'
export const DIRECTORIES = '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'

const MEDIA_TYPE = 'application/vnd.vmware.horizon.manager'
const ONE_YEAR_MINUTES = 525_600

export function createGuide(base: string, request: typeof fetch): Guide {
  const post = (path: string, headers: Record<string, string>, body: string, field: string) =>
    postFor(request, `${base}${path}`, { method: 'POST', headers, body }, field)
  return {
    signIn: (username, password) =>
      post(
        SIGN_IN,
        { 'Content-Type': 'application/json', Accept: 'application/json' },
        JSON.stringify({ username, password, issueToken: true }),
        'sessionToken',
      ),
    createClient: (session, clientId) =>
      post(
        CLIENTS,
        { 'Content-Type': `${MEDIA_TYPE}.oauth2client+json`, Authorization: `HZN ${session}` },
        JSON.stringify({
          clientId,
          rememberAs: clientId,
          scope: 'admin',
          authGrantTypes: 'client_credentials',
          tokenType: 'Bearer',
          accessTokenTTL: ONE_YEAR_MINUTES,
        }),
        'secret',
      ),
    requestToken: (clientId, secret) =>
      post(
        TOKENS,
        {
          'Content-Type': 'application/x-www-form-urlencoded',
          Authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`)}`,
        },
        'grant_type=client_credentials&scope=admin',
        'access_token',
      ),
    createDirectory: (token) =>
      post(
        DIRECTORIES,
        { 'Content-Type': `${MEDIA_TYPE}.connector.management.directory.other+json`, Authorization: `Bearer ${token}` },
        JSON.stringify({ type: 'OTHER_DIRECTORY', domains: ['OKTA.COM'], name: 'Okta Universal Directory' }),
        'directoryId',
      ),
  }
}

async function postFor(request: typeof fetch, url: string, init: RequestInit, field: string): Promise<GuideResult> {
  const { pathname } = new URL(url)
  try {
    const answer = await request(url, init)
    const text = await answer.text()
    const value = readObject(text)[field]
    if (answer.ok && typeof value === 'string' && value !== '') return ok(value)
    const lacks = answer.ok ? ` without "${field}"` : ''
    return fail(`POST ${pathname} was answered with ${answer.status}${lacks}: ${text.slice(0, 500)}`)
  } catch (error) {
    return fail(`POST ${pathname} was not answered: ${(error as Error).message}`)
  }
}

function readObject(text: string): JsonObject {
  const parsed = parseJson(text)
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
}
