/** Page sizes of a list: what a client gets that names none, and the most it can get. */
export type PageLimits = { readonly standard: number; readonly most: number }

export const MAX_COUNT = 1_000

/** Seconds that a cursor is good for after it was given out (RFC 9865 §4). */
export const CURSOR_TIMEOUT = 3_600

export const PAGE_LIMITS: PageLimits = { standard: 100, most: MAX_COUNT }
