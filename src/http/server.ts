import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Caller } from '../access/caller.ts'
import { type Limits, takeRequest, tooManyFromAddress, tooManyGuesses } from '../access/limits.ts'
import type { Provenance } from '../access/ports/provenance.ts'
import type { Tenant } from '../access/ports/tenants.ts'
import { admit, type Admission, type Authenticate, provenanceOf } from './admission.ts'
import { bodyText } from './body-text.ts'
import {
  answerBrokenRequest,
  answerForRuntime,
  brokenFraming,
  MAX_HEADER_BYTES,
  MAX_HEADERS,
  MAX_SEGMENT,
  unreadableAddress,
} from './framing.ts'
import { originOf, queryOf } from './origin.ts'
import type { HttpProblem } from './problem.ts'
import { networkOf } from '../shared/network.ts'
import type { Protocol, Route } from './route.ts'
import type { RequestMeter } from './ops/request-meter.ts'
import { type Metered, refuse, send } from './send.ts'
import type { FindTenant } from './tenant-hosts.ts'

/** What the server needs from the rest of the program. */
export type ServerDeps = {
  readonly routes: readonly Route[]
  readonly findTenant: FindTenant
  readonly authenticate: Authenticate
  /** The protocol that answers for a path nobody registered. */
  readonly protocolOf: (path: string) => Protocol
  readonly publicUrl: URL | undefined
  readonly limits: Limits
  readonly requestMeter: RequestMeter
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  readonly logger: Logger
  /** A short reference that is shown to the caller and stands in the log. */
  readonly newReference: () => string
  /** Adds what is no API: the files of the console. Hooks and limits of the server hold for it too. */
  readonly extend?: (app: FastifyInstance) => void
}

const LARGEST_BODY = 8 * 1024 * 1024
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type BodyLimit = { readonly limit: number; readonly limitName: string | undefined }

type Scoped = Metered & { tenant: Tenant | undefined; caller: Caller | undefined; from: Provenance }

/**
 * Fastify in its tuned form: callback hooks, bodies as plain buffers, finished strings out. Everything that holds for
 * every route stands here and is done in this order: framing, address, tenant, path, caller, media type, body, route.
 */
export function createServer(deps: ServerDeps): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    exposeHeadRoutes: false,
    // answers the requests that are under way, then closes idle keep-alive connections
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    trustProxy: deps.trustedProxies.length === 0 ? false : [...deps.trustedProxies],
    // a missing Host is refused with the framing, in the shape of the protocol that was asked
    http: { maxHeaderSize: MAX_HEADER_BYTES, insecureHTTPParser: false, requireHostHeader: false },
    // doubled and trailing slashes and a dangling `?` are what people paste into a base URL field
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      caseSensitive: true,
      maxParamLength: MAX_SEGMENT,
    },
    frameworkErrors: (error, request, reply) =>
      refuse(reply, deps.protocolOf(request.url), unreadableAddress(error.code)),
    clientErrorHandler: answerBrokenRequest,
  })
  app.server.maxHeadersCount = MAX_HEADERS
  answerForRuntime(app.server, LARGEST_BODY)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.decorateRequest('tenant', undefined)
  app.decorateRequest('caller', undefined)
  app.decorateRequest('from', undefined)
  app.decorateRequest('series', undefined)
  app.decorateRequest('startedAt', 0)
  const elsewhere = deps.requestMeter.series('', 'none')

  app.addHook('onRequest', (request, reply, done) => {
    const scoped = request as unknown as Scoped
    scoped.startedAt = performance.now()
    scoped.series = elsewhere
    const protocol = deps.protocolOf(request.url)
    const broken = brokenFraming(request)
    if (broken !== undefined) return refuse(reply, protocol, broken)
    const from = provenanceOf(request)
    // probes share the address of the proxy, and no answer to them would look like a process to be restarted
    const wait = protocol.name === 'ops' ? undefined : deps.limits.addresses.take(networkOf(from.address))
    if (wait !== undefined) return refuse(reply, protocol, tooManyFromAddress(wait, deps.limits.addresses))
    const tenant = deps.findTenant(request.headers.host ?? '')
    if (tenant === undefined && protocol.name !== 'ops') {
      return refuse(reply, protocol, {
        kind: 'misdirected',
        detail: `No tenant is reached under the host name ${JSON.stringify(request.headers.host ?? '')}. Use the tenant's own host name, or add this one to the tenant.`,
      })
    }
    scoped.tenant = tenant
    scoped.from = from
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
      : unknownMethod(request.method)
    if (protocol.name !== 'scim' && protocol.name !== 'scim-v1') return refuse(reply, protocol, problem)
    // an unknown SCIM address tells a stranger nothing either
    authenticate(deps, protocol, { access: 'scim:read', perDirectory: true }, request, reply, () =>
      refuse(reply, protocol, problem),
    )
  })

  app.setErrorHandler((error, request, reply) => {
    const protocol = deps.protocolOf(request.url)
    const code = (error as { code?: unknown }).code
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      // the rest of the body is not read, so the connection cannot be used again
      void reply.header('connection', 'close')
      const { limit, limitName } = request.routeOptions.config as Partial<BodyLimit>
      const name = limitName === undefined ? 'the limit of this address' : limitName
      const detail = `The size of the body exceeds ${name} (${limit ?? LARGEST_BODY} bytes).`
      return refuse(reply, protocol, { kind: 'tooLarge', detail })
    }
    if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
      const sent = JSON.stringify(request.headers['content-type'] ?? '')
      return refuse(reply, protocol, {
        kind: 'unsupportedMediaType',
        detail: `The body is sent as ${sent}, which is no media type.`,
      })
    }
    // QUERY (RFC 9110 has it not) is known to the framework, which wants a body with it, and to no route
    if (code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE') return refuse(reply, protocol, unknownMethod(request.method))
    if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
      return refuse(reply, protocol, { kind: 'badRequest', detail: 'The body is not as long as Content-Length says.' })
    }
    fault(deps, protocol, request, reply, error)
  })
  return app
}

