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
  /** What went wrong on the way, for people at this end. */
  readonly reason?: string
}

export type Transport = {
  /** The base URL without a slash at its end. */
  readonly base: string
  get(target: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', target: string, body?: JsonObject): Promise<Answer>
}

/** How one client looks on the wire: its headers by whether something is asked, posted, or asked to be deleted. */
export type Appearance = {
  readonly get: readonly Header[]
  readonly withBody: readonly Header[]
  readonly withoutBody: readonly Header[]
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
