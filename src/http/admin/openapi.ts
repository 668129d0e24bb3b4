import type { JsonObject, Json } from '../../shared/json.ts'
import { PROBLEM_CODES } from './error-response.ts'
import type { Operation } from './operation.ts'
import { nameOf, namedSchemas } from './schema-names.ts'

/** OpenAPI 3.1 of the admin API, made of the operations themselves: TypeBox schemas are JSON Schema as they stand. */
export function openApiDocument(operations: readonly Operation[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const one of operations) {
    const path = one.route.path.replaceAll(/:([a-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [one.route.method.toLowerCase()]: describe(one) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster admin API', version: '1', description: DESCRIPTION },
    tags: [...new Set(operations.map(groupOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(namedSchemas.map(([name, schema]) => [name, definitionOf(name, schema)])),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of a client, or the session token of an administrator.',
        },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-muster_session', description: SESSION },
      },
    },
  }
}

const DESCRIPTION =
  'What the console and the command line use. Instants are ISO 8601 in UTC, lifetimes minutes. A refusal is a problem (RFC 9457) whose code is stable.'
const SESSION =
  'The session of the console. A request that changes something has to come from the pages of this server, which browsers say in Sec-Fetch-Site or Origin.'

const RECENT =
  'A session can do this in the ten minutes after its sign-in; later the answer is 403 with the code sign_in_again. A token of a client can do it at any time.'

/** The first part of the address: `clients`, `directories`. */
export const groupOf = ({ route }: Operation): string => route.path.split('/')[3] ?? ''

function describe(one: Operation): JsonObject {
  const { route, summary, request, query } = one
  return {
    operationId: operationIdOf(one),
    tags: [groupOf(one)],
    summary,
    ...(route.recentSignIn === true ? { description: RECENT } : {}),
    ...(route.access === 'open' ? { security: [] } : { security: [{ bearer: [route.access] }, { session: [] }] }),
    parameters: [
      ...parametersIn(route.path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...Object.entries(query).map(([name, description]) => ({
        name,
        in: 'query',
        required: false,
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(request === undefined
      ? {}
      : { requestBody: { required: true, content: { [one.media ?? JSON_MEDIA]: { schema: asJson(request) } } } }),
    responses: responsesOf(one),
  }
}

const JSON_MEDIA = 'application/json'

/** `getClientsIdTokens` */
const operationIdOf = ({ route }: Operation): string =>
  route.method.toLowerCase() +
  route.path.replace('/api/v1', '').replaceAll(/[^a-z0-9]+([a-z0-9])/gi, (_, first: string) => first.toUpperCase())

const parametersIn = (path: string): readonly string[] => [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => name)

function responsesOf(one: Operation): JsonObject {
  const { status, answer, media = JSON_MEDIA } = one
  const good = {
    description: one.summary,
    ...(answer === undefined ? {} : { content: { [media]: { schema: asJson(answer) } } }),
  }
  const refusals = refusalsOf(one).map(([code, description]) => [code, refusal(media, description)] as const)
  return {
    [String(status)]: good,
    ...Object.fromEntries(refusals),
    default: refusal(media, 'Anything else that went wrong'),
  }
}

/** What every operation of its kind can refuse with; what is its own stands in the codes of the problem. */
function refusalsOf({ route, request, query }: Operation): readonly (readonly [status: string, why: string])[] {
  const reads = request !== undefined || Object.keys(query).length > 0
  return [
    ...(reads ? ([['400', 'The request is not valid; field names the member']] as const) : []),
    ...(route.access === 'open'
      ? []
      : ([
          ['401', 'No good credentials'],
          ['403', 'Credentials that may not do this'],
        ] as const)),
    ...(route.path.includes(':') ? ([['404', 'What the address names is not there']] as const) : []),
    ...(request === undefined ? [] : ([['415', 'The body is sent as something else than JSON']] as const)),
  ]
}

const refusal = (media: string, description: string): JsonObject =>
  media === JSON_MEDIA || media === 'text/html' || media === 'application/x-ndjson'
    ? { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
    : { description, content: { [media]: {} } }

function definitionOf(name: string, schema: object): JsonObject {
  const definition = writeOut(schema)
  if (name !== 'Problem') return definition
  const properties = definition['properties'] as JsonObject
  const code = { ...(properties['code'] as JsonObject), enum: PROBLEM_CODES.map((one) => one.code) }
  return { ...definition, properties: { ...properties, code } }
}

/** A schema as JSON, with a reference wherever it is one that has a name. What TypeBox adds for itself is left out. */
function asJson(schema: unknown): Json {
  const name = nameOf(schema)
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
  if (Array.isArray(schema)) return schema.map(asJson)
  return typeof schema === 'object' && schema !== null ? writeOut(schema) : (schema as Json)
}

const writeOut = (schema: object): JsonObject =>
  Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, asJson(value)]))
