import type { Migration } from '../migrate.ts'

/** What an authenticator app shares with us, and the digests of the codes for the day it is lost. */
export const secondFactors: Migration = {
  number: 19,
  name: 'second factors',
  statements: () => [
    `CREATE TABLE second_factor (
      tenant_id integer NOT NULL,
      administrator_id text NOT NULL,
      secret text NOT NULL,
      created_at bigint NOT NULL,
      confirmed_at bigint,
      last_step bigint NOT NULL,
      PRIMARY KEY (tenant_id, administrator_id)
    )`,
    `CREATE TABLE recovery_code (
      tenant_id integer NOT NULL,
      administrator_id text NOT NULL,
      digest text NOT NULL,
      used_at bigint,
      PRIMARY KEY (tenant_id, administrator_id, digest)
    )`,
  ],
}
