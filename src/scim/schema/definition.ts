import type { Attribute, ResourceType } from './attribute.ts'

/**
 * What an administrator defines for one directory: extensions and resource types, as plain JSON. They are compiled to the
 * same frozen declarations as the standard ones (`compile-definitions.ts`), from which everything else derives.
 */
export type Definitions = {
  /** The last number given. Numbers are never given twice, so that no index row is taken for one of another schema. */
  readonly lastNumber: number
  readonly extensions: readonly ExtensionDefinition[]
  readonly resourceTypes: readonly ResourceTypeDefinition[]
}

export const NO_DEFINITIONS: Definitions = { lastNumber: 0, extensions: [], resourceTypes: [] }

/** A schema as it is defined: RFC 7643 §7. */
export type SchemaDefinition = {
  /** Its URN. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
}

export type ExtensionDefinition = SchemaDefinition & {
  /** Names its index paths. */
  readonly number: number
  readonly extends: readonly Extended[]
}

/** A resource type that has the extension, by its name; `required`: each of its resources must have content of it. */
export type Extended = { readonly resourceType: string; readonly required: boolean }

/** RFC 7643 §6. */
export type ResourceTypeDefinition = Pick<ResourceType, 'name' | 'endpoint' | 'description' | 'nameAttribute'> & {
  readonly schema: SchemaDefinition
}

/** What is wrong with a definition. `field` is the dotted place in the body: `attributes.3.name`. */
export type DefinitionProblem = {
  readonly kind: 'definitionInvalid'
  readonly field: string
  readonly detail: string
}

/** Another schema or type of the directory has this URN, name or endpoint. */
export type DefinitionTaken = { readonly kind: 'definitionTaken'; readonly field: string; readonly detail: string }
