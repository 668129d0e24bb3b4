import type { TSchema } from 'typebox'
import * as contract from './contract.ts'

/** The schemas of the contract under the names it exports them by. */
export const namedSchemas: readonly (readonly [name: string, schema: TSchema])[] = Object.entries(contract).toSorted(
  ([a], [b]) => (a < b ? -1 : 1),
)

const names = new Map<unknown, string>(namedSchemas.map(([name, schema]) => [schema, name]))

/** The name of a schema that the contract exports; told by identity, so that a schema is written out in one place. */
export const nameOf = (schema: unknown): string | undefined => names.get(schema)
