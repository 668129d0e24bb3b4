import type { ClientBase, QueryArrayResult } from 'pg'
import type { Row } from './database.ts'
import type { Render, Sql } from './sql.ts'
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
      values: [...parameters],
      rowMode: 'array',
      ...(name === undefined ? {} : { name }),
    })
  }
}
