import type { Migration } from '../migrate.ts'

/** Public keys of clients, and the assertions that were used until they expire: an assertion is good once, on any node. */
export const clientKeys: Migration = {
  number: 7,
  name: 'client keys',
  statements: (dialect) => [
    `CREATE TABLE client_public_key (
      tenant_id integer NOT NULL,
      client_id text NOT NULL,
      key_id text NOT NULL,
      algorithm text NOT NULL,
      jwk text NOT NULL,
      created_at bigint NOT NULL,
      last_used_at bigint,
      PRIMARY KEY (tenant_id, client_id, key_id)
    )`,
    `CREATE TABLE used_assertion (
      tenant_id integer NOT NULL,
      client_id text NOT NULL,
      jti text NOT NULL,
      expires_at bigint NOT NULL,
      PRIMARY KEY (tenant_id, client_id, jti)
    )${dialect.clustered}`,
  ],
}
