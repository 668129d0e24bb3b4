/** What a caller of the directory API can cause. `detail` is a sentence for an administrator. */
export type DirectoryError =
  | { readonly kind: 'directoryInvalid'; readonly field: 'type' | 'name' | 'domains'; readonly detail: string }
  | { readonly kind: 'domainTaken'; readonly domain: string; readonly detail: string }
  | { readonly kind: 'directoryNameTaken'; readonly detail: string }
  | { readonly kind: 'directoryNotFound'; readonly field?: string; readonly detail: string }
