import type { Directory, NewSchemaVersion, SchemaVersion } from '../directory/ports.ts'
import { NO_DEFINITIONS, type Definitions } from '../scim/schema/definition.ts'
import type { Queryable, Transaction } from './database.ts'
import { integer, optionalText, text } from './row.ts'
import { sql } from './sql.ts'

type Scope = Pick<Directory, 'tenantId' | 'directoryId'>

/** A version never changes once it is written. */
export async function readDefinitions(
  queryable: Pick<Queryable, 'get'>,
  { tenantId, directoryId }: Scope,
  version: number,
): Promise<Definitions> {
  if (version === 0) return NO_DEFINITIONS
  const row = await queryable.get(sql`
    SELECT definitions FROM schema_version
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND version = ${version}`)
  return JSON.parse(text(row?.[0])) as Definitions
}

export async function insertVersion(
  transaction: Transaction,
  { tenantId, directoryId }: Scope,
  version: number,
  { at, actor, summary, definitions }: NewSchemaVersion,
): Promise<void> {
  await transaction.run(sql`
    INSERT INTO schema_version (tenant_id, directory_id, version, at, actor_kind, actor_name, actor_token, summary, definitions)
    VALUES (${tenantId}, ${directoryId}, ${version}, ${at}, ${actor.kind}, ${actor.name}, ${actor.tokenId ?? null},
      ${summary}, ${JSON.stringify(definitions)})`)
}

export async function readVersions(
  queryable: Queryable,
  { tenantId, directoryId }: Scope,
  count: number,
): Promise<readonly SchemaVersion[]> {
  const found = await queryable.all(sql`
    SELECT version, at, summary, actor_kind, actor_name, actor_token FROM schema_version
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} ORDER BY version DESC LIMIT ${count}`)
  return found.map((row) => {
    const kind = text(row[3])
    const tokenId = optionalText(row[5])
    return {
      version: integer(row[0]),
      at: integer(row[1]),
      summary: text(row[2]),
      actor: {
        kind: kind === 'client' || kind === 'administrator' ? kind : 'system',
        name: text(row[4]),
        ...(tokenId === undefined ? {} : { tokenId }),
      },
    }
  })
}
