/**
 * A named statement is planned once per connection, which keeps it until it ends, so there must not be any number of them.
 * Far above what a busy server uses; texts beyond it come from unusual filters and are planned each time.
 */
const NAMES = 300
const CANDIDATES = 1_000

/** The name of a statement from its second use on; undefined for one that is better sent without. */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const seen = new Set<string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= NAMES) return known
    if (!seen.delete(text)) {
      if (seen.size >= CANDIDATES) seen.clear()
      seen.add(text)
      return undefined
    }
    const name = `m${names.size + 1}`
    names.set(text, name)
    return name
  }
}
