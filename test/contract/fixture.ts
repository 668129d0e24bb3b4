import assert from 'node:assert/strict'
import type {
  Actor,
  Collection,
  Directory,
  NewChange,
  ResourceRow,
  ResourceStore,
  ResourceTransaction,
} from '../../src/directory/ports.ts'
import type { IndexRow } from '../../src/scim/filter/ast.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import type { Storage } from '../../src/storage/open-storage.ts'

export const actor: Actor = { kind: 'system', name: 'contract' }

export type Place = { readonly directory: Directory; readonly users: Collection; readonly groups: Collection }

let made = 0

/** A tenant of its own with one directory. */
export async function aDirectory(storage: Storage): Promise<Place> {
  made += 1
  const slug = `tenant-${made}`
  const tenant = valueOf(
    await storage.tenants.create({ slug, name: slug, hosts: [`${slug}.example`], suspended: false, createdAt: 0 }),
  )
  return directoryIn(storage, tenant.tenantId, `Directory ${made}`)
}

export async function directoryIn(storage: Storage, tenantId: number, name: string): Promise<Place> {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const directory = valueOf(
    await storage.directories.create(
      {
        tenantId,
        uuid: `uuid-${slug}`,
        slug,
        type: 'OTHER_DIRECTORY',
        name,
        domains: [`${slug}.example`],
        createdAt: 0,
      },
      actor,
    ),
  )
  const scope = { tenantId, directoryId: directory.directoryId }
  return { directory, users: { ...scope, resourceType: 'User' }, groups: { ...scope, resourceType: 'Group' } }
}

export const aRow = (id: string, more: Partial<ResourceRow> = {}): ResourceRow => ({
  id,
  stem: `{"id":"${id}"`,
  created: 1,
  lastModified: 1,
  version: 1,
  name: id,
  nameKey: id,
  externalId: undefined,
  active: true,
  ...more,
})

export const aChange = (collection: Collection, resourceId: string): NewChange => ({
  tenantId: collection.tenantId,
  directoryId: collection.directoryId,
  at: 1,
  kind: 'create',
  resourceType: collection.resourceType,
  resourceId,
  version: 1,
  actor,
  difference: {},
})

export const anIndexRow = (path: string, key: string, element = 0): IndexRow => ({
  path,
  key,
  element,
  lookup: path.endsWith('value'),
})

export async function insert(
  resources: ResourceStore,
  collection: Collection,
  id: string,
  more: Partial<ResourceRow> = {},
  index: readonly IndexRow[] = [],
): Promise<void> {
  valueOf(await resources.write((transaction) => transaction.insert(collection, aRow(id, more), index)))
}

/** A unit that cannot fail. */
export async function inOneUnit<T>(
  resources: ResourceStore,
  act: (transaction: ResourceTransaction) => Promise<T>,
): Promise<T> {
  return valueOf(await resources.write(async (transaction) => ok(await act(transaction))))
}

export async function idsOf(
  resources: ResourceStore,
  collection: Collection,
  startIndex = 1,
  count = 1000,
): Promise<readonly string[]> {
  const found = await resources.search(collection, { startIndex, count })
  return found.resources.map(({ id }) => id)
}

export function valueOf<T, E>(result: Result<T, E>): T {
  assert.ok(result.ok, `expected success, met ${JSON.stringify(result)}`)
  return result.value
}
