import type { IncomingHttpHeaders } from 'node:http'
import { type Json, type JsonObject, parseJson } from '../../shared/json.ts'
import type { Header, HttpClient } from '../http-client.ts'

export type Answer = {
  /** Method and target, for messages. */
  readonly request: string
  /** 0 when no answer came. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** Absent for an empty body. */
  readonly json: Json | undefined
  readonly problem?: 'unreachable' | 'timeout' | 'not JSON'
  /** What went wrong on the way, for people at this end; Okta keeps it to itself. */
  readonly reason?: string
}

export type Transport = {
  /** The base URL without a slash at its end. */
  readonly base: string
  get(target: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', target: string, body?: JsonObject): Promise<Answer>
}

/** `bearer` for the wizard app and OAuth, `raw` for catalogue apps in header mode, which send what was typed. */
export type TokenHeader = 'bearer' | 'raw'

/** How one Okta client looks on the wire: its headers by whether something is asked, posted, or asked to be deleted. */
export type Appearance = {
  readonly get: readonly Header[]
  readonly withBody: readonly Header[]
  readonly withoutBody: readonly Header[]
}

export const authorization = (token: string, style: TokenHeader): Header => [
  'Authorization',
  style === 'bearer' ? `Bearer ${token}` : token,
]

const MEDIA_TYPE = 'application/scim+json'

const common = (agent: string, accept: string, credential: Header): Header[] => [
  ['User-Agent', agent],
  ['Accept', accept],
  ['Accept-Charset', 'utf-8'],
  ['Accept-Encoding', 'gzip,deflate'],
  ['Connection', 'Keep-Alive'],
  credential,
]

/** Both of Okta's provisioning clients; only the `Authorization` differs. */
export function oktaAppearance(credential: Header): Appearance {
  const headers = common('Okta SCIM Client 1.0.0', MEDIA_TYPE, credential)
  const withBody: Header[] = [...headers, ['Content-Type', `${MEDIA_TYPE}; charset=utf-8`]]
  return { get: headers, withBody, withoutBody: headers }
}

/** Okta's published SPEC test: another agent, a Content-Type on GETs, and plain `application/json` on POSTs. */
export function specAppearance(credential: Header): Appearance {
  const agent = 'OKTA SCIM Integration'
  const asking = common(agent, MEDIA_TYPE, credential)
  const posting = common(agent, `${MEDIA_TYPE}; charset=utf-8`, credential)
  return {
    get: [...asking, ['Content-Type', `${MEDIA_TYPE}; charset=utf-8`]],
    withBody: [...posting, ['Content-Type', 'application/json']],
    withoutBody: asking,
  }
}

export function createTransport(client: HttpClient, { get, withBody, withoutBody }: Appearance): Transport {
  const ask = async (method: string, target: string, headers: readonly Header[], body?: JsonObject) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    const outcome = await client.send({ method, target, headers, ...text })
    const request = `${method} ${target}`
    if (outcome.ok) return readAnswer(request, outcome.value)
    const { kind: problem, reason } = outcome.error
    return { request, status: 0, headers: {}, text: '', json: undefined, problem, reason }
  }
  return {
    base: client.base.href.replace(/\/$/, ''),
    get: (target) => ask('GET', target, get),
    send: (method, target, body) => ask(method, target, body ? withBody : withoutBody, body),
  }
}

function readAnswer(request: string, answer: { status: number; headers: IncomingHttpHeaders; text: string }): Answer {
  if (answer.text.trim() === '') return { request, ...answer, json: undefined }
  const parsed = parseJson(answer.text)
  if (parsed.ok) return { request, ...answer, json: parsed.value }
  return { request, ...answer, json: undefined, problem: 'not JSON', reason: parsed.error.detail }
}
