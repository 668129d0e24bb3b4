import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { HttpProblem } from './problem.ts'
import { observe, type Series } from './ops/request-meter.ts'
import type { Answer, Protocol } from './route.ts'

/** What a request is counted under, and when its head had been read, in milliseconds on the monotonic clock. */
export type Metered = { series: Series | undefined; startedAt: number }

export const refuse = (reply: FastifyReply, protocol: Protocol, problem: HttpProblem): void =>
  send(reply, protocol.refuse(problem))

/**
 * Written to the raw response: Fastify's own `send` appends a character set to the media type, which must leave bare
 * (DESIGN §6), and copies the headers one by one. A server that is closing ends its connections with the answer.
 */
export function send(reply: FastifyReply, answer: Answer): void {
  if (reply.sent) return
  reply.hijack()
  const { series, startedAt } = reply.request as unknown as Metered
  if (series !== undefined) observe(series, answer.status, (performance.now() - startedAt) / 1_000)
  const { body, parts } = answer
  const headers: Record<string, string | number> = { ...answer.headers }
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body)
  if (!reply.server.server.listening || reply.getHeader('connection') === 'close') headers['connection'] = 'close'
  reply.raw.writeHead(answer.status, headers)
  if (reply.request.method === 'HEAD') reply.raw.end()
  else if (parts === undefined) reply.raw.end(body)
  else void sendParts(reply, parts)
}

/**
 * Chunked (RFC 9112 §7.1), no faster than the client reads. Once the first piece is away only a connection that breaks can
 * tell of a failure; a client that goes ends the reading.
 */
async function sendParts(reply: FastifyReply, parts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(parts), reply.raw)
  } catch (error) {
    if (!isGone(error)) reply.log.error(error, 'an answer broke off')
  }
}

const GONE: ReadonlySet<unknown> = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_UNABLE_TO_PIPE',
  'ECONNRESET',
  'EPIPE',
])

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && GONE.has(error.code)
