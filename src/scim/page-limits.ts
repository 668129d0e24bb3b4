/** Page sizes of a list: what a client gets that names none, and the most it can get. */
export const DEFAULT_COUNT = 100
export const MAX_COUNT = 1_000
