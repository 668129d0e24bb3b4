import type { Collection } from '../directory/ports.ts'
import type { AttributePath } from '../scim/schema/attribute.ts'
import { resourceTypes } from '../scim/schema/resource-types.ts'
import { sql, type Sql } from './sql.ts'

/** Where the values of an attribute are kept. Columns belong to a `resource` called `r`. */
export type Location =
  | {
      readonly kind: 'column'
      readonly column: Sql
      readonly nullable: boolean
      readonly form: 'text' | 'instant' | 'flag'
    }
  | { readonly kind: 'relation'; readonly relation: 'members' | 'groups' }
  | { readonly kind: 'values' }

const COLUMNS = new Map<string, Location>([
  ['id', { kind: 'column', column: sql`r.id`, nullable: false, form: 'text' }],
  ['externalId', { kind: 'column', column: sql`r.external_id`, nullable: true, form: 'text' }],
  ['meta.created', { kind: 'column', column: sql`r.created_at`, nullable: false, form: 'instant' }],
  ['meta.lastModified', { kind: 'column', column: sql`r.modified_at`, nullable: false, form: 'instant' }],
])

const ACTIVE: Location = { kind: 'column', column: sql`r.active`, nullable: false, form: 'flag' }
const NAME: Location = { kind: 'column', column: sql`r.name_key`, nullable: false, form: 'text' }

/** Only these have `active`: a group has the column too, but not the attribute. */
const names = new Map(resourceTypes.map((type) => [type.name, type.nameAttribute]))
const withActive = new Set(
  resourceTypes.filter((type) => type.schema.attributes.some(({ name }) => name === 'active')).map(({ name }) => name),
)

export const isNameOf = (collection: Collection, path: AttributePath): boolean =>
  path.indexPath === names.get(collection.resourceType)

export function locate(collection: Collection, path: AttributePath): Location {
  const { relation } = path.attribute
  if (relation !== undefined) return { kind: 'relation', relation }
  if (isNameOf(collection, path)) return NAME
  if (path.indexPath === 'active' && withActive.has(collection.resourceType)) return ACTIVE
  return COLUMNS.get(path.indexPath) ?? { kind: 'values' }
}
