import { hash } from 'node:crypto'
import type { JsonObject } from './json.ts'
import type { AuditOrigin, AuditTarget } from './audit-entry.ts'

/** What stands before the first entry. */
export const NO_HASH = '0'.repeat(64)

/** An entry as stored: `details` is the JSON text itself, because the hash is over its characters. */
export type ChainedEntry = {
  readonly tenantId: number
  /** From 1, without gaps. */
  readonly sequence: number
  readonly at: number
  readonly actor: { readonly kind: string; readonly name: string; readonly tokenId?: string }
  readonly from: AuditOrigin | undefined
  readonly act: string
  readonly target: AuditTarget
  readonly details: string
  readonly previousHash: string
  readonly hash: string
}

/**
 * The hash of an entry: SHA-256, lower-case hex, of the UTF-8 text of this JSON array, as `JSON.stringify` writes it (no
 * white space, `null` for what is absent):
 *
 * `["muster-audit-1", previousHash, tenantId, sequence, at, actor kind, actor name, token id, address, agent, act,
 * target kind, target id, target name, details]`
 *
 * `at` is in milliseconds since 1970, `details` the stored JSON text as one string. Entry 1 has 64 zeros as `previousHash`.
 * It shows that the log was changed by somebody who did not compute all later hashes anew; against who can do that, keep
 * the last hash somewhere else (`muster audit verify` prints it).
 */
export const hashOf = ({ previousHash, tenantId, sequence, at, ...entry }: Omit<ChainedEntry, 'hash'>): string =>
  hash(
    'sha256',
    JSON.stringify([
      'muster-audit-1',
      previousHash,
      tenantId,
      sequence,
      at,
      entry.actor.kind,
      entry.actor.name,
      entry.actor.tokenId ?? null,
      entry.from?.address ?? null,
      entry.from?.agent ?? null,
      entry.act,
      entry.target.kind,
      entry.target.id,
      entry.target.name ?? null,
      entry.details,
    ]),
    'hex',
  )

/** A place in the chain: the number of an entry and its hash. */
export type ChainPlace = { readonly sequence: number; readonly hash: string }

/** Why `entry` cannot be the one behind `before`; undefined when it can. */
export function breakAt(before: ChainPlace, entry: ChainedEntry): string | undefined {
  if (entry.sequence !== before.sequence + 1)
    return entry.sequence > before.sequence + 1 ? 'entries before it are missing' : 'its number is used twice'
  if (entry.previousHash !== before.hash) return 'it does not follow the entry before it'
  return hashOf(entry) === entry.hash ? undefined : 'it was changed after it was written'
}

/** What an entry `audit.purge` says: the last entry that it took away. What is kept follows that one. */
export const purgeDetails = ({ sequence, hash: last }: ChainPlace): JsonObject => ({ through: sequence, hash: last })
