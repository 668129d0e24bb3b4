import { isUtf8 } from 'node:buffer'
import type { Duplex } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Caller } from '../access/caller.ts'
import type { Tenant } from '../access/ports.ts'
import { permits } from '../oauth/scopes.ts'
import type { Result } from '../shared/result.ts'
import { presentedToken } from './authorization-header.ts'
import type { HttpProblem } from './problem.ts'
import type { Answer, Protocol, Route } from './route.ts'
import type { FindTenant } from './tenant-hosts.ts'

/** What the server needs from the rest of the program. */
export type ServerDeps = {
  readonly routes: readonly Route[]
  readonly findTenant: FindTenant
  readonly authenticate: (tenant: Tenant, presented: string) => Promise<Result<Caller, HttpProblem>>
  /** The protocol that answers for a path nobody registered. */
  readonly protocolOf: (path: string) => Protocol
  readonly publicUrl: URL | undefined
  readonly logger: Logger
  /** A short reference that is shown to the caller and stands in the log. */
  readonly newReference: () => string
  /** Adds what is no API: the files of the console. Hooks and limits of the server hold for it too. */
  readonly extend?: (app: FastifyInstance) => void
}

const MAX_HEADER_BYTES = 16_384
const MAX_HEADERS = 200
const MAX_URL = 8_192
const LARGEST_BODY = 8 * 1024 * 1024
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Scoped = { tenant: Tenant | undefined; caller: Caller | undefined }

/**
 * Fastify in its tuned form: callback hooks, bodies as plain buffers, finished strings out. Everything that holds for
 * every route stands here and is done in this order: framing, tenant, path, caller, media type, body, route.
 */
export function createServer(deps: ServerDeps): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    exposeHeadRoutes: false,
    // answers the requests that are under way, then closes idle keep-alive connections
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    http: { maxHeaderSize: MAX_HEADER_BYTES, insecureHTTPParser: false },
    // doubled and trailing slashes and a dangling `?` are what people paste into a base URL field
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      caseSensitive: true,
      maxParamLength: 512,
    },
    frameworkErrors: (error, request, reply) =>
      send(
        reply,
        deps
          .protocolOf(request.url)
          .refuse({ kind: 'badRequest', detail: `The address cannot be read: ${error.message}.` }),
      ),
    clientErrorHandler: answerBrokenRequest,
  })
  app.server.maxHeadersCount = MAX_HEADERS
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.decorateRequest('tenant', undefined)
  app.decorateRequest('caller', undefined)

  app.addHook('onRequest', (request, reply, done) => {
    const protocol = deps.protocolOf(request.url)
    const broken = brokenFraming(request)
    if (broken !== undefined) return refuse(reply, protocol, broken)
    const tenant = deps.findTenant(request.headers.host ?? '')
    if (tenant === undefined && protocol.name !== 'ops') {
      return refuse(reply, protocol, {
        kind: 'misdirected',
        detail: `No tenant is reached under the host name ${JSON.stringify(request.headers.host ?? '')}. Use the tenant's own host name, or add this one to the tenant.`,
      })
    }
    ;(request as unknown as Scoped).tenant = tenant
    done()
  })

  const known = new Map<string, Route[]>()
  for (const route of deps.routes) {
    const siblings = known.get(route.path)
    if (siblings === undefined) known.set(route.path, [route])
    else siblings.push(route)
    register(app, deps, route)
  }
  for (const [path, routes] of known) registerOtherMethods(app, deps, path, routes)

  deps.extend?.(app)

  app.setNotFoundHandler((request, reply) => {
    const protocol = deps.protocolOf(request.url)
    const known = (METHODS as readonly string[]).includes(request.method)
    const problem: HttpProblem = known
      ? { kind: 'notFound', detail: `There is nothing at ${pathOf(request.url)}.` }
      : { kind: 'notImplemented', detail: `The method ${request.method} is not supported.` }
    if (protocol.name !== 'scim') return refuse(reply, protocol, problem)
    // an unknown SCIM address tells a stranger nothing either
    authenticate(deps, protocol, 'scim:read', request, reply, () => refuse(reply, protocol, problem))
  })

  app.setErrorHandler((error, request, reply) => {
    const protocol = deps.protocolOf(request.url)
    const code = (error as { code?: unknown }).code
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      // the rest of the body is not read, so the connection cannot be used again
      void reply.header('connection', 'close')
      return refuse(reply, protocol, { kind: 'tooLarge', detail: 'The body is larger than this address accepts.' })
    }
    if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
      return refuse(reply, protocol, { kind: 'badRequest', detail: 'The body is not as long as Content-Length says.' })
    }
    fault(deps, protocol, request, reply, error)
  })
  return app
}

