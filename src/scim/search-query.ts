import type { BoundFilter } from './filter/ast.ts'
import type { AttributePath } from './schema/attribute.ts'

/** RFC 7644 §3.4.2, after parsing and binding. `startIndex` ≥ 1; `count` ≥ 0 and already capped. */
export type SearchQuery = {
  readonly filter?: BoundFilter
  readonly sort?: { readonly by: AttributePath; readonly order: 'ascending' | 'descending' }
  readonly startIndex: number
  readonly count: number
}
