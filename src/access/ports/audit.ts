import type { ChainPlace, ChainedEntry } from '../../shared/audit-chain.ts'
import type { AuditAct, AuditEntry } from '../../shared/audit-entry.ts'

export type AuditQuery = {
  readonly actor?: string
  readonly acts?: readonly AuditAct[]
  /** Its id or its name. */
  readonly target?: string
  /** Stands in any column, whatever the case of its ASCII letters. */
  readonly text?: string
  readonly since?: number
  readonly until?: number
  /** Only entries with a lower number. */
  readonly before?: number
  readonly count: number
}

export interface AuditStore {
  /** An act that changes nothing else. */
  append(tenantId: number, entry: AuditEntry): Promise<void>
  /** The place before the first entry that is kept, and the one of the last entry. */
  ends(tenantId: number): Promise<{ readonly first: ChainPlace; readonly last: ChainPlace }>
  /** Entries in their order, from the one behind `after` on. */
  walk(tenantId: number, after: number, count: number): Promise<readonly ChainedEntry[]>
  /**
   * The newest first. A page that looked through 20,000 entries ends there, full or not: `next` is where the search goes on,
   * absent when there is nothing more to look through.
   */
  search(
    tenantId: number,
    query: AuditQuery,
  ): Promise<{ readonly entries: readonly ChainedEntry[]; readonly next: number | undefined }>
}
