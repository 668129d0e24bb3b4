/** What the address of a list of users or groups says. */
export type ListSearch = {
  readonly directory?: string | undefined
  readonly q?: string | undefined
  readonly sort?: ListOrder | undefined
  readonly down?: true | undefined
  readonly active?: 'yes' | 'no' | undefined
}

export const LIST_ORDERS = ['userName', 'displayName', 'meta.lastModified'] as const
export type ListOrder = (typeof LIST_ORDERS)[number]
