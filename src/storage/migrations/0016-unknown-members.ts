import type { Migration } from '../migrate.ts'

/** `park` or `refuse`: what a client's writes do with members that are no users or groups yet. */
export const unknownMembers: Migration = {
  number: 16,
  name: 'unknown members',
  statements: () => [`ALTER TABLE client ADD COLUMN unknown_members text NOT NULL DEFAULT 'park'`],
}
