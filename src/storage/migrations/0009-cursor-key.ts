import type { Migration } from '../migrate.ts'

/** 32 bytes in base64url. They seal cursors and nothing else: who reads them here can read everything that a cursor opens. */
export const cursorKey: Migration = {
  number: 9,
  name: 'cursor key',
  statements: () => [`CREATE TABLE cursor_key (tenant_id integer PRIMARY KEY, key text NOT NULL)`],
}
