import type { AttributePath } from '../scim/schema/attribute.ts'
import { sql, type Sql } from './sql.ts'

/** Where the values of an attribute are kept. Columns belong to a `resource` called `r`. */
export type Location =
  | {
      readonly kind: 'column'
      readonly column: Sql
      readonly nullable: boolean
      readonly form: 'text' | 'instant' | 'flag' | 'version'
    }
  | { readonly kind: 'relation'; readonly relation: 'members' | 'groups' }
  | { readonly kind: 'values' }

const COLUMNS = new Map<string, Location>([
  ['id', { kind: 'column', column: sql`r.id`, nullable: false, form: 'text' }],
  ['externalId', { kind: 'column', column: sql`r.external_id`, nullable: true, form: 'text' }],
  ['meta.created', { kind: 'column', column: sql`r.created_at`, nullable: false, form: 'instant' }],
  ['meta.lastModified', { kind: 'column', column: sql`r.modified_at`, nullable: false, form: 'instant' }],
  ['meta.version', { kind: 'column', column: sql`r.version`, nullable: false, form: 'version' }],
  ['active', { kind: 'column', column: sql`r.active`, nullable: false, form: 'flag' }],
])

const NAME: Location = { kind: 'column', column: sql`r.name_key`, nullable: false, form: 'text' }

export function locate(path: AttributePath): Location {
  const { relation } = path.attribute
  if (relation !== undefined) return { kind: 'relation', relation }
  if (path.naming) return NAME
  return (path.place === 'column' ? COLUMNS.get(path.indexPath) : undefined) ?? { kind: 'values' }
}
