import assert from 'node:assert/strict'

export type JsonObject = Record<string, unknown>
export type ApiAnswer = { readonly status: number; readonly headers: Headers; readonly json: JsonObject }

/** One request; a body goes as JSON. */
export async function send(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, headers: answer.headers, json: isJson ? (JSON.parse(text) as JsonObject) : {} }
}

export type Caller = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>

/** `/api/v1` for who holds this credential. */
export const apiOf =
  (base: string, authorization: string): Caller =>
  (method, path, body) =>
    send(base, method, `/api/v1${path}`, body, { authorization })

/** `/api/v1` as a page of the console calls it. */
export const pageOf =
  (base: string, cookie: string): Caller =>
  (method, path, body) =>
    send(base, method, `/api/v1${path}`, body, { cookie, 'sec-fetch-site': 'same-origin' })

/** Signs in and answers the cookie, as it goes back in `Cookie`. */
export async function signIn(base: string, credentials: { username: string; password: string }): Promise<string> {
  const answer = await send(base, 'POST', '/api/v1/session', credentials)
  assert.equal(answer.status, 200, JSON.stringify(answer.json))
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The answer is this refusal, in the shape of RFC 9457, and says so in a sentence. */
export function refused(answer: ApiAnswer, status: number, code: string, words?: RegExp, field?: string): void {
  assert.deepEqual([answer.status, answer.json['code']], [status, code], JSON.stringify(answer.json))
  assert.equal(answer.headers.get('content-type'), 'application/problem+json')
  assert.match(String(answer.json['detail']), words ?? /\.$/)
  if (field !== undefined) assert.equal(answer.json['field'], field)
}
