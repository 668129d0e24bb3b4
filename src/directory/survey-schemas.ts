import { declareStored, holds } from '../scim/declare-stored.ts'
import { indexRows } from '../scim/index-rows.ts'
import { parseStem } from '../scim/representation.ts'
import type { TypeChange } from '../scim/schema/compare-types.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Directory, SchemaStore } from './ports.ts'
import type { SchemaError } from './schema-errors.ts'
import { mayHold } from './settle-schemas.ts'

const AT_ONCE = 1_000

/**
 * Whether stored resources allow a change of definitions. Values whose type would change stand against it, as do two equal
 * ones of what becomes unique. Values that lose their declaration are kept, as everything unknown is, but nobody finds them
 * any more: `confirm` has to say how many resources hold some.
 */
export async function surveyChange(
  schemas: SchemaStore,
  directory: Directory,
  changes: readonly TypeChange[],
  confirm: string | undefined,
): Promise<Result<void, SchemaError>> {
  let losing = 0
  for (const change of changes) {
    const found = await surveyType(schemas, directory, change)
    if (!found.ok) return found
    losing += found.value
  }
  if (losing === 0 || confirm === String(losing)) return ok(undefined)
  return fail({
    kind: 'notConfirmed',
    detail: `${counted(losing)} of ${JSON.stringify(directory.name)} hold values of what is no longer declared. The values stay, but nobody finds them by a filter any more. Repeat the number as confirm=${losing} to do it.`,
  })
}

/** How many resources hold values of what is no longer declared. */
async function surveyType(
  schemas: SchemaStore,
  { tenantId, directoryId }: Directory,
  change: TypeChange,
): Promise<Result<number, SchemaError>> {
  const { before, after, removed, altered, unique } = change
  if (removed.length === 0 && altered.length === 0 && unique.length === 0) return ok(0)
  const paths = new Set([...change.added, ...unique].map(({ indexPath }) => indexPath))
  const names = new Map(unique.map((node) => [node.indexPath, node.label]))
  const seen = new Set<string>()
  let losing = 0
  const collection = { tenantId, directoryId, resourceType: before.name }
  const look = { ...change, added: [...change.added, ...removed] }
  for (let at = 0; ;) {
    const page = await schemas.page(collection, at, AT_ONCE)
    for (const { stem } of page) {
      if (!mayHold(look, stem)) continue
      const attributes = parseStem(stem)
      const kept = altered.find((node) => holds(attributes, node))
      if (kept !== undefined)
        return inUse(
          `"${kept.label}" has values, so its type, multiValued, caseExact and "never" stay. Remove the attribute first and define another one.`,
        )
      if (removed.some((node) => holds(attributes, node))) losing += 1
      const own = new Set<string>()
      for (const { path, key } of indexRows(after, declareStored(after, attributes, paths))) {
        if (names.has(path)) own.add(`${path}\u0000${key}`)
      }
      for (const value of own) {
        if (seen.has(value))
          return inUse(
            `"${names.get(value.split('\u0000')[0] ?? '') ?? ''}" cannot become unique: two resources have the same value already. Correct one of them first.`,
          )
        seen.add(value)
      }
    }
    if (page.length < AT_ONCE) return ok(losing)
    at = page.at(-1)?.position ?? at
  }
}

const inUse = (detail: string): Result<never, SchemaError> =>
  fail({ kind: 'definitionInUse', field: 'attributes', detail })

export const counted = (resources: number): string => (resources === 1 ? '1 resource' : `${resources} resources`)
