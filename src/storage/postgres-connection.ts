import type { ClientBase, QueryArrayResult } from 'pg'
import type { Row } from './database.ts'
import type { Render, Sql, Value } from './sql.ts'
import { statementNames } from './statement-names.ts'

export type Answer = QueryArrayResult<Cells>
type Cells = [...Row]

/** Sends a statement over one connection, under a name when it comes often. */
export type Ask = (client: Pick<ClientBase, 'query'>, query: Sql, suffix?: string) => Promise<Answer>

/** `suffix` follows the rendered text. Names are the same on every connection of the process. */
export function asker(render: Render): Ask {
  const nameOf = statementNames()
  return (client, query, suffix = '') => {
    const { text: rendered, parameters } = render(query)
    const text = rendered + suffix
    const name = nameOf(text)
    return client.query<Cells>({
      text,
      values: parameters.map(withoutNul),
      rowMode: 'array',
      ...(name === undefined ? {} : { name }),
    })
  }
}

/**
 * PostgreSQL keeps no U+0000 and refuses to be asked for it. Nothing that is written holds one, so who looks for it, in an
 * address for instance, must find nothing: a noncharacter stands for it that nothing holds either.
 */
const withoutNul = (value: Value): Value =>
  typeof value === 'string' && value.includes('\u0000') ? value.replaceAll('\u0000', '\u{10fffe}') : value
