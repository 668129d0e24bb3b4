import { hashOf, NO_HASH, type ChainedEntry } from '../shared/audit-chain.ts'
import type { AuditEntry } from '../shared/audit-entry.ts'
import type { Transaction } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

/**
 * Writes the entry behind the last one of the tenant, in the transaction of the act: no entry, no act. It takes the end of
 * the log until the commit, so it comes last in a unit: what waits for it holds nothing that it could wait for.
 */
export async function appendAudit(
  transaction: Transaction,
  tenantId: number,
  entry: AuditEntry | undefined,
): Promise<void> {
  if (entry === undefined) return
  await transaction.run(sql`
    INSERT INTO audit_head (tenant_id, sequence, hash, anchor_sequence, anchor_hash)
    VALUES (${tenantId}, 0, ${NO_HASH}, 0, ${NO_HASH}) ON CONFLICT DO NOTHING`)
  const head = await transaction.get(sql`
    UPDATE audit_head SET sequence = sequence + 1 WHERE tenant_id = ${tenantId} RETURNING sequence, hash`)
  const unhashed = storable(tenantId, integer(head?.[0]), text(head?.[1]), entry)
  await insertEntry(transaction, { ...unhashed, hash: hashOf(unhashed) })
}

/** Texts as both engines give them back: well-formed and without NUL, which PostgreSQL refuses. */
function storable(
  tenantId: number,
  sequence: number,
  previousHash: string,
  { at, actor, from, act, target, details }: AuditEntry,
): Omit<ChainedEntry, 'hash'> {
  return {
    tenantId,
    sequence,
    at,
    actor: { ...actor, name: plain(actor.name) },
    from: from && { address: plain(from.address), agent: from.agent === undefined ? undefined : plain(from.agent) },
    act,
    target: {
      ...target,
      id: plain(target.id),
      ...(target.name === undefined ? {} : { name: plain(target.name) }),
    },
    // an escape inside JSON text stays one, so it needs no such care
    details: JSON.stringify(details),
    previousHash,
  }
}

const plain = (given: string): string => given.toWellFormed().replaceAll('\0', '\uFFFD')

async function insertEntry(transaction: Transaction, entry: ChainedEntry): Promise<void> {
  const { tenantId, sequence, actor, from, target } = entry
  await transaction.run(sql`
    INSERT INTO audit_entry (tenant_id, sequence, at, actor_kind, actor_name, actor_token, address, agent, act,
      target_kind, target_id, target_name, details, previous_hash, hash)
    VALUES (${tenantId}, ${sequence}, ${entry.at}, ${actor.kind}, ${actor.name}, ${actor.tokenId ?? null},
      ${from?.address ?? null}, ${from?.agent ?? null}, ${entry.act}, ${target.kind}, ${target.id},
      ${target.name ?? null}, ${entry.details}, ${entry.previousHash}, ${entry.hash})`)
  await transaction.run(sql`UPDATE audit_head SET hash = ${entry.hash} WHERE tenant_id = ${tenantId}`)
}
