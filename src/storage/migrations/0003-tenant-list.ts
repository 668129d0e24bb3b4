import type { Migration } from '../migrate.ts'

/**
 * One row whose number grows with each change of the list of tenants: processes that keep the list see by it that theirs is
 * old, and who creates a tenant holds it while taking the next number.
 */
export const tenantList: Migration = {
  number: 3,
  name: 'tenant list',
  statements: () => [
    `CREATE TABLE tenant_list (list_id integer PRIMARY KEY, revision bigint NOT NULL)`,
    `INSERT INTO tenant_list (list_id, revision) VALUES (1, 1)`,
  ],
}
