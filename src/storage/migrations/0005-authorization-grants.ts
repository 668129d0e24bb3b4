import type { Migration } from '../migrate.ts'

/**
 * Authorization codes, and what makes refresh tokens rotate: every token that descends from one code is of one family, and
 * a refresh token remembers when it was exchanged for the next. `approved_by` names the administrator who let the client in.
 */
export const authorizationGrants: Migration = {
  number: 5,
  name: 'authorization grants',
  statements: () => [
    `CREATE TABLE authorization_code (
      tenant_id integer NOT NULL,
      digest text NOT NULL,
      client_id text NOT NULL,
      redirect_uri text,
      scopes text NOT NULL,
      directory_id integer,
      code_challenge text,
      approved_by text NOT NULL,
      family_id text NOT NULL,
      expires_at bigint NOT NULL,
      used_at bigint,
      PRIMARY KEY (tenant_id, digest)
    )`,
    `CREATE INDEX authorization_code_client ON authorization_code (tenant_id, client_id)`,
    `ALTER TABLE token ADD COLUMN family_id text`,
    `ALTER TABLE token ADD COLUMN exchanged_at bigint`,
    `ALTER TABLE token ADD COLUMN approved_by text`,
    `CREATE INDEX token_family ON token (tenant_id, family_id) WHERE family_id IS NOT NULL`,
  ],
}
