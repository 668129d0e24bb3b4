import type { Actor, Directory, DirectoryNameTaken, DomainTaken, NewDirectory } from '../directory/ports.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { resourceTypes } from '../scim/schema/resource-types.ts'
import { canonicalKey } from '../shared/text.ts'
import type { Transaction } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

/** More directories with one beginning than anybody has. */
const MAX_SLUGS = 1_000

export async function createDirectory(
  transaction: Transaction,
  wanted: NewDirectory,
  actor: Actor,
): Promise<Result<Directory, DomainTaken | DirectoryNameTaken>> {
  const directoryId = await takeNumber(transaction, wanted.tenantId)
  const slug = await insertUnderFreeSlug(transaction, wanted, directoryId, actor)
  if (!slug.ok) return slug
  for (const [place, domain] of wanted.domains.entries()) {
    const taken = await insertDomain(transaction, wanted.tenantId, directoryId, domain, place)
    if (taken !== undefined) return fail(taken)
  }
  return ok({ ...wanted, directoryId, slug: slug.value, schemaVersion: 0, resourceTypes })
}

/** From a counter of the tenant, so that a number is not used again after its directory has gone. */
async function takeNumber(transaction: Transaction, tenantId: number): Promise<number> {
  const row = await transaction.get(sql`
    UPDATE tenant SET last_directory_id = last_directory_id + 1 WHERE tenant_id = ${tenantId} RETURNING last_directory_id`)
  return integer(row?.[0])
}

async function insertUnderFreeSlug(
  transaction: Transaction,
  wanted: NewDirectory,
  directoryId: number,
  actor: Actor,
): Promise<Result<string, DirectoryNameTaken>> {
  const { tenantId, uuid, type, name, createdAt } = wanted
  for (let attempt = 1; attempt <= MAX_SLUGS; attempt += 1) {
    const slug = attempt === 1 ? wanted.slug : `${wanted.slug}-${attempt}`
    const inserted = await transaction.run(sql`
      INSERT INTO directory (tenant_id, directory_id, uuid, slug, type, name, name_key, created_at, created_by_kind,
        created_by_name, created_by_token)
      VALUES (${tenantId}, ${directoryId}, ${uuid}, ${slug}, ${type}, ${name}, ${canonicalKey(name)}, ${createdAt},
        ${actor.kind}, ${actor.name}, ${actor.tokenId ?? null})
      ON CONFLICT DO NOTHING`)
    if (inserted === 1) return ok(slug)
    // the index has refused; this only asks which of the two it was
    const holder = await transaction.get(sql`
      SELECT name FROM directory WHERE tenant_id = ${tenantId} AND name_key = ${canonicalKey(name)} AND removed_at IS NULL`)
    if (holder !== undefined) return fail({ kind: 'directoryNameTaken', directoryName: text(holder[0]) })
  }
  throw new Error(`no free slug like ${wanted.slug} among ${MAX_SLUGS}, or the id ${uuid} is used twice`)
}

export async function insertDomain(
  transaction: Transaction,
  tenantId: number,
  directoryId: number,
  domain: string,
  place: number,
): Promise<DomainTaken | undefined> {
  // a name may end in the dot of the root (RFC 1034 §3.1) and is the same name
  const key = canonicalKey(domain).replace(/\.$/, '')
  const inserted = await transaction.run(sql`
    INSERT INTO domain (tenant_id, domain_key, directory_id, domain, place)
    VALUES (${tenantId}, ${key}, ${directoryId}, ${domain}, ${place})
    ON CONFLICT (tenant_id, domain_key) DO NOTHING`)
  if (inserted === 1) return undefined
  const holder = await transaction.get(sql`
    SELECT d.name FROM domain o JOIN directory d ON d.tenant_id = o.tenant_id AND d.directory_id = o.directory_id
    WHERE o.tenant_id = ${tenantId} AND o.domain_key = ${key}`)
  return { kind: 'domainTaken', domain, directoryName: text(holder?.[0]) }
}
