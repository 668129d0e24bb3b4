import type { Result } from '../shared/result.ts'

/**
 * Everything a SCIM caller can cause. Fields are facts; the status and the envelope are written at the edge
 * (`http/scim/error-response.ts`). `detail` is one or two plain sentences for an administrator who reads them inside
 * the identity provider: the cause, then what to do. It never holds a secret and is never empty.
 */
export type ScimError =
  | { readonly kind: 'invalidSyntax'; readonly detail: string }
  | { readonly kind: 'invalidValue'; readonly path: string; readonly detail: string }
  | { readonly kind: 'invalidFilter'; readonly detail: string }
  | { readonly kind: 'invalidPath'; readonly path: string; readonly detail: string }
  | { readonly kind: 'noTarget'; readonly path: string; readonly detail: string }
  | { readonly kind: 'mutability'; readonly path: string; readonly detail: string }
  | { readonly kind: 'uniqueness'; readonly path: string; readonly detail: string }
  | { readonly kind: 'tooMany'; readonly detail: string }
  | { readonly kind: 'sensitive'; readonly path: string; readonly detail: string }
  /** RFC 9865 §2.1. */
  | { readonly kind: 'invalidCursor' | 'expiredCursor' | 'invalidCount'; readonly detail: string }
  | { readonly kind: 'notFound'; readonly detail: string }
  /** Something else that this depends on did not come about (RFC 7644 §3.7.1). */
  | { readonly kind: 'conflict'; readonly detail: string }
  /** A bulk request beyond a limit (RFC 7644 §3.7.4). */
  | { readonly kind: 'tooLarge'; readonly detail: string }
  | { readonly kind: 'preconditionFailed'; readonly detail: string }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'notImplemented'; readonly detail: string }
  /** The definitions of the directory changed while the request was under way; it has changed nothing. */
  | { readonly kind: 'schemaChanged'; readonly detail: string }

export type ScimResult<T> = Result<T, ScimError>
