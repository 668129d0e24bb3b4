import type { Duplex } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { HttpProblem } from './problem.ts'

export const MAX_HEADER_BYTES = 16_384
export const MAX_HEADERS = 200
const MAX_URL = 8_192

/** RFC 9112 §3.2, §5: what an intermediary and this server could read in two ways is refused. */
export function brokenFraming(request: FastifyRequest): HttpProblem | undefined {
  const raw = request.raw.rawHeaders
  if (raw.length >= 2 * MAX_HEADERS)
    return { kind: 'headersTooLarge', detail: `The request has more than ${MAX_HEADERS} header fields.` }
  if ((request.raw.url ?? '').length > MAX_URL)
    return { kind: 'uriTooLong', detail: `The address is longer than ${MAX_URL} characters.` }
  let hosts = 0
  let authorizations = 0
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
    else if (name.length === 13 && name.toLowerCase() === 'authorization') authorizations += 1
  }
  if (hosts > 1) return { kind: 'badRequest', detail: 'The Host header is sent more than once.' }
  if (authorizations > 1) return { kind: 'badRequest', detail: 'The Authorization header is sent more than once.' }
  return undefined
}

/** What the HTTP parser refuses never reaches a route; it is answered in plain text and the connection is closed. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  const body = 'The request is not well-formed HTTP.\n'
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
