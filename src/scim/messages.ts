/**
 * RFC 7644 §3.4.2. `resources` are finished JSON texts; `itemsPerPage` is how many there are (scim-clients §4.3). The page
 * of a walk has no `startIndex`, and `nextCursor` unless it is the last one (RFC 9865 §2).
 */
export function listResponse(list: {
  readonly totalResults: number
  readonly startIndex?: number
  readonly nextCursor?: string
  readonly resources: readonly string[]
}): string {
  const { totalResults, startIndex, nextCursor, resources } = list
  const place = startIndex === undefined ? '' : `"startIndex":${startIndex},`
  const next = nextCursor === undefined ? '' : `"nextCursor":${JSON.stringify(nextCursor)},`
  return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":${totalResults},${place}"itemsPerPage":${resources.length},${next}"Resources":[${resources.join(',')}]}`
}

/** RFC 7644 §3.12; `status` goes as text. */
export function errorBody(status: number, detail: string, scimType?: string): string {
  return JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  })
}
