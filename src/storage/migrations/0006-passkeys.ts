import type { Migration } from '../migrate.ts'

/** Passkeys of administrators, and what authenticators were asked to sign. An empty password_hash is no password. */
export const passkeys: Migration = {
  number: 6,
  name: 'passkeys',
  statements: () => [
    `CREATE TABLE passkey (
      tenant_id integer NOT NULL,
      passkey_id text NOT NULL,
      administrator_id text NOT NULL,
      credential_id text NOT NULL,
      public_key text NOT NULL,
      counter bigint NOT NULL,
      transports text NOT NULL,
      host text NOT NULL,
      name text NOT NULL,
      created_at bigint NOT NULL,
      last_used_at bigint,
      PRIMARY KEY (tenant_id, passkey_id)
    )`,
    `CREATE UNIQUE INDEX passkey_credential ON passkey (tenant_id, credential_id)`,
    `CREATE INDEX passkey_administrator ON passkey (tenant_id, administrator_id)`,
    `CREATE TABLE passkey_challenge (
      tenant_id integer NOT NULL,
      digest text NOT NULL,
      purpose text NOT NULL,
      origin text NOT NULL,
      administrator_id text NOT NULL,
      bound_to text NOT NULL,
      expires_at bigint NOT NULL,
      PRIMARY KEY (tenant_id, digest)
    )`,
    `CREATE INDEX passkey_challenge_expiry ON passkey_challenge (tenant_id, expires_at)`,
  ],
}
