import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { HttpProblem } from './problem.ts'

export const MAX_HEADER_BYTES = 16_384
export const MAX_HEADERS = 200
const MAX_URL = 8_192
/** Characters of one part of a path. */
export const MAX_SEGMENT = 512

/** RFC 9112 §3.2, §5: what an intermediary and this server could read in two ways is refused. */
export function brokenFraming(request: FastifyRequest): HttpProblem | undefined {
  const raw = request.raw.rawHeaders
  if (raw.length >= 2 * MAX_HEADERS)
    return { kind: 'headersTooLarge', detail: `The request has more than ${MAX_HEADERS} header fields.` }
  if ((request.raw.url ?? '').length > MAX_URL)
    return { kind: 'uriTooLong', detail: `The address is longer than ${MAX_URL} characters.` }
  if (!isOwnTarget(request.raw)) {
    return {
      kind: 'badRequest',
      detail: 'The address of the request is no path, and names another host than Host does.',
    }
  }
  let hosts = 0
  let authorizations = 0
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
    else if (name.length === 13 && name.toLowerCase() === 'authorization') authorizations += 1
  }
  // HTTP/1.0 knows requests without one
  if (hosts === 0 && request.raw.httpVersion === '1.1')
    return { kind: 'badRequest', detail: 'The Host header is missing.' }
  if (hosts > 1) return { kind: 'badRequest', detail: 'The Host header is sent more than once.' }
  if (authorizations > 1) return { kind: 'badRequest', detail: 'The Authorization header is sent more than once.' }
  return undefined
}

/** RFC 9112 §3.2.2: an absolute address counts for more than Host; one that differs from it is meant to be misread. */
function isOwnTarget({ url = '', headers }: IncomingMessage): boolean {
  if (url.startsWith('/') || url === '*') return true
  const authority = /^https?:\/\/([^/?]*)/i.exec(url)?.[1]
  return authority !== undefined && authority.toLowerCase() === headers.host?.toLowerCase()
}

/** What the router refuses by itself, before any of our hooks. The address is not repeated: it is long, or unreadable. */
export const unreadableAddress = (code: string): HttpProblem =>
  code === 'FST_ERR_MAX_PARAM_LENGTH'
    ? { kind: 'uriTooLong', detail: `A part of the address is longer than ${MAX_SEGMENT} characters.` }
    : { kind: 'badRequest', detail: 'The address cannot be read: its percent-encoding is broken.' }

/** What the HTTP parser refuses never reaches a route; it is answered in plain text and the connection is closed. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  endPlainly(socket, status, 'The request is not well-formed HTTP.\n')
}

/**
 * What the runtime would decide by itself: a body that is too long is refused instead of asked for (RFC 9110 §10.1.1), a
 * CONNECT is answered before its connection is closed (RFC 9110 §9.3.6), and a client that has said everything and closed its
 * half of the connection still gets its answers, also those that take more than one turn of the event loop.
 */
export function answerForRuntime(server: Server, largestBody: number): void {
  // a property of the runtime's server that its types leave out
  Object.assign(server, { httpAllowHalfOpen: true })
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!(Number(request.headers['content-length']) > largestBody)) response.writeContinue()
    server.emit('request', request, response)
  })
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    endPlainly(socket, '501 Not Implemented', 'The method CONNECT is not supported.\n'),
  )
}

function endPlainly(socket: Duplex, status: string, body: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
