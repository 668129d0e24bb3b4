import { insertAllValues } from '../index-again.ts'
import type { Migration } from '../migrate.ts'

/**
 * The whole text of what is too long for a key; and rows for what could not be asked for: the schemas of a resource, and
 * its binary values.
 */
export const indexSchemas: Migration = {
  number: 8,
  name: 'index schemas',
  statements: () => [`ALTER TABLE resource_value ADD COLUMN whole text`],
  fill: insertAllValues,
}
