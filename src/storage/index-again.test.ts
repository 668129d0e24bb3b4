import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { aDirectory, aRow, inOneUnit, valueOf } from '../../test/contract/fixture.ts'
import { bindFilter } from '../scim/filter/bind.ts'
import { parseFilter } from '../scim/filter/parse.ts'
import { indexRows } from '../scim/index-rows.ts'
import { renderStem } from '../scim/representation.ts'
import { userType } from '../scim/schema/resource-types.ts'
import { indexSchemas } from './migrations/0008-index-schemas.ts'
import { openStorage } from './open-storage.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** More than one batch, so that the second one is seen to follow. */
const PEOPLE = 1_100

test('a database from before schemas were indexed finds people by them once it has been opened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-again-'))
  const path = join(folder, 'old.db')
  const open = () => openStorage({ path, clock: () => 0, onFatal: () => undefined })
  const storage = await open()
  const { users } = await aDirectory(storage)
  await inOneUnit(storage.resources, async (transaction) => {
    for (let i = 0; i < PEOPLE; i += 1) {
      const attributes = { userName: `p${i}`, title: `${'x'.repeat(600)}${i}`, [ENTERPRISE]: { division: `${i}` } }
      const row = aRow(`p${i}`, { stem: renderStem(userType, `p${i}`, attributes) })
      valueOf(await transaction.insert(users, row, indexRows(userType, attributes)))
    }
  })
  await storage.close()
  const old = new DatabaseSync(path)
  old.exec(`
    DELETE FROM resource_value WHERE path = 'schemas';
    ALTER TABLE resource_value DROP COLUMN whole;
    DELETE FROM migration WHERE number = ${indexSchemas.number}`)
  const values = (): unknown => old.prepare('SELECT count(*) AS count FROM resource_value').get()?.['count']
  assert.equal(values(), 2 * PEOPLE)
  old.close()

  const again = await open()
  const count = async (filter: string): Promise<number> => {
    const bound = valueOf(bindFilter(userType, valueOf(parseFilter(filter))))
    return (await again.resources.search(users, { filter: bound, startIndex: 1, count: 1 })).total
  }
  assert.equal(await count(`schemas eq "${ENTERPRISE}"`), PEOPLE)
  assert.equal(await count('title ew "x1099"'), 1)
  assert.equal(await count('division eq "1099"'), 1)
  await again.close()
  rmSync(folder, { recursive: true })
})
