import type { AuditEntry } from './contract.ts'

/** A JSON object a line, each line ended. */
export const auditLines = (entries: readonly AuditEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

const COLUMNS: readonly (readonly [name: string, value: (entry: AuditEntry) => string | number | null])[] = [
  ['sequence', ({ sequence }) => sequence],
  ['at', ({ at }) => at],
  ['actorKind', ({ actor }) => actor.kind],
  ['actor', ({ actor }) => actor.name],
  ['tokenId', ({ actor }) => actor.tokenId],
  ['address', ({ from }) => from?.address ?? null],
  ['agent', ({ from }) => from?.agent ?? null],
  ['act', ({ act }) => act],
  ['targetKind', ({ target }) => target.kind],
  ['targetId', ({ target }) => target.id],
  ['targetName', ({ target }) => target.name],
  ['details', ({ details }) => JSON.stringify(details)],
  ['previousHash', ({ previousHash }) => previousHash],
  ['hash', ({ hash }) => hash],
]

/** RFC 4180, with the names of the columns in front where it is the first part. */
export const auditCsv = (entries: readonly AuditEntry[], named: boolean): string => {
  const lines = entries.map((entry) => COLUMNS.map(([, value]) => cell(value(entry))).join(','))
  return [...(named ? [COLUMNS.map(([name]) => name).join(',')] : []), ...lines].map((line) => `${line}\r\n`).join('')
}

/**
 * A name such as `=HYPERLINK(…)` would be run by the spreadsheet that opens the file, so what begins like a formula gets an
 * apostrophe in front, which spreadsheets do not show.
 */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
