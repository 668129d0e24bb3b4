import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { Answer, Route } from '../route.ts'
import { adminProtocol } from './error-response.ts'
import { jsonAnswer } from './json-answer.ts'
import { openApiDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { referencePage } from './reference-page.ts'
import { REFERENCE_STYLE } from './reference-style.ts'

/** The OpenAPI document of these operations and of itself, and a page of the same for people. */
export function referenceRoutes(operations: readonly Operation[]): readonly Route[] {
  const reference = [
    describeItself('/api/v1/openapi.json', 'This API as an OpenAPI 3.1 document', 'application/json', () => document),
    describeItself('/api/v1/docs', 'This API as a page for people', 'text/html', () => page),
  ]
  const all = [...operations, ...reference]
  const document = jsonAnswer(200, openApiDocument(all))
  const page: Answer = { status: 200, headers: PAGE_HEADERS, body: referencePage(all) }
  return reference.map(({ route }) => route)
}

function describeItself(path: string, summary: string, media: string, answer: () => Answer): Operation {
  return {
    route: {
      method: 'GET',
      path,
      access: 'admin:read',
      session: true,
      protocol: adminProtocol,
      body: 'none',
      handle: () => Promise.resolve(answer()),
    },
    summary,
    request: undefined,
    status: 200,
    answer: Type.Unknown(),
    query: {},
    media,
  }
}

const styleDigest = createHash('sha256').update(REFERENCE_STYLE).digest('base64')

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleDigest}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}
