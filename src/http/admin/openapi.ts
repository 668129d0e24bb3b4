import type { JsonObject } from '../../shared/json.ts'
import { adminProtocol } from './error-response.ts'
import { Problem } from './contract.ts'
import { jsonAnswer } from './json-answer.ts'
import type { Operation } from './operation.ts'
import type { Route } from '../route.ts'

/** OpenAPI 3.1 of the admin API, made of the operations themselves: TypeBox schemas are JSON Schema as they stand. */
export function openApiDocument(operations: readonly Operation[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const one of operations) {
    const path = one.route.path.replaceAll(/:([a-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [one.route.method.toLowerCase()]: describe(one) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster admin API', version: '1', description: 'What the console and the command line use.' },
    paths,
    components: {
      schemas: { Problem: asJson(Problem) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-muster_session' },
      },
    },
  }
}

function describe({ route, summary, request, status, answer, query }: Operation): JsonObject {
  const names = [...route.path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => name)
  return {
    summary,
    ...(route.access === 'open' ? { security: [] } : { security: [{ bearer: [route.access] }, { session: [] }] }),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
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
      : { requestBody: { required: true, content: { 'application/json': { schema: asJson(request) } } } }),
    responses: {
      [String(status)]: {
        description: summary,
        ...(answer === undefined ? {} : { content: { 'application/json': { schema: asJson(answer) } } }),
      },
      default: {
        description: 'Why not',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** What TypeBox adds for itself does not survive JSON. */
const asJson = (schema: object): JsonObject => JSON.parse(JSON.stringify(schema)) as JsonObject

/** The document, and a page of it for people. */
export function openApiRoutes(operations: readonly Operation[]): readonly Route[] {
  const document = openApiDocument(operations)
  const page = readablePage(operations)
  const route = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    access: 'admin:read',
    session: true,
    protocol: adminProtocol,
    body: 'none',
    handle,
  })
  return [
    route('/api/v1/openapi.json', () => Promise.resolve(jsonAnswer(200, document))),
    route('/api/v1/docs', () => Promise.resolve({ status: 200, headers: PAGE_HEADERS, body: page })),
  ]
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // no script, no style of its own: the browser's defaults are readable, and nothing has to be let through
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

function readablePage(operations: readonly Operation[]): string {
  const sections = operations.map(
    ({
      route,
      summary,
      request,
      answer,
      status,
    }) => `<section><h2><code>${route.method} ${escape(route.path)}</code></h2>
<p>${escape(summary)}. ${route.access === 'open' ? 'Needs no credentials.' : `Needs the scope <code>${route.access}</code>.`}</p>
${schemaBlock('Request', request)}${schemaBlock(`Answer ${status}`, answer)}</section>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Muster admin API</title></head>
<body><main><h1>Muster admin API</h1><p>The same as <a href="/api/v1/openapi.json">an OpenAPI document</a>. Refusals are problem details (RFC 9457) with a stable <code>code</code>.</p>
${sections.join('\n')}</main></body></html>`
}

const schemaBlock = (title: string, schema: object | undefined): string =>
  schema === undefined
    ? ''
    : `<details><summary>${title}</summary><pre>${escape(JSON.stringify(schema, undefined, 2))}</pre></details>\n`

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
