import type { Migration } from '../migrate.ts'

/** What the console and the admin API need beyond the wire of Access and SCIM. */
export const administration: Migration = {
  number: 2,
  name: 'administration',
  statements: () => [
    `CREATE TABLE client_template (
      tenant_id integer NOT NULL,
      template_id text NOT NULL,
      name text NOT NULL,
      name_key text NOT NULL,
      settings text NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (tenant_id, template_id)
    )`,
    `CREATE UNIQUE INDEX client_template_name ON client_template (tenant_id, name_key)`,
    `CREATE TABLE tenant_setting (
      tenant_id integer NOT NULL,
      undo_days integer NOT NULL,
      PRIMARY KEY (tenant_id)
    )`,
    `CREATE INDEX token_administrator ON token (tenant_id, administrator_id, expires_at) WHERE administrator_id IS NOT NULL`,
    `CREATE INDEX change_resource ON change (tenant_id, directory_id, resource_id, sequence)`,
  ],
}
