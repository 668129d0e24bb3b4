import assert from 'node:assert/strict'
import type { RunningApp } from './start-app.ts'

export type ScimJson = Record<string, unknown>
export type ScimAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as an object; empty when there is none. */
  readonly json: ScimJson
}
export type AskScim = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ScimAnswer>

/** SCIM 2.0 under a base URL, for who holds this token. A text goes as it is, everything else as JSON. */
export const scimClient =
  (base: string, token: string): AskScim =>
  async (method, path, body, headers = {}) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: text === '' ? {} : (JSON.parse(text) as ScimJson),
    }
  }

export const clientOf = (app: RunningApp): AskScim => scimClient(app.scimBase, app.token)

/** The resource that the request made. */
export async function made(answer: Promise<ScimAnswer> | ScimAnswer): Promise<ScimJson & { readonly id: string }> {
  const { status, json, text } = await answer
  assert.equal(status, 201, text)
  return json as ScimJson & { readonly id: string }
}

/** The answer is this refusal in the shape of RFC 7644 §3.12, and says so in a sentence. */
export function refusedWith(
  answer: ScimAnswer,
  status: number,
  scimType?: string,
  words: RegExp = /\S+ \S+.*\.$/,
): void {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers.get('content-type'), 'application/scim+json')
  assert.deepEqual(answer.json['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
  assert.equal(answer.json['status'], String(status))
  assert.equal(answer.json['scimType'], scimType, answer.text)
  assert.match(String(answer.json['detail']), words)
}

export const listed = (answer: ScimAnswer): readonly (ScimJson & { readonly id: string })[] => {
  assert.equal(answer.status, 200, answer.text)
  return answer.json['Resources'] as (ScimJson & { readonly id: string })[]
}
