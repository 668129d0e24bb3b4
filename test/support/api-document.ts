import assert from 'node:assert/strict'
import { Compile } from 'typebox/schema'
import type { ApiAnswer, JsonObject } from './admin-api.ts'

type Media = Record<string, { readonly schema?: JsonObject }>
type Described = {
  readonly operationId: string
  readonly security: readonly JsonObject[]
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: Media }
  readonly responses: Record<string, { readonly content?: Media }>
}

export type ApiDocument = {
  readonly paths: Record<string, Record<string, Described>>
  readonly components: { readonly schemas: Record<string, JsonObject> }
}

/** `GET /api/v1/clients/{id}` for each operation. */
export const operationsOf = ({ paths }: ApiDocument): readonly string[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )

/** The operation that this request is for. A path without parameters is nearer than one with. */
export function operationFor(document: ApiDocument, method: string, path: string): string {
  const plain = path.split('?', 1)[0] ?? ''
  const fits = (template: string): boolean =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{[a-z]+\}/g, '[^/]+')}$`).test(plain)
  const found = operationsOf(document)
    .filter((name) => name.startsWith(`${method} `) && fits(name.slice(method.length + 1)))
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
  assert.ok(found[0] !== undefined, `${method} ${plain} is not in the document`)
  return found[0]
}

/** The answer is what the document promises for its status, with nothing that it does not mention. */
export function assertAsDescribed(
  document: ApiDocument,
  operation: string,
  { status, headers, json }: ApiAnswer,
): void {
  const [method = '', path = ''] = operation.split(' ')
  const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {}
  const promised = responses[String(status)] ?? (status >= 400 ? responses['default'] : undefined)
  assert.ok(promised !== undefined, `${operation} answers ${status}, of which the document knows nothing`)
  const mediaType = headers.get('content-type')?.split(';', 1)[0]
  if (promised.content === undefined) return assert.equal(mediaType, undefined, operation)
  const schema = promised.content[mediaType ?? '']?.schema
  assert.ok(schema !== undefined, `${operation} answers ${status} as ${mediaType}, which the document does not say`)
  const closed = close({ ...schema, components: document.components }) as JsonObject
  const check = Compile(closed)
  assert.ok(
    check.Check(json),
    `${operation} ${status}: ${JSON.stringify(check.Errors(json))} in ${JSON.stringify(json)}`,
  )
}

/** Objects of the document as they are written out: a member more is a member that nobody was told of. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]))
  return 'properties' in members ? { additionalProperties: false, ...members } : members
}
