/** Milliseconds. */
export const DAY = 86_400_000

/** How long a deleted resource can be brought back where the tenant has not said otherwise. */
export const DEFAULT_UNDO_DAYS = 30
