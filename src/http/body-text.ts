import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import type { HttpProblem } from './problem.ts'
import type { Route } from './route.ts'

/** The body as text, or why this route does not read it. */
export function bodyText(route: Route, request: FastifyRequest): string | HttpProblem {
  const body = request.body as Buffer | undefined
  if (route.body === 'none') return ''
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return {
      kind: 'unsupportedMediaType',
      detail: `The body is sent with Content-Encoding ${encoding}; send it as it is.`,
    }
  }
  const mediaType = request.headers['content-type']
  if (mediaType !== undefined && !route.body.accept(mediaType)) {
    return {
      kind: 'unsupportedMediaType',
      detail: `The body is sent as ${JSON.stringify(mediaType)}, which this address does not read.`,
    }
  }
  if (body === undefined || body.length === 0) return ''
  if (!isUtf8(body)) return { kind: 'badRequest', detail: 'The body is not valid UTF-8.' }
  return body.toString('utf8')
}
