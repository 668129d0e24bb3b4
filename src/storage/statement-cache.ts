import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Above what a busy server uses; texts beyond it come from unusual filters and are cheap to prepare again. */
const LIMIT = 500

/** `writes`: it may change rows, which a SELECT never does. */
export type CachedStatement = { readonly statement: StatementSync; readonly writes: boolean }

/** Prepared statements of one connection by their text, the longest unused dropped first. */
export function statementCache(connection: DatabaseSync): (text: string) => CachedStatement {
  const statements = new Map<string, CachedStatement>()
  let newest = ''
  return (text) => {
    const known = statements.get(text)
    if (known !== undefined) {
      if (text !== newest) {
        statements.delete(text)
        statements.set(text, known)
        newest = text
      }
      return known
    }
    const statement = connection.prepare(text)
    statement.setReturnArrays(true)
    const cached = { statement, writes: !/^\s*SELECT\b/i.test(text) }
    statements.set(text, cached)
    newest = text
    if (statements.size > LIMIT) statements.delete(statements.keys().next().value ?? '')
    return cached
  }
}