function register(app: FastifyInstance, deps: ServerDeps, route: Route): void {
  const { access, protocol, body } = route
  const takesCredential = access === 'open' && body !== 'none'
  const series = deps.requestMeter.series(route.method, route.path)
  const admission: Admission | undefined = access === 'open' ? undefined : { ...route, access }
  app.route({
    // HEAD is answered as GET is, and `send` leaves the body away (RFC 9110 §9.3.2)
    method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
    url: route.path,
    bodyLimit: body === 'none' ? LARGEST_BODY : body.limit,
    config: body === 'none' ? {} : ({ limit: body.limit, limitName: body.limitName } satisfies BodyLimit),
    onRequest: (request, reply, done) => {
      ;(request as unknown as Scoped).series = series
      if (admission !== undefined) return authenticate(deps, protocol, admission, request, reply, done)
      const wait = takesCredential ? deps.limits.guesses.wait((request as unknown as Scoped).from.address) : undefined
      if (wait !== undefined) return refuse(reply, protocol, tooManyGuesses(wait))
      done()
    },
    handler: (request, reply) => {
      const text = bodyText(route, request)
      if (typeof text !== 'string') return refuse(reply, protocol, text)
      const { tenant, caller, from } = request as unknown as Scoped
      route
        .handle({
          tenant: tenant as Tenant,
          caller,
          params: request.params as Record<string, string>,
          query: queryOf(request.raw.url ?? ''),
          headers: request.headers,
          body: text,
          origin: originOf(deps.publicUrl, request.headers.host ?? ''),
          from,
        })
        .then(
          (answer) => {
            if (takesCredential && answer.status === 401) deps.limits.guesses.noteWrong(from.address)
            send(reply, answer)
          },
          (error: unknown) => fault(deps, protocol, request, reply, error),
        )
    },
  })
}

/** Every path answers 405 with `Allow` for the methods it has no record for (RFC 9110 §15.5.6), after authentication. */
function registerOtherMethods(app: FastifyInstance, deps: ServerDeps, path: string, routes: readonly Route[]): void {
  const first = routes[0]
  if (first === undefined) return
  const allowed = routes.flatMap(({ method }): string[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const problem: HttpProblem = {
    kind: 'methodNotAllowed',
    allow: allowed.join(', '),
    detail: `This address answers ${allowed.join(', ')} only.`,
  }
  const answer = (reply: FastifyReply): void => refuse(reply, first.protocol, problem)
  const { access } = routes.find((route) => route.access === 'scim:read' || route.access === 'admin:read') ?? first
  app.route({
    method: [...METHODS, 'HEAD', 'OPTIONS', 'TRACE'].filter((method) => !allowed.includes(method)),
    url: path,
    handler: (request, reply) => {
      if (access === 'open' || request.method === 'OPTIONS') return answer(reply)
      authenticate(deps, first.protocol, { ...first, access }, request, reply, () => answer(reply))
    },
  })
}

const unknownMethod = (method: string): HttpProblem => ({
  kind: 'notImplemented',
  detail: `The method ${method} is not supported.`,
})

const pathOf = (url: string): string => JSON.stringify(url.split('?', 1)[0]?.slice(0, 200))

function authenticate(
  deps: ServerDeps,
  protocol: Protocol,
  admission: Admission,
  request: FastifyRequest,
  reply: FastifyReply,
  next: () => void,
): void {
  const scoped = request as unknown as Scoped
  admit(deps.authenticate, deps.publicUrl, scoped.tenant as Tenant, admission, request, scoped.from).then(
    (caller) => {
      if (!caller.ok) return refuse(reply, protocol, caller.error)
      const { tenantId, actor } = caller.value
      const tooMany = takeRequest(deps.limits, tenantId, actor.kind, actor.name)
      if (tooMany !== undefined) return refuse(reply, protocol, tooMany)
      scoped.caller = caller.value
      next()
    },
    (error: unknown) => fault(deps, protocol, request, reply, error),
  )
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
  const { unavailable, problem } = (error ?? {}) as { readonly unavailable?: unknown; readonly problem?: unknown }
  const kind = unavailable === true ? 'unavailable' : 'internal'
  refuse(reply, protocol, { kind, reference, detail: detailOf(kind, problem === 'inDoubt', reference) })
}

function detailOf(kind: 'unavailable' | 'internal', inDoubt: boolean, reference: string): string {
  if (kind === 'internal') {
    return `Something went wrong inside Muster. Nothing was changed. The log of the server has more under the reference ${reference}.`
  }
  if (inDoubt) {
    return `The directory's store was lost while this change was being saved, so it was made or it was not. Look before you repeat it. Reference ${reference}.`
  }
  return `The directory's store does not answer at the moment. Nothing was changed; try again in some seconds. Reference ${reference}.`
}
