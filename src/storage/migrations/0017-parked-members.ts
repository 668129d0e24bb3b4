import type { Migration } from '../migrate.ts'

/** Finds the members that a group waits for without reading those that it has. */
export const parkedMembersIndex: Migration = {
  number: 17,
  name: 'parked members',
  statements: () => [
    `CREATE INDEX member_parked ON member (tenant_id, directory_id, group_id, member_id) WHERE joined = 0`,
  ],
}
