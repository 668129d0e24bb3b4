import { declareStored } from '../scim/declare-stored.ts'
import { differences } from '../scim/differences.ts'
import { indexRows } from '../scim/index-rows.ts'
import { parseStem } from '../scim/representation.ts'
import type { Attributes } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/attribute.ts'
import { compareTypes, type TypeChange } from '../scim/schema/compare-types.ts'
import { compileDefinitions } from '../scim/schema/compile-definitions.ts'
import { typeNamed } from '../scim/schema/resource-types.ts'
import { ok } from '../shared/result.ts'
import { rowOf } from './create-resource.ts'
import type { Actor, Directory, ResourceTransaction, SchemaStore, StoredResource } from './ports.ts'
import { collectionOf, type ResourceDeps, type Scene } from './resource-deps.ts'

export type SettleDeps = ResourceDeps & { readonly schemas: SchemaStore }

/** Resources a transaction, so that the writes of others come in between. */
const AT_ONCE = 200

/** Brings every directory up to date whose last change of definitions was not carried through, because the process ended. */
export async function settleAll(deps: SettleDeps): Promise<void> {
  for (const { directory } of await deps.schemas.unsettled()) await settleSchemas(deps, directory, SYSTEM)
}

const SYSTEM: Actor = { kind: 'system', name: 'schemas' }

/**
 * Brings the index of stored resources up to date with the newest definitions, in bounded steps and beside other writes:
 * values of what is no longer declared go out of it, values that were kept as unknown and are declared now come in. It may
 * be done again at any time, by several at once, and comes to the same.
 */
export async function settleSchemas(deps: SettleDeps, directory: Directory, actor: Actor): Promise<void> {
  const { schemas } = deps
  const from = await schemas.indexedVersion(directory)
  if (from === undefined || from >= directory.schemaVersion) return
  for (const change of await changesSince(schemas, directory, from)) {
    // who has changed the definitions again, or removed the directory, does the rest
    if (!(await settleType(deps, directory, change, actor))) return
  }
  await schemas.settled(directory)
}

/** Version by version: what one declares and the next takes back has left nothing, or rows that have to go. */
async function changesSince(schemas: SchemaStore, directory: Directory, from: number): Promise<readonly TypeChange[]> {
  const found: TypeChange[] = []
  let before = compileDefinitions(await schemas.definitions(directory, from))
  for (let version = from + 1; version <= directory.schemaVersion; version += 1) {
    const after = compileDefinitions(await schemas.definitions(directory, version))
    found.push(...typeChanges(before, after))
    before = after
  }
  return found
}

/** Of the types that are there before and after. */
export const typeChanges = (before: readonly ResourceType[], after: readonly ResourceType[]): readonly TypeChange[] =>
  before.flatMap((type) => {
    const now = typeNamed(after, type.name)
    return now === undefined ? [] : (compareTypes(type, now) ?? [])
  })

async function settleType(deps: SettleDeps, directory: Directory, change: TypeChange, actor: Actor): Promise<boolean> {
  const { removed, altered, added, unique, freed } = change
  const scene: Scene = { directory, resourceType: change.after, actor }
  const gone = [...removed, ...altered].filter(({ place }) => place === 'rows').map(({ indexPath }) => indexPath)
  const free = freed.flatMap((node) => node.unique?.name ?? [])
  await deps.schemas.forgetValues(collectionOf(scene), gone, free)
  if (added.length === 0 && altered.length === 0 && unique.length === 0) return true
  const paths = new Set([...added, ...altered, ...unique].map(({ indexPath }) => indexPath))
  for (let after = 0; ;) {
    const page = await deps.schemas.page(collectionOf(scene), after, AT_ONCE)
    const concerned = page.filter(({ stem }) => mayHold(change, stem))
    if (concerned.length > 0) {
      const settled = await deps.resources.write(async (transaction) => {
        for (const { id } of concerned) await settleResource(deps, transaction, scene, id, paths)
        return ok(undefined)
      }, directory)
      if (!settled.ok) return false
    }
    if (page.length < AT_ONCE) return true
    after = page.at(-1)?.position ?? after
  }
}

/** Whether the text of a resource names any of the attributes, before it is parsed: 100,000 take 0.1 s so. */
export function mayHold({ added, altered, unique }: TypeChange, stem: string): boolean {
  const text = stem.toLowerCase()
  return [...added, ...altered, ...unique].some(({ attribute }) => text.includes(`"${attribute.name.toLowerCase()}":`))
}

async function settleResource(
  deps: SettleDeps,
  transaction: ResourceTransaction,
  scene: Scene,
  id: string,
  paths: ReadonlySet<string>,
): Promise<void> {
  const collection = collectionOf(scene)
  const current = await transaction.get(collection, id)
  if (current === undefined) return
  const before = parseStem(current.stem)
  const after = declareStored(scene.resourceType, before, paths)
  const rows = indexRows(scene.resourceType, after)
  if (after !== before) await rewrite(deps, transaction, scene, current, before, after)
  const missing = rows.filter(({ path }) => paths.has(path))
  if (missing.length > 0) await transaction.addToIndex(collection, current, missing)
}

/**
 * The resource in its canonical spelling, as a change like any other: with a version and an entry in the log. It stays as it is
 * when it would take a value that is another's.
 */
async function rewrite(
  deps: SettleDeps,
  transaction: ResourceTransaction,
  scene: Scene,
  current: StoredResource,
  before: Attributes,
  after: Attributes,
): Promise<void> {
  const now = deps.clock()
  const { id, created, version } = current
  const { resourceType } = scene
  const row = rowOf(scene, after, { id, created, lastModified: now, version: version + 1 })
  const updated = await transaction.update(
    collectionOf(scene),
    row,
    indexRows(resourceType, before),
    indexRows(resourceType, after),
  )
  if (!updated.ok) return
  await transaction.appendChange({
    tenantId: scene.directory.tenantId,
    directoryId: scene.directory.directoryId,
    at: now,
    kind: 'update',
    resourceType: scene.resourceType.name,
    resourceId: id,
    version: row.version,
    actor: scene.actor,
    difference: differences(before, after),
  })
}