function register(app: FastifyInstance, deps: ServerDeps, route: Route): void {
  const { access, protocol, body } = route
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: body === 'none' ? LARGEST_BODY : body.limit,
    ...(access === 'open'
      ? {}
      : {
          onRequest: (request: FastifyRequest, reply: FastifyReply, done: () => void) =>
            authenticate(deps, protocol, access, request, reply, done),
        }),
    handler: (request, reply) => {
      const text = bodyText(route, request)
      if (typeof text !== 'string') return refuse(reply, protocol, text)
      const { tenant, caller } = request as unknown as Scoped
      const url = request.raw.url ?? ''
      const question = url.indexOf('?')
      route
        .handle({
          tenant: tenant as Tenant,
          caller,
          params: request.params as Record<string, string>,
          query: question < 0 ? '' : url.slice(question + 1),
          headers: request.headers,
          body: text,
          origin: originOf(deps.publicUrl, request.headers.host ?? ''),
          remoteAddress: request.ip,
        })
        .then(
          (answer) => send(reply, answer),
          (error: unknown) => fault(deps, protocol, request, reply, error),
        )
    },
  })
}

/** Every path answers 405 with `Allow` for the methods it has no record for (RFC 9110 §15.5.6), after authentication. */
function registerOtherMethods(app: FastifyInstance, deps: ServerDeps, path: string, routes: readonly Route[]): void {
  const first = routes[0]
  if (first === undefined) return
  const allowed = routes.map((route) => route.method as string)
  const problem: HttpProblem = {
    kind: 'methodNotAllowed',
    allow: allowed.join(', '),
    detail: `This address answers ${allowed.join(', ')} only.`,
  }
  const answer = (reply: FastifyReply): void => refuse(reply, first.protocol, problem)
  const access =
    first.access === 'open' ? 'open' : routes.some((route) => route.access === 'scim:read') ? 'scim:read' : first.access
  app.route({
    method: [...METHODS, 'HEAD', 'OPTIONS', 'TRACE'].filter((method) => !allowed.includes(method)),
    url: path,
    handler: (request, reply) => {
      if (access === 'open' || request.method === 'OPTIONS') return answer(reply)
      authenticate(deps, first.protocol, access, request, reply, () => answer(reply))
    },
  })
}

function authenticate(
  deps: ServerDeps,
  protocol: Protocol,
  scope: Exclude<Route['access'], 'open'>,
  request: FastifyRequest,
  reply: FastifyReply,
  next: () => void,
): void {
  const scoped = request as unknown as Scoped
  const url = request.raw.url ?? ''
  const question = url.indexOf('?')
  const token = presentedToken(request.headers.authorization, question < 0 ? '' : url.slice(question + 1))
  if (!token.ok) return refuse(reply, protocol, token.error)
  deps.authenticate(scoped.tenant as Tenant, token.value).then(
    (caller) => {
      if (!caller.ok) return refuse(reply, protocol, caller.error)
      if (!permits(caller.value.scopes, scope)) {
        const detail = `This token was issued for ${caller.value.scopes.join(' ')}; this request needs the scope ${scope}.`
        return refuse(reply, protocol, { kind: 'insufficientScope', scope, detail })
      }
      scoped.caller = caller.value
      next()
    },
    (error: unknown) => fault(deps, protocol, request, reply, error),
  )
}

/** RFC 9112 §3.2, §5: what an intermediary and this server could read in two ways is refused. */
function brokenFraming(request: FastifyRequest): HttpProblem | undefined {
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

function bodyText(route: Route, request: FastifyRequest): string | HttpProblem {
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

function originOf(publicUrl: URL | undefined, host: string): string {
  return publicUrl !== undefined && publicUrl.host === host.toLowerCase() ? publicUrl.origin : `http://${host}`
}

/** Anything that is not a value is a bug or broken infrastructure: it is logged in full and told as a reference only. */
function fault(
  deps: ServerDeps,
  protocol: Protocol,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): void {
  const reference = deps.newReference()
  deps.logger.error(
    { err: error, reference, method: request.method, route: request.routeOptions.url },
    'request failed',
  )
  if (reply.sent) return
  const unavailable = (error as { unavailable?: unknown } | undefined)?.unavailable === true
  const detail = unavailable
    ? `The directory's store does not answer at the moment. Nothing was changed; try again in some seconds. Reference ${reference}.`
    : `Something went wrong inside Muster. Nothing was changed. The log of the server has more under the reference ${reference}.`
  refuse(reply, protocol, { kind: unavailable ? 'unavailable' : 'internal', reference, detail })
}

const refuse = (reply: FastifyReply, protocol: Protocol, problem: HttpProblem): void =>
  send(reply, protocol.refuse(problem))

/**
 * Written to the raw response: Fastify's own `send` appends a character set to the media type, which must leave bare
 * (DESIGN §6), and copies the headers one by one. A server that is closing ends its connections with the answer.
 */
function send(reply: FastifyReply, answer: Answer): void {
  if (reply.sent) return
  reply.hijack()
  const { body } = answer
  const headers: Record<string, string | number> = { ...answer.headers }
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body)
  if (!reply.server.server.listening || reply.getHeader('connection') === 'close') headers['connection'] = 'close'
  reply.raw.writeHead(answer.status, headers)
  reply.raw.end(reply.request.method === 'HEAD' ? undefined : body)
}

const pathOf = (url: string): string => JSON.stringify(url.split('?', 1)[0]?.slice(0, 200))

/** What the HTTP parser refuses never reaches a route; it is answered in plain text and the connection is closed. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
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
