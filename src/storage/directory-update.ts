import type { Directory, DirectoryNameTaken, DomainTaken } from '../directory/ports.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'
import type { Transaction } from './database.ts'
import { insertDomain } from './directory-create.ts'
import { text } from './row.ts'
import { sql } from './sql.ts'

type DirectoryGone = { readonly kind: 'directoryGone' }

/** As they are now; nobody else changes the directory until the end of the transaction. */
export async function readNames(
  transaction: Transaction,
  { tenantId, directoryId }: Pick<Directory, 'tenantId' | 'directoryId'>,
): Promise<Pick<Directory, 'name' | 'domains'>> {
  const own = sql`tenant_id = ${tenantId} AND directory_id = ${directoryId}`
  transaction.lock(sql`SELECT directory_id FROM directory WHERE ${own}`)
  const directory = await transaction.get(sql`SELECT name FROM directory WHERE ${own}`)
  const domains = await transaction.all(sql`SELECT domain FROM domain WHERE ${own} ORDER BY place`)
  return {
    name: directory === undefined ? '' : text(directory[0]),
    domains: domains.map((row) => text(row[0])),
  }
}

/** Name and domains become these. Whether they are free is the database's to say. */
export async function updateDirectory(
  transaction: Transaction,
  directory: Directory,
  { name, domains }: Pick<Directory, 'name' | 'domains'>,
): Promise<Result<Directory, DomainTaken | DirectoryNameTaken | DirectoryGone>> {
  const { tenantId, directoryId } = directory
  const renamed = await transaction.attempt(sql`
    UPDATE directory SET name = ${name}, name_key = ${canonicalKey(name)}
    WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId} AND removed_at IS NULL
    RETURNING directory_id`)
  if (!renamed.ok) return fail({ kind: 'directoryNameTaken', directoryName: name })
  if (renamed.value.length === 0) return fail({ kind: 'directoryGone' })
  await transaction.run(sql`DELETE FROM domain WHERE tenant_id = ${tenantId} AND directory_id = ${directoryId}`)
  for (const [place, domain] of domains.entries()) {
    const taken = await insertDomain(transaction, tenantId, directoryId, domain, place)
    if (taken !== undefined) return fail(taken)
  }
  return ok({ ...directory, name, domains })
}
