/** Where a request comes from, as far as it says. */
export type Provenance = {
  readonly address: string
  /** `User-Agent`, cut short. */
  readonly agent: string | undefined
}

export type Use = Provenance & { readonly at: number }
