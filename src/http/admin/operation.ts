import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Caller } from '../../access/caller.ts'
import type { Use } from '../../access/ports/provenance.ts'
import type { Json } from '../../shared/json.ts'
import type { Result } from '../../shared/result.ts'
import { acceptsJson } from '../json-body.ts'
import type { Answer, Call, Route } from '../route.ts'
import { readBody, type BodyValidator } from '../validated-body.ts'
import { adminError, adminProtocol, type AdminError } from './error-response.ts'
import { jsonAnswer } from './json-answer.ts'
import { readParameters, type KnownParameters } from './query-parameters.ts'

/** What the OpenAPI document tells of an operation; {@link operation} makes the route of it. */
export type Operation = {
  readonly route: Route
  readonly summary: string
  readonly request: TSchema | undefined
  readonly status: number
  /** Absent for an answer without a body. */
  readonly answer: TSchema | undefined
  readonly query: KnownParameters
  /** Of request and answer; JSON where nothing is said. */
  readonly media?: string
}

/** `text` is a body that is no JSON; its media type stands in the headers. */
export type Reply = {
  readonly body?: Json
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

type Definition<S extends TSchema | undefined> = {
  readonly method: Route['method']
  readonly path: string
  readonly summary: string
  readonly access: Route['access']
  readonly perDirectory?: true
  readonly recentSignIn?: true
  readonly request?: S
  readonly status?: number
  readonly answer?: TSchema
  readonly query?: KnownParameters
  readonly media?: string
  readonly handle: (
    call: AdminCall,
    body: S extends TSchema ? Static<S> : undefined,
  ) => Promise<Result<Reply, AdminError>>
}

/** A call whose query is parsed. `caller` is there on every operation that is not open. */
export type AdminCall = Call & { readonly parameters: URLSearchParams; readonly caller: Caller }

const BODY_LIMIT = 256 * 1024

/** One operation of the admin API, open to bearer tokens and to the console's session. */
export function operation<S extends TSchema | undefined = undefined>(definition: Definition<S>): Operation {
  const { request, answer, query = {}, status = answer === undefined ? 204 : 200 } = definition
  const validator = request === undefined ? undefined : (Compile(request) as unknown as BodyValidator<unknown>)
  const handle: Route['handle'] = async (call) => {
    const parameters = readParameters(call.query, query)
    if (!parameters.ok) return adminError(parameters.error)
    const body = validator === undefined ? undefined : readBody(call.body, validator)
    if (body !== undefined && !body.ok) return adminError(body.error)
    // a route that is not open is never reached without a caller
    const admitted = { ...call, parameters: parameters.value } as AdminCall
    const reply = await definition.handle(admitted, body?.value as Parameters<typeof definition.handle>[1])
    if (!reply.ok) return adminError(reply.error)
    const { body: json, text, headers = {} } = reply.value
    const plain = json === undefined ? textAnswer(status, text) : jsonAnswer(status, json)
    return { ...plain, headers: { ...plain.headers, ...headers } }
  }
  return {
    route: {
      method: definition.method,
      path: definition.path,
      access: definition.access,
      session: true,
      ...(definition.perDirectory === undefined ? {} : { perDirectory: true }),
      ...(definition.recentSignIn === undefined ? {} : { recentSignIn: true }),
      protocol: adminProtocol,
      body: request === undefined ? 'none' : { accept: acceptsJson, limit: BODY_LIMIT },
      handle,
    },
    summary: definition.summary,
    request,
    status,
    answer,
    query,
    ...(definition.media === undefined ? {} : { media: definition.media }),
  }
}

const textAnswer = (status: number, text: string | undefined): Answer => ({
  status,
  headers: { 'cache-control': 'no-store', ...(text === undefined ? {} : { 'x-content-type-options': 'nosniff' }) },
  ...(text === undefined ? {} : { body: text }),
})

/** The `:id` of an address. */
export const idOf = (call: AdminCall): string => call.params['id'] ?? ''

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** The members of an answer that say when, from where and by which agent something was used last. */
export const lastUseOf = (use: Use | undefined) => ({
  lastUsedAt: isoOrNull(use?.at),
  lastUsedFrom: use?.address ?? null,
  lastUsedAgent: use?.agent ?? null,
})

export const isoOrNull = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : iso(milliseconds)
