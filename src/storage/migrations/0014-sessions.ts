import type { Migration } from '../migrate.ts'

/** Where an administrator signed in from, and how long the session lasts unused: null for none, as with tokens of clients. */
export const sessions: Migration = {
  number: 14,
  name: 'sessions',
  statements: () => [
    `ALTER TABLE token ADD COLUMN issued_from text`,
    `ALTER TABLE token ADD COLUMN issued_agent text`,
    `ALTER TABLE token ADD COLUMN idle_limit bigint`,
  ],
}
