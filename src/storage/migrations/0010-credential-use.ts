import type { Migration } from '../migrate.ts'

/** Who used a secret or a token last, and from where; and whether an older secret waits for its end whatever is used. */
export const credentialUse: Migration = {
  number: 10,
  name: 'credential use',
  statements: () => [
    `ALTER TABLE token ADD COLUMN last_used_from text`,
    `ALTER TABLE token ADD COLUMN last_used_agent text`,
    `ALTER TABLE secret ADD COLUMN first_used_at bigint`,
    `ALTER TABLE secret ADD COLUMN last_used_from text`,
    `ALTER TABLE secret ADD COLUMN last_used_agent text`,
    `ALTER TABLE secret ADD COLUMN kept integer NOT NULL DEFAULT 0`,
  ],
}
