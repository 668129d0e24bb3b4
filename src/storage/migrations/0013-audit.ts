import type { Migration } from '../migrate.ts'

/**
 * The audit log and, per tenant, where it ends and where what is kept of it begins: the number and the hash of the last
 * entry, and of the last one that was purged. Who appends holds the row of its tenant.
 */
export const audit: Migration = {
  number: 13,
  name: 'audit',
  statements: ({ clustered }) => [
    `CREATE TABLE audit_entry (
      tenant_id integer NOT NULL,
      sequence bigint NOT NULL,
      at bigint NOT NULL,
      actor_kind text NOT NULL,
      actor_name text NOT NULL,
      actor_token text,
      address text,
      agent text,
      act text NOT NULL,
      target_kind text NOT NULL,
      target_id text NOT NULL,
      target_name text,
      details text NOT NULL,
      previous_hash text NOT NULL,
      hash text NOT NULL,
      PRIMARY KEY (tenant_id, sequence)
    )${clustered}`,
    `CREATE TABLE audit_head (
      tenant_id integer PRIMARY KEY,
      sequence bigint NOT NULL,
      hash text NOT NULL,
      anchor_sequence bigint NOT NULL,
      anchor_hash text NOT NULL
    )`,
    `ALTER TABLE tenant_setting ADD COLUMN audit_days integer`,
  ],
}
