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
  const { body } = answer
  const headers: Record<string, string | number> = { ...answer.headers }
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body)
  if (!reply.server.server.listening || reply.getHeader('connection') === 'close') headers['connection'] = 'close'
  reply.raw.writeHead(answer.status, headers)
  reply.raw.end(reply.request.method === 'HEAD' ? undefined : body)
}
