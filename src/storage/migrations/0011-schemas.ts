import type { Dialect } from '../dialect.ts'
import type { Migration } from '../migrate.ts'

/** Extensions and resource types that a directory defines for itself, and values that are unique in it or in its tenant. */
export const schemas: Migration = {
  number: 11,
  name: 'schemas',
  statements: (dialect) => [
    // indexed_version: the definitions by which every stored resource is indexed; behind schema_version while that is under way
    `ALTER TABLE directory ADD COLUMN schema_version integer NOT NULL DEFAULT 0`,
    `ALTER TABLE directory ADD COLUMN indexed_version integer NOT NULL DEFAULT 0`,
    // every version is kept: who defined what, and what a process that was stopped has still to index
    `CREATE TABLE schema_version (
      tenant_id integer NOT NULL,
      directory_id integer NOT NULL,
      version integer NOT NULL,
      at bigint NOT NULL,
      actor_kind text NOT NULL,
      actor_name text NOT NULL,
      actor_token text,
      summary text NOT NULL,
      definitions text NOT NULL,
      PRIMARY KEY (tenant_id, directory_id, version)
    )`,
    ...uniqueValues(dialect),
  ],
}

/** Unique in a collection, or with directory_id 0 and no resource_type in the whole tenant. The holder frees it by its own key. */
const uniqueValues = (dialect: Dialect): readonly string[] => [
  `CREATE TABLE unique_value (
    tenant_id integer NOT NULL,
    directory_id integer NOT NULL,
    resource_type text NOT NULL,
    name text NOT NULL,
    key text NOT NULL,
    holder_directory_id integer NOT NULL,
    holder_type text NOT NULL,
    holder_id text NOT NULL,
    PRIMARY KEY (tenant_id, directory_id, resource_type, name, key)
  )${dialect.clustered}`,
  `CREATE INDEX unique_value_holder ON unique_value (tenant_id, holder_directory_id, holder_type, name)`,
]
