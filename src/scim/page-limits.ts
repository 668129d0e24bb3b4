/** Page sizes of a list: what a client gets that names none, and the most it can get. */
export type PageLimits = { readonly standard: number; readonly most: number }

export const MAX_COUNT = 1_000

export const PAGE_LIMITS: PageLimits = { standard: 100, most: MAX_COUNT }
