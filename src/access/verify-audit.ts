import { breakAt, purgeDetails, type ChainedEntry, type ChainPlace } from '../shared/audit-chain.ts'
import type { AuditStore } from './ports/audit.ts'

/** Entries in memory at once. */
const STEP = 500

export type AuditVerdict = {
  /** Entries that follow one another, from the first that is kept on. */
  readonly good: number
  /** How many were purged before them. */
  readonly purged: number
  /** Where the log ends as far as it is good: to be kept somewhere else, and compared. */
  readonly last: ChainPlace
  /** The number of the first entry that is not as it was written, and what is wrong. */
  readonly broken?: { readonly sequence: number; readonly reason: string }
}

/**
 * Walks the audit log of a tenant in bounded memory. Entries that come while it walks are left for the next time; a purge
 * meanwhile makes it begin again.
 */
export async function verifyAudit(audit: AuditStore, tenantId: number): Promise<AuditVerdict> {
  const { first, last } = await audit.ends(tenantId)
  const walked = await walk(audit, tenantId, first, last)
  if (walked.broken === undefined) return walked
  const now = await audit.ends(tenantId)
  return now.first.sequence > first.sequence ? verifyAudit(audit, tenantId) : walked
}

async function walk(audit: AuditStore, tenantId: number, first: ChainPlace, last: ChainPlace): Promise<AuditVerdict> {
  let at = first
  let purgeSeen = first.sequence === 0
  const verdict = (broken?: AuditVerdict['broken']): AuditVerdict => ({
    good: at.sequence - first.sequence,
    purged: first.sequence,
    last: { sequence: at.sequence, hash: at.hash },
    ...(broken === undefined ? {} : { broken }),
  })
  const [oldest] = await audit.walk(tenantId, Number.MIN_SAFE_INTEGER, 1)
  if (oldest !== undefined && oldest.sequence <= first.sequence)
    return verdict({ sequence: oldest.sequence, reason: 'it stands before the beginning of the log' })
  while (at.sequence < last.sequence) {
    const entries = await audit.walk(tenantId, at.sequence, STEP)
    for (const entry of entries) {
      const reason = breakAt(at, entry)
      if (reason !== undefined) return verdict({ sequence: entry.sequence, reason })
      purgeSeen ||= tellsOfPurge(entry, first)
      at = entry
      if (at.sequence === last.sequence) break
    }
    if (entries.length === 0) return verdict({ sequence: at.sequence + 1, reason: 'it is missing at the end' })
  }
  if (at.sequence !== last.sequence || at.hash !== last.hash)
    return verdict({ sequence: at.sequence, reason: 'it is not the entry that was written last' })
  const [beyond] = await audit.walk(tenantId, at.sequence, 1)
  const { last: now } = await audit.ends(tenantId)
  if (beyond !== undefined && beyond.sequence > now.sequence)
    return verdict({ sequence: beyond.sequence, reason: 'it stands behind the end of the log' })
  if (!purgeSeen) return verdict({ sequence: first.sequence, reason: 'no entry tells that it was purged' })
  return verdict()
}

/** A purge writes what it took away into the log, so the beginning cannot go quietly. */
const tellsOfPurge = ({ act, details }: ChainedEntry, first: ChainPlace): boolean =>
  act === 'audit.purge' && details === JSON.stringify(purgeDetails(first))
