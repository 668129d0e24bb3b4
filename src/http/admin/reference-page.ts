import { PROBLEM_CODES } from './error-response.ts'
import { groupOf } from './openapi.ts'
import type { Operation } from './operation.ts'
import { REFERENCE_STYLE } from './reference-style.ts'
import { namedSchemas, nameOf } from './schema-names.ts'

/** The admin API for people, made of the same operations as the OpenAPI document: one page, without a script. */
export function referencePage(operations: readonly Operation[]): string {
  const groups = Map.groupBy(operations, groupOf)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Muster admin API</title><style>${REFERENCE_STYLE}</style></head>
<body><main><h1>Muster admin API</h1>
<p>The same as <a href="/api/v1/openapi.json">an OpenAPI document</a>. Send <code>Authorization: Bearer &lt;token&gt;</code>. Instants are ISO 8601 in UTC, lifetimes minutes. A refusal is a problem (RFC 9457) with a stable <a href="#codes"><code>code</code></a> and, where a member of the body is to blame, its <code>field</code>.</p>
<nav aria-label="Contents"><ul>${[...groups.keys(), 'schemas', 'codes'].map((name) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul></nav>
${[...groups].map(([name, members]) => `<section id="${name}"><h2>${name}</h2>${members.map(operationSection).join('\n')}</section>`).join('\n')}
<section id="schemas"><h2>schemas</h2>${namedSchemas.map(([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>${membersTable('', schema)}</section>`).join('\n')}</section>
<section id="codes"><h2>codes</h2>${table(
    '',
    ['code', 'status', 'title'],
    PROBLEM_CODES.map(({ code, status, title }) => [`<code>${code}</code>`, String(status), escape(title)]),
  )}</section>
</main></body></html>
`
}

function operationSection({ route, summary, request, answer, status, query }: Operation): string {
  const needs = route.access === 'open' ? 'Needs no credentials.' : `Needs the scope <code>${route.access}</code>.`
  const bound = route.perDirectory === true ? ' A token bound to the directory will do.' : ''
  const parameters = Object.entries(query).map(([name, description]) => [`<code>${name}</code>`, escape(description)])
  return `<section><h3><span class="method">${route.method}</span> <code>${escape(route.path)}</code></h3>
<p>${escape(summary)}. <span class="quiet">${needs}${bound}</span></p>
${parameters.length === 0 ? '' : table('Query', ['name', 'what'], parameters)}
${request === undefined ? '' : body('Body', request)}${answer === undefined ? `<p>Answers ${status} without a body.</p>` : body(`Answer ${status}`, answer)}</section>`
}

function body(title: string, schema: object): string {
  const name = nameOf(schema)
  return name === undefined ? membersTable(title, schema) : `<p>${title}: ${typeOf(schema)}</p>`
}

type Shape = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly const?: unknown
  readonly description?: string
}

function membersTable(title: string, schema: Shape): string {
  const required = new Set(schema.required)
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    `<code>${escape(name)}</code>`,
    typeOf(member) + (required.has(name) ? '' : ' <span class="quiet">may be left out</span>'),
    escape(member.description ?? ''),
  ])
  return rows.length === 0 ? `<p>${title}</p>` : table(title, ['member', 'type', 'what'], rows)
}

/** A type as people write it, with a link where it has a name. */
function typeOf(schema: Shape): string {
  const name = nameOf(schema)
  if (name !== undefined) return `<a href="#schema-${name}">${name}</a>`
  if ('const' in schema) return `<code>${escape(JSON.stringify(schema.const))}</code>`
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ')
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`
  if (schema.properties === undefined) return schema.type ?? 'any JSON'
  const members = Object.entries(schema.properties).map(
    ([key, member]) => `<code>${escape(key)}</code> ${typeOf(member)}`,
  )
  return `{ ${members.join(', ')} }`
}

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table>${caption === '' ? '' : `<caption>${caption}</caption>`}<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
