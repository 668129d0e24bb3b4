import type { DefinitionRefused } from '../scim/schema/read-definition.ts'

/** What somebody who defines schemas can cause. `detail` is a sentence for an administrator. */
export type SchemaError =
  | DefinitionRefused
  | { readonly kind: 'definitionNotFound'; readonly detail: string }
  /** Stored values, live resources or other definitions stand against it. */
  | { readonly kind: 'definitionInUse'; readonly field?: string; readonly detail: string }
  /** Stored values lose their declaration: to be confirmed by how many resources hold some. */
  | { readonly kind: 'notConfirmed'; readonly detail: string }
