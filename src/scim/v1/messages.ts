import { CORE_V1 } from './schema-names.ts'

/** The envelope of a list, keys in the order in which Access sends them. `resources` are finished JSON texts. */
export function listResponseV1(list: {
  readonly totalResults: number
  readonly startIndex: number
  readonly resources: readonly string[]
}): string {
  const { totalResults, startIndex, resources } = list
  return `{"totalResults":${totalResults},"itemsPerPage":${resources.length},"startIndex":${startIndex},"schemas":["${CORE_V1}"],"Resources":[${resources.join(',')}]}`
}

/** SCIM 1.1 §3.9; the code goes as text (access-contract §4.8). */
export const errorBodyV1 = (status: number, description: string): string =>
  JSON.stringify({ Errors: [{ code: String(status), description }] })
