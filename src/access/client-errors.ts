import type { ClientRuleBroken } from './client-rules.ts'

/** What a caller of the client API can cause. `detail` is a sentence for an administrator. */
export type ClientError =
  | ClientRuleBroken
  | { readonly kind: 'clientIdTaken'; readonly detail: string }
  | { readonly kind: 'clientNotFound'; readonly detail: string }
  | { readonly kind: 'clientIdFixed'; readonly detail: string }
  | { readonly kind: 'secretNotSettable'; readonly detail: string }
  | { readonly kind: 'overlapInvalid'; readonly detail: string }
  | { readonly kind: 'boundToDirectory'; readonly detail: string }
  | { readonly kind: 'tokenRefused' | 'tokenNotFound'; readonly detail: string }
  | { readonly kind: 'keyInvalid'; readonly field: string; readonly detail: string }
  | { readonly kind: 'keyNotFound' | 'tooManyKeys'; readonly detail: string }
  | { readonly kind: 'secretNotFound' | 'secretIsCurrent' | 'credentialUnknown'; readonly detail: string }
