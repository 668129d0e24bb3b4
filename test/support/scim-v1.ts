import assert from 'node:assert/strict'
import type { Json, JsonObject } from '../../src/shared/json.ts'
import { startApp, type RunningApp, type StartOptions } from './start-app.ts'

export const CORE = 'urn:scim:schemas:core:1.0'
export const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:1.0'
export const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'

export type V1Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as an object; empty when there is none. */
  readonly json: Record<string, Json>
}

export type V1 = {
  readonly app: RunningApp
  /** Up to what comes before `/Users`. */
  readonly base: string
  ask(method: string, path: string, body?: Json, headers?: Record<string, string>): Promise<V1Answer>
  /** The same through 2.0, under the same token. */
  ask20(method: string, path: string, body?: Json): Promise<V1Answer>
  close(): Promise<void>
}

/** The whole program, spoken to in 1.1. */
export async function startV1(options: StartOptions = {}): Promise<V1> {
  const app = await startApp(options)
  const base = `${app.base}/SAAS/jersey/manager/api/scim`
  return {
    app,
    base,
    ask: (method, path, body, headers) => ask(app.token, method, base + path, body, headers),
    ask20: (method, path, body) => ask(app.token, method, app.scimBase + path, body),
    close: () => app.close(),
  }
}

export async function ask(
  token: string,
  method: string,
  url: string,
  body?: Json,
  headers: Record<string, string> = {},
): Promise<V1Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json = text === '' ? {} : (JSON.parse(text) as Record<string, Json>)
  return { status: answer.status, headers: answer.headers, text, json }
}

/** The body of access-contract §4.4, with another name. */
export const provisioned = (userName: string, more: JsonObject = {}): JsonObject => ({
  schemas: [CORE, WORKSPACE],
  userName,
  name: { givenName: 'First', familyName: 'Last' },
  displayName: 'First Last',
  emails: [{ value: `${userName}@example.com` }],
  externalId: `00u-${userName}`,
  [WORKSPACE]: { internalUserType: 'PROVISIONED', domain: 'OKTA.COM' },
  ...more,
})

/** Creates, and answers with what came back. */
export async function created(v1: V1, path: string, body: JsonObject): Promise<Record<string, Json> & { id: string }> {
  const answer = await v1.ask('POST', path, body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json as Record<string, Json> & { id: string }
}

/** The only error of an answer, in the shape of SCIM 1.1. */
export function errorOf(answer: V1Answer): { readonly code: string; readonly description: string } {
  assert.equal(answer.headers.get('content-type'), 'application/json')
  const errors = answer.json['Errors'] as unknown as readonly { code: string; description: string }[]
  assert.equal(errors.length, 1, answer.text)
  const [error] = errors
  assert.ok(error !== undefined)
  assert.equal(error.code, String(answer.status))
  return error
}

export const filterOf = (text: string): string => `filter=${encodeURIComponent(text)}`

/** The resources of a list. */
export const resourcesOf = (answer: V1Answer): readonly Record<string, Json>[] =>
  answer.json['Resources'] as unknown as readonly Record<string, Json>[]

export const namesIn = (answer: V1Answer): readonly Json[] =>
  resourcesOf(answer).map((one) => one['userName'] ?? one['displayName'] ?? null)

/** A text of an answer; what is none shows itself. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
