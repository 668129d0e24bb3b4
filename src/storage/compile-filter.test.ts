import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, suite, test } from 'node:test'
import { bindFilter } from '../scim/filter/bind.ts'
import { parseFilter } from '../scim/filter/parse.ts'
import { groupType, userType } from '../scim/schema/resource-types.ts'
import { compileFilter } from './compile-filter.ts'
import { openStorage } from './open-storage.ts'
import { liveIn, type Stretch } from './scope.ts'
import { renderer, sql } from './sql.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

const USERS = { tenantId: 1, directoryId: 1, resourceType: 'User' }

/** Filter → the index entry that SQLite goes to. */
const LOOKUPS = [
  ['id eq "x"', /resource_1 \(tenant_id=\? AND directory_id=\? AND resource_type=\? AND id=\?\)/],
  ['userName sw "x"', /resource_name \(.* AND name_key>\? AND name_key<\?\)/],
  ['externalId eq "x"', /resource_external_id \(.* AND external_id=\?\)/],
  ['externalId eq "x" and active eq true', /resource_external_id \(.* AND external_id=\?\)/],
  ['active eq false', /resource_inactive/],
  ['emails.value eq "x"', /resource_value_lookup \(.* AND path=\? AND key=\?\)/],
  ['emails.value sw "x"', /resource_value_lookup \(.* AND path=\? AND key>\? AND key<\?\)/],
  ['emails[type eq "work" and value eq "x"]', /resource_value_lookup \(.* AND path=\? AND key=\?\)/],
  ['groups.value eq "x"', /SEARCH m USING PRIMARY KEY \(.* AND group_id=\?\)/],
  ['groups.value eq "x"', /SEARCH n USING (COVERING )?INDEX member_nested \(.* AND group_id=\?\)/],
  ['groups.display sw "x"', /SEARCH g USING INDEX resource_name \(.* AND name_key>\? AND name_key<\?\)/],
  [
    'groups[type eq "indirect" and value eq "x"]',
    /SEARCH d USING COVERING INDEX member_of \(.* AND member_id=\? AND joined=\? AND group_id=\?\)/,
  ],
  ['title eq "x"', /SEARCH v USING PRIMARY KEY \(.* AND path=\?\)/],
  ['schemas eq "urn:x"', /SEARCH v USING PRIMARY KEY \(.* AND path=\?\)/],
  ['emails.type ne "work"', /SEARCH v USING PRIMARY KEY \(.* AND path=\?\)/],
  ['emails[not (type eq "work")]', /SEARCH v0 USING PRIMARY KEY \(.* AND path=\?\)/],
  // no index of its own: each write would move an entry of it
  ['meta.lastModified gt "2026-01-01T00:00:00Z"', /resource_position \(.*resource_type=\?\)/],
] as const

/** The same, of groups. */
const GROUP_LOOKUPS = [
  ['members.value eq "x"', /SEARCH m USING COVERING INDEX member_of \(.* AND member_id=\? AND joined=\?\)/],
  ['members.value sw "x"', /SEARCH m USING COVERING INDEX member_of \(.* AND member_id>\? AND member_id<\?\)/],
  ['members.display eq "x"', /SEARCH u USING INDEX resource_name \(.* AND name_key=\?\)/],
  ['members.type eq "Group"', /SEARCH m USING (COVERING )?INDEX member_nested/],
  [
    'members[value eq "x" and display co "y"]',
    /SEARCH m USING COVERING INDEX member_of \(.* AND member_id=\? AND joined=\?\)/,
  ],
  [
    'members[type eq "Group" and display sw "y"]',
    /SEARCH u USING INDEX resource_name \(.* AND name_key>\? AND name_key<\?\)/,
  ],
] as const

/** Filter → how a stretch of positions is reached in the values. */
const SLICES = [
  ['title co "x"', /SEARCH v USING PRIMARY KEY \(.* AND path=\? AND position>\? AND position<\?\)/],
  ['emails[type eq "work"]', /SEARCH v USING PRIMARY KEY \(.* AND path=\? AND position>\? AND position<\?\)/],
  ['emails[not (type eq "work")]', /SEARCH v0 USING PRIMARY KEY \(.* AND path=\? AND position>\? AND position<\?\)/],
  ['not (schemas eq "urn:x")', /resource_position \(.* AND position>\? AND position<\?\)/],
  ['not (groups.value eq "x")', /SEARCH u USING INDEX resource_position \(.* AND position>\? AND position<\?\)/],
  ['userName co "x"', /resource_position \(.* AND position>\? AND position<\?\)/],
  ['meta.lastModified ge "2026-01-01T00:00:00Z"', /resource_position \(.* AND position>\? AND position<\?\)/],
] as const

suite('How SQLite runs a filter', () => {
  let folder = ''
  let connection: DatabaseSync
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-plan-'))
    const path = join(folder, 'plan.db')
    const storage = await openStorage({ path, clock: () => 0, onFatal: () => undefined })
    await storage.close()
    connection = new DatabaseSync(path, { readOnly: true })
  })
  after(() => {
    connection.close()
    rmSync(folder, { recursive: true })
  })

  for (const [filter, entry] of LOOKUPS) {
    test(`${filter} goes straight to its entries and scans no table`, () => {
      const plan = planOf(connection, filter)
      assert.match(plan, entry)
      // what a subquery has found is walked through, which is not a table
      assert.doesNotMatch(plan, /SCAN (?!found|below)|CORRELATED/)
    })
  }

  for (const [filter, entry] of GROUP_LOOKUPS) {
    test(`${filter} goes straight to its members`, () => {
      const plan = planOf(connection, filter, { ...USERS, resourceType: 'Group' }, groupType)
      assert.match(plan, entry)
      assert.doesNotMatch(plan, /SCAN (?!found|below)|CORRELATED/)
    })
  }

  for (const [filter, entry] of SLICES) {
    test(`a slice of ${filter} reads its own stretch and nothing else`, () => {
      const plan = planOf(connection, filter, { ...USERS, within: { after: 0, upTo: 9 } })
      assert.match(plan, entry)
      assert.doesNotMatch(plan, /SCAN (?!below)|CORRELATED/)
    })
  }
})

function planOf(connection: DatabaseSync, filter: string, stretch: Stretch = USERS, type = userType): string {
  const parsed = parseFilter(filter)
  const bound = parsed.ok ? bindFilter(type, parsed.value) : parsed
  assert.ok(bound.ok)
  const dialect = sqliteDialect((columns) => columns)
  const { text, parameters } = renderer((index) => dialect.placeholder(index))(sql`
    EXPLAIN QUERY PLAN SELECT r.stem FROM resource r
    WHERE ${liveIn(stretch)} AND ${compileFilter(dialect, stretch, bound.value)} ORDER BY r.position LIMIT ${10} OFFSET ${0}`)
  return connection
    .prepare(text)
    .all(...parameters)
    .map((row) => String(row['detail']))
    .join('\n')
}
