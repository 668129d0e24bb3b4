/** What can be bound. Booleans are 0 and 1, absent is `null`: the same on every engine. */
export type Value = string | number | null

/** SQL as written, its parameters apart. Fragments nest; see {@link list} and {@link rows} for what expands. */
export type Sql = { readonly strings: readonly string[]; readonly values: readonly Part[] }

type Expansion = { readonly tuples: readonly (readonly Value[])[]; readonly bracketed: boolean }
type Part = Value | Sql | Expansion

export type Statement = { readonly text: string; readonly parameters: readonly Value[] }

export const sql = (strings: TemplateStringsArray, ...values: readonly Part[]): Sql => ({ strings, values })

/** `IN (${list(ids)})`. An empty list is a bug of the caller: `IN ()` is not portable. */
export const list = (values: readonly Value[]): Expansion => ({ tuples: [values], bracketed: false })

/** `VALUES ${rows([[1, 'a'], [2, 'b']])}`. */
export const rows = (tuples: readonly (readonly Value[])[]): Expansion => ({ tuples, bracketed: true })

/** Fragments with something between them: `join(predicates, sql\` AND \`)`. */
export function join(parts: readonly Sql[], separator: Sql): Sql {
  const values = parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]))
  return { strings: Array.from({ length: values.length + 1 }, () => ''), values }
}

export type Render = (query: Sql) => Statement

/** Rendering for one engine. A template without fragments has one text for ever, kept under its strings array. */
export function renderer(placeholder: (index: number) => string): Render {
  const flat = new WeakMap<readonly string[], string>()
  return (query) => {
    if (!query.values.every(isValue)) return renderNested(query, placeholder)
    let text = flat.get(query.strings)
    if (text === undefined) {
      text = renderNested(query, placeholder).text
      flat.set(query.strings, text)
    }
    return { text, parameters: query.values }
  }
}

const isValue = (part: Part): part is Value => typeof part !== 'object' || part === null

function renderNested(query: Sql, placeholder: (index: number) => string): Statement {
  const parameters: Value[] = []
  const bind = (value: Value): string => placeholder(parameters.push(value))
  return { text: write(query, bind), parameters }
}

function write(query: Sql, bind: (value: Value) => string): string {
  let text = query.strings[0] ?? ''
  query.values.forEach((part, i) => {
    text += writePart(part, bind) + (query.strings[i + 1] ?? '')
  })
  return text
}

function writePart(part: Part, bind: (value: Value) => string): string {
  if (isValue(part)) return bind(part)
  if ('strings' in part) return write(part, bind)
  const tuples = part.tuples.map((tuple) => tuple.map(bind).join(', '))
  return part.bracketed ? tuples.map((tuple) => `(${tuple})`).join(', ') : tuples.join(', ')
}
