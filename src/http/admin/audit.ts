import type { AuditQuery, AuditStore } from '../../access/ports/audit.ts'
import type { ChainedEntry } from '../../shared/audit-chain.ts'
import { AUDIT_ACTS } from '../../shared/audit-entry.ts'
import type { Json } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import { auditCsv, auditLines } from './audit-export.ts'
import * as contract from './contract.ts'
import { iso, operation, type AdminCall, type Operation } from './operation.ts'
import { parameterInvalid, wholeNumber, type ParameterInvalid } from './query-parameters.ts'

const PATH = '/api/v1/audit'
const DEFAULT_COUNT = 50
const MAX_COUNT = 500
/** Some 5 MB. */
const MAX_EXPORT = 10_000
const MAX_TEXT = 256

const FILTERS = {
  actor: 'the name of an administrator, or the id of a client, who acted',
  act: 'an act, such as client.update, or the first word or words of some, such as client or client.secret',
  target: 'the id or the name of what it was done to',
  text: `up to ${MAX_TEXT} characters that stand anywhere in the entry`,
  since: 'an instant (RFC 3339); entries from then on alone',
  until: 'an instant (RFC 3339); entries before it alone',
  before: 'a sequence number; older entries alone',
}

/** The audit log: what was done with credentials and accounts, by whom and from where. */
export const auditOperations = ({ audit }: { readonly audit: AuditStore }): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'The audit log, the newest first. A page may be short, or empty, and yet have a next one',
    access: 'admin:read',
    query: { ...FILTERS, count: `a whole number from 1 to ${MAX_COUNT}` },
    answer: contract.AuditLog,
    handle: async ({ caller, parameters }) => {
      const query = auditQuery(parameters, DEFAULT_COUNT, MAX_COUNT)
      if (!query.ok) return query
      const { entries, next } = await audit.search(caller.tenantId, query.value)
      return ok({ body: { entries: entries.map(describe), nextBefore: next ?? null } })
    },
  }),
  operation({
    method: 'GET',
    path: `${PATH}/export`,
    summary: 'The audit log as a file, the newest first; Link names the next part where there is one (RFC 8288)',
    access: 'admin:read',
    query: {
      ...FILTERS,
      format: 'ndjson (the default): a JSON object a line; or csv: its columns named in the first part',
      count: `a whole number from 1 to ${MAX_EXPORT}, which is the default`,
    },
    answer: contract.AuditExport,
    media: 'application/x-ndjson',
    handle: async (call) => {
      const { caller, parameters } = call
      const format = parameters.get('format') ?? 'ndjson'
      if (format !== 'ndjson' && format !== 'csv') return parameterInvalid('format', format, 'ndjson or csv')
      const query = auditQuery(parameters, MAX_EXPORT, MAX_EXPORT)
      if (!query.ok) return query
      const { entries, next } = await audit.search(caller.tenantId, query.value)
      const described = entries.map(describe)
      const first = query.value.before === undefined
      return ok({
        text: format === 'csv' ? auditCsv(described, first) : auditLines(described),
        headers: {
          'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
          'content-disposition': `attachment; filename="audit.${format}"`,
          ...(next === undefined ? {} : { link: `<${addressBehind(call, next)}>; rel="next"` }),
        },
      })
    },
  }),
]

function addressBehind({ origin, parameters }: AdminCall, next: number): string {
  const following = new URLSearchParams(parameters)
  following.set('before', String(next))
  return `${origin}${PATH}/export?${following.toString()}`
}

function auditQuery(parameters: URLSearchParams, usual: number, most: number): Result<AuditQuery, ParameterInvalid> {
  const count = wholeNumber(parameters, 'count', most)
  if (!count.ok) return count
  const before = wholeNumber(parameters, 'before', Number.MAX_SAFE_INTEGER)
  if (!before.ok) return before
  const acts = actsOf(parameters.get('act'))
  if (!acts.ok) return acts
  const since = instantOf(parameters, 'since')
  if (!since.ok) return since
  const until = instantOf(parameters, 'until')
  if (!until.ok) return until
  const [actor, target, text] = ['actor', 'target', 'text'].map((name) => parameters.get(name) ?? undefined)
  for (const [name, given] of [
    ['actor', actor],
    ['target', target],
    ['text', text],
  ] as const) {
    if (given !== undefined && (given.length > MAX_TEXT || given.includes('\0') || !given.isWellFormed()))
      return parameterInvalid(name, given, `text of at most ${MAX_TEXT} characters`)
  }
  return ok({
    count: count.value ?? usual,
    ...(before.value === undefined ? {} : { before: before.value }),
    ...(acts.value === undefined ? {} : { acts: acts.value }),
    ...(since.value === undefined ? {} : { since: since.value }),
    ...(until.value === undefined ? {} : { until: until.value }),
    ...(actor === undefined ? {} : { actor }),
    ...(target === undefined ? {} : { target }),
    ...(text === undefined || text === '' ? {} : { text }),
  })
}

function actsOf(given: string | null): Result<AuditQuery['acts'], ParameterInvalid> {
  if (given === null) return ok(undefined)
  const acts = AUDIT_ACTS.filter((act) => act === given || act.startsWith(`${given}.`))
  return acts.length === 0 ? parameterInvalid('act', given, `one of ${AUDIT_ACTS.join(', ')}`) : ok(acts)
}

function instantOf(parameters: URLSearchParams, name: string): Result<number | undefined, ParameterInvalid> {
  const given = parameters.get(name)
  if (given === null) return ok(undefined)
  const at = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(given)
    ? Date.parse(given)
    : Number.NaN
  return Number.isNaN(at) ? parameterInvalid(name, given, 'an instant such as 2026-01-31T08:00:00Z') : ok(at)
}

const describe = ({ at, actor, from, act, target, details, ...entry }: ChainedEntry) => ({
  sequence: entry.sequence,
  at: iso(at),
  actor: { kind: actor.kind, name: actor.name, tokenId: actor.tokenId ?? null },
  from: from === undefined ? null : { address: from.address, agent: from.agent ?? null },
  act,
  target: { kind: target.kind, id: target.id, name: target.name ?? null },
  details: detailsOf(details),
  previousHash: entry.previousHash,
  hash: entry.hash,
})

/** What somebody wrote there behind our back need not be JSON; it is shown all the same. */
function detailsOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return { unreadable: text }
  }
}
