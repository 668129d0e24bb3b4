import { compareKeys } from '../scim/filter/compare-keys.ts'
import { canonicalKey } from '../shared/text.ts'
import { compareKey } from './compare-key.ts'
import type { Term } from './compile-element.ts'
import type { Dialect } from './dialect.ts'
import { join, sql, type Sql } from './sql.ts'

type Part = 'value' | 'display' | 'type'

/** Terms on the relation's rows by what they are about. All of them are about one row, which has every part. */
export const termsOn = (terms: readonly Term[], part: Part): readonly Term[] =>
  terms.filter(({ leaf }) => leaf.path.subAttribute?.name === part)

/** Whether an index leads from the terms to few rows. */
export const areNarrow = (terms: readonly Term[]): boolean =>
  terms.some(({ leaf, negated }) => !negated && leaf.kind === 'compare' && NARROW.has(leaf.operator))

const NARROW: ReadonlySet<string> = new Set(['eq', 'sw'])

/** There are few types, so which of them are meant is known before the database is asked. */
export const typesMeant = <Type extends string>(terms: readonly Term[], types: readonly Type[]): readonly Type[] =>
  types.filter((type) =>
    termsOn(terms, 'type').every(
      ({ leaf, negated }) =>
        leaf.kind === 'compare' && compareKeys(canonicalKey(type), leaf.operator, leaf.key) !== negated,
    ),
  )

/** ` AND …` for each term, on a column that is never null. */
export function conditionsOn(dialect: Dialect, terms: readonly Term[], column: Sql): Sql {
  return join(
    terms.map(({ leaf, negated }) => {
      if (leaf.kind !== 'compare') return sql``
      const compared = compareKey(dialect, { key: column, whole: column }, leaf.operator, leaf.key)
      return negated ? sql` AND NOT (${compared})` : sql` AND (${compared})`
    }),
    sql``,
  )
}
