import type { Schema, SchemaAttribute } from '../../api/scim.ts'

const COLUMNS = 4

/** What a table can show of a resource: values of one line, in the order of its schema, the first four. */
export const shownAttributes = (schema: Schema | undefined): readonly SchemaAttribute[] =>
  (schema?.attributes ?? [])
    .filter(({ name, multiValued, type }) => !multiValued && type !== 'complex' && !COMMON.has(name))
    .slice(0, COLUMNS)

const COMMON = new Set(['id', 'externalId'])

/** The texts among them: what a search looks into. */
export const searchedAttributes = (shown: readonly SchemaAttribute[]): readonly string[] =>
  shown.filter(({ type }) => type === 'string').map(({ name }) => name)

/** What a page of the resource is called: its first shown text. */
export const titleOf = (schema: Schema | undefined, resource: Readonly<Record<string, unknown>>): string | undefined =>
  searchedAttributes(shownAttributes(schema))
    .map((name) => resource[name])
    .find((value): value is string => typeof value === 'string' && value !== '')
