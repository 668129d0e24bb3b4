/** RFC 7644 §3.4.2. `resources` are finished JSON texts; `itemsPerPage` is how many there are (scim-clients §4.3). */
export function listResponse(list: {
  readonly totalResults: number
  readonly startIndex: number
  readonly resources: readonly string[]
}): string {
  const { totalResults, startIndex, resources } = list
  return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":${totalResults},"startIndex":${startIndex},"itemsPerPage":${resources.length},"Resources":[${resources.join(',')}]}`
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
