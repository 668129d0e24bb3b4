import type { Migration } from '../migrate.ts'

/** How many days the tenant keeps its change logs; NULL: for ever. */
export const changeRetention: Migration = {
  number: 4,
  name: 'change retention',
  statements: () => [`ALTER TABLE tenant_setting ADD COLUMN change_days integer`],
}
