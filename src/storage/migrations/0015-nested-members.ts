import type { Migration } from '../migrate.ts'

/** Finds the groups inside a group without reading its people. Only memberships of groups are in it, which are few. */
export const nestedMembers: Migration = {
  number: 15,
  name: 'nested members',
  statements: () => [
    `CREATE INDEX member_nested ON member (tenant_id, directory_id, group_id, member_id) WHERE joined = 1 AND member_type = 'Group'`,
  ],
}
