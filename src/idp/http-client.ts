import * as http from 'node:http'
import * as https from 'node:https'
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { fail, ok, type Result } from '../shared/result.ts'
import { waitAfter429 } from './retry.ts'

export type HttpRequest = {
  readonly method: string
  /** Path and query below the base URL. It goes on the wire byte for byte: what is encoded, and how, is the caller's. */
  readonly target: string
  /** Names, order and values as they go on the wire; `Host` is put in front, `Content-Length` behind. */
  readonly headers: readonly Header[]
  readonly body?: string
}

export type Header = readonly [name: string, value: string]

export type HttpAnswer = {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

export type HttpFailure = { readonly kind: 'unreachable' | 'timeout'; readonly reason: string }

/** One try of one request, as it was seen from here. `status` is 0 when no answer came. */
export type Exchange = {
  readonly method: string
  readonly target: string
  readonly status: number
  readonly ms: number
  readonly attempt: number
}

export type HttpEffects = {
  readonly sleep: (ms: number) => Promise<void>
  /** Milliseconds from any origin, never going back. */
  readonly stopwatch: () => number
  readonly record: (exchange: Exchange) => void
}

export type HttpClient = {
  readonly base: URL
  send(request: HttpRequest): Promise<Result<HttpAnswer, HttpFailure>>
  close(): void
}

const TIMEOUT_MS = 60_000

/**
 * HTTP/1.1 with kept connections, as provisioning clients speak it: nothing is added to a request, redirects are not
 * followed, a request ends after 60 s, and 429 is answered with patience (see `retry.ts`).
 */
export function createHttpClient(base: URL, effects: HttpEffects, timeoutMs = TIMEOUT_MS): HttpClient {
  const secure = base.protocol === 'https:'
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true })
  const request = secure ? https.request : http.request
  const open: Open = (options) => request({ ...options, agent })
  return {
    base,
    send: (outgoing) => sendPatiently(outgoing, (each) => attemptOnce(open, base, each, timeoutMs), effects),
    close: () => agent.destroy(),
  }
}

type Open = (options: http.RequestOptions) => http.ClientRequest
type Attempt = (request: HttpRequest) => Promise<Result<HttpAnswer, HttpFailure>>

async function sendPatiently(request: HttpRequest, once: Attempt, effects: HttpEffects) {
  for (let attempt = 1; ; attempt += 1) {
    const started = effects.stopwatch()
    const outcome = await once(request)
    const status = outcome.ok ? outcome.value.status : 0
    const { method, target } = request
    effects.record({ method, target, status, ms: effects.stopwatch() - started, attempt })
    if (!outcome.ok || status !== 429) return outcome
    const wait = waitAfter429(attempt, outcome.value.headers['retry-after'])
    if (wait === undefined) return outcome
    await effects.sleep(wait)
  }
}

function attemptOnce(open: Open, base: URL, outgoing: HttpRequest, timeoutMs: number) {
  return new Promise<Result<HttpAnswer, HttpFailure>>((resolve) => {
    const request = open({
      method: outgoing.method,
      protocol: base.protocol,
      hostname: base.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: base.port,
      path: base.pathname.replace(/\/$/, '') + outgoing.target,
      headers: wireHeaders(base, outgoing),
    })
    const timer = setTimeout(() => {
      resolve(fail({ kind: 'timeout', reason: `no answer within ${timeoutMs / 1_000} s` }))
      request.destroy()
    }, timeoutMs)
    const settle = (outcome: Result<HttpAnswer, HttpFailure>) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('error', (error) => {
      if (!mayBeStale(request, error, outgoing.method)) return settle(unreachable(error))
      clearTimeout(timer)
      resolve(attemptOnce(open, base, outgoing, timeoutMs))
    })
    request.on('response', (response) => {
      readAll(response).then(
        (bytes) => settle(decode(response, bytes)),
        (error: Error) => settle(unreachable(error)),
      )
    })
    request.end(outgoing.body)
  })
}

// A flat array is the form in which node:http keeps spelling and order.
function wireHeaders(base: URL, { headers, body }: HttpRequest): string[] {
  const all: Header[] = [['Host', base.host], ...headers]
  if (body !== undefined) all.push(['Content-Length', String(Buffer.byteLength(body))])
  return all.flat()
}

/** A kept connection that the server closed just now. Only what may safely happen twice is sent again. */
function mayBeStale(request: http.ClientRequest, error: NodeJS.ErrnoException, method: string): boolean {
  return request.reusedSocket && error.code === 'ECONNRESET' && ['GET', 'PUT', 'DELETE'].includes(method)
}

const unreachable = (error: NodeJS.ErrnoException) =>
  // a refused connection to a name with several addresses has an empty message
  fail<HttpFailure>({ kind: 'unreachable', reason: error.message || error.code || 'the connection broke' })

async function readAll(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function decode(response: http.IncomingMessage, bytes: Buffer): Result<HttpAnswer, HttpFailure> {
  try {
    const text = inflate(bytes, response.headers['content-encoding']).toString('utf8')
    return ok({ status: response.statusCode ?? 0, headers: response.headers, text })
  } catch (error) {
    return unreachable(error as Error)
  }
}

function inflate(bytes: Buffer, encoding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes
  if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(bytes)
  if (encoding !== 'deflate') return bytes
  // "deflate" means zlib (RFC 9110 §8.4.1.2), but servers exist that send the bare stream: its first byte tells
  return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes) : inflateRawSync(bytes)
}
