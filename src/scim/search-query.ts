import type { BoundFilter } from './filter/ast.ts'
import type { AttributePath } from './schema/attribute.ts'

export type Sort = { readonly by: AttributePath; readonly order: 'ascending' | 'descending' }

/** What is asked for, and in which order. */
export type Selector = { readonly filter?: BoundFilter; readonly sort?: Sort }

/** RFC 7644 §3.4.2, after parsing and binding. `startIndex` ≥ 1; `count` ≥ 0 and already capped. */
export type SearchQuery = Selector & { readonly startIndex: number; readonly count: number }

/**
 * A place between two resources of an ordered list: right behind the one with this sort key and position, in the resource
 * type with this number. `key` is null where the resource has no such value, and where nothing is sorted.
 */
export type Anchor = { readonly part: number; readonly key: string | number | null; readonly position: number }

/** One page of a walk (RFC 9865): what stands behind the anchor, from the beginning without one. */
export type WalkQuery = Selector & { readonly after?: Pick<Anchor, 'key' | 'position'>; readonly count: number }
