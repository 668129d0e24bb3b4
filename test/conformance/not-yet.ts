/** Checks that fail today, with what is missing: by the name of the check. */
export const NOT_YET: ReadonlyMap<string, string> = new Map<string, string>([])
