import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { names } from '../search-request.ts'
import { MAX_BULK_OPERATIONS } from './limits.ts'

const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

export type BulkMethod = (typeof METHODS)[number]

/** One operation of a bulk request (RFC 7644 §3.7), read but not tried. */
export type BulkOperation = {
  readonly method: BulkMethod
  /** As in `path`, with its slash: `/Users`. */
  readonly endpoint: string
  /** Of the resource in `path`; it may refer to another operation. Absent: a POST. */
  readonly id?: string
  /** Of a POST: the name by which other operations refer to what it makes. */
  readonly bulkId?: string
  readonly version?: string
  /** Absent: a DELETE. */
  readonly data?: Json
}

/** What stands in the answer whatever becomes of the operation. Absent: it was not given, or is no text. */
export type BulkLabel = { readonly method?: string; readonly bulkId?: string }

export type BulkItem = { readonly label: BulkLabel; readonly operation: ScimResult<BulkOperation> }

export type BulkRequest = {
  readonly items: readonly BulkItem[]
  /** Errors after which nothing more is tried; absent: everything is tried. */
  readonly failOnErrors?: number
}

/**
 * Fails as a whole with `invalidSyntax` (no bulk request), `invalidValue` (`failOnErrors`) or `tooLarge`; what is wrong
 * with one operation stands at that operation.
 */
export function parseBulk(body: Json): ScimResult<BulkRequest> {
  if (!isJsonObject(body) || !names(body, BULK_REQUEST))
    return invalidSyntax(`The body must be an object with "schemas": ["${BULK_REQUEST}"].`)
  const operations = fieldOf(body, 'operations')
  if (!isJsonArray(operations)) return invalidSyntax('The body must have an array "Operations".')
  if (operations.length > MAX_BULK_OPERATIONS) {
    const detail = `The bulk request has ${operations.length} operations, which exceeds maxOperations (${MAX_BULK_OPERATIONS}). Send them in several requests.`
    return fail({ kind: 'tooLarge', detail })
  }
  const failOnErrors = fieldOf(body, 'failonerrors')
  if (failOnErrors !== undefined && failOnErrors !== null && !isPositive(failOnErrors)) {
    const detail = '"failOnErrors" must be a whole number from 1: the errors after which nothing more is tried.'
    return fail({ kind: 'invalidValue', path: 'failOnErrors', detail })
  }
  const taken = new Set<string>()
  const items = operations.map((item) => parseItem(item, taken))
  return ok({ items, ...(isPositive(failOnErrors) ? { failOnErrors } : {}) })
}

const isPositive = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

function parseItem(item: Json, taken: Set<string>): BulkItem {
  if (!isJsonObject(item)) return { label: {}, operation: invalidSyntax('The operation must be an object.') }
  const method = textIn(item, 'method')
  const bulkId = textIn(item, 'bulkid')
  return {
    label: { ...(method === undefined ? {} : { method }), ...(bulkId === undefined ? {} : { bulkId }) },
    operation: parseOperation(item, taken),
  }
}

function parseOperation(item: JsonObject, taken: Set<string>): ScimResult<BulkOperation> {
  const name = textIn(item, 'method')?.toUpperCase()
  const method = METHODS.find((one) => one === name)
  if (method === undefined) return invalid('method', '"method" must be POST, PUT, PATCH or DELETE.')
  const target = parsePath(method, textIn(item, 'path'))
  if (!target.ok) return target
  const data = fieldOf(item, 'data')
  if (method !== 'DELETE' && !isJsonObject(data))
    return invalidSyntax(`"data" must be an object: the body of a single ${method}.`)
  const version = textIn(item, 'version')
  const bulkId = method === 'POST' ? takeBulkId(item, taken) : ok(undefined)
  if (!bulkId.ok) return bulkId
  return ok({
    method,
    ...target.value,
    ...(bulkId.value === undefined ? {} : { bulkId: bulkId.value }),
    ...(version === undefined || method === 'POST' ? {} : { version }),
    ...(data === undefined || method === 'DELETE' ? {} : { data }),
  })
}

/** The first operation that gives a bulkId has it. */
function takeBulkId(item: JsonObject, taken: Set<string>): ScimResult<string> {
  const bulkId = textIn(item, 'bulkid') ?? ''
  if (bulkId === '')
    return invalid('bulkId', 'A POST must have a "bulkId", a text that no other POST of the request has.')
  if (taken.has(bulkId)) {
    const detail = `The bulkId ${JSON.stringify(bulkId.slice(0, 64))} is given by an earlier POST of this request. Give each POST its own.`
    return fail({ kind: 'uniqueness', path: 'bulkId', detail })
  }
  taken.add(bulkId)
  return ok(bulkId)
}

type Target = Pick<BulkOperation, 'endpoint' | 'id'>

/** `/Users`, `/Users/{id}`: relative to the base URL. Whether there is such an endpoint is for the directory to say. */
function parsePath(method: BulkMethod, path: string | undefined): ScimResult<Target> {
  if (path === undefined)
    return invalid('path', '"path" must be a text such as /Users, or /Users/{id} for PUT, PATCH and DELETE.')
  // an id may hold any reference, so it is all that follows the second slash
  const [, name = '', rest = ''] = /^\/?([A-Za-z][\w.-]*)(?:\/(.*))?$/s.exec(path) ?? []
  if (name === '') {
    const detail = `${JSON.stringify(path.slice(0, 80))} is no endpoint of resources. "path" is relative to the base URL, such as /Users or /Users/{id}.`
    return fail({ kind: 'notFound', detail })
  }
  if (/^bulk$/i.test(name))
    return invalid(
      'path',
      'A bulk request cannot hold another one. Put its operations into this one, or send it by itself.',
    )
  const endpoint = `/${name}`
  const isPost = method === 'POST'
  if (isPost === (rest !== '')) {
    const wanted = isPost ? endpoint : `${endpoint}/{id}`
    return invalid('path', `The path of a ${method} must be ${wanted}, not ${JSON.stringify(path.slice(0, 80))}.`)
  }
  return ok({ endpoint, ...(rest === '' ? {} : { id: rest }) })
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name)
  return typeof value === 'string' ? value : undefined
}

/** By its lower-case name. */
function fieldOf(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}

const invalid = (path: string, detail: string): ScimResult<never> => fail({ kind: 'invalidValue', path, detail })
const invalidSyntax = (detail: string): ScimResult<never> => fail({ kind: 'invalidSyntax', detail })
