import type { Attribute, ResourceType, Schema } from './attribute.ts'
import { schema } from './builders.ts'
import type { Definitions, ExtensionDefinition, ResourceTypeDefinition, SchemaDefinition } from './definition.ts'
import { resourceTypes } from './resource-types.ts'

/**
 * The resource types of a directory: the standard ones with its extensions, then its own. A standard type that nobody extends
 * is the shared value itself, so that what derives from it is made once for all directories.
 */
export function compileDefinitions(definitions: Definitions): readonly ResourceType[] {
  if (definitions.extensions.length === 0 && definitions.resourceTypes.length === 0) return resourceTypes
  const extensions = definitions.extensions.map((definition) => ({
    definition,
    schema: compileSchema(definition, `x${definition.number}`),
  }))
  const own = definitions.resourceTypes.map(compileType)
  return Object.freeze([...resourceTypes, ...own].map((type) => extend(type, extensions)))
}

type Compiled = { readonly definition: ExtensionDefinition; readonly schema: Schema }

function extend(type: ResourceType, extensions: readonly Compiled[]): ResourceType {
  const more = extensions.flatMap(({ definition, schema: compiled }) => {
    const extended = definition.extends.find(({ resourceType }) => resourceType === type.name)
    return extended === undefined ? [] : [{ schema: compiled, required: extended.required }]
  })
  return more.length === 0 ? type : Object.freeze({ ...type, extensions: Object.freeze([...type.extensions, ...more]) })
}

function compileType(definition: ResourceTypeDefinition): ResourceType {
  const { nameAttribute } = definition
  const compiled = compileSchema(definition.schema, '')
  return Object.freeze({
    name: definition.name,
    endpoint: definition.endpoint,
    description: definition.description,
    schema:
      nameAttribute === undefined
        ? compiled
        : schema({ ...compiled, attributes: compiled.attributes.map((one) => asName(one, nameAttribute)) }),
    extensions: Object.freeze([]),
    ...(nameAttribute === undefined ? {} : { nameAttribute }),
  })
}

/** Names are kept in a column that indexes have to hold. */
const MAX_NAME = 256

const asName = (attribute: Attribute, nameAttribute: string): Attribute =>
  attribute.name === nameAttribute
    ? Object.freeze({ ...attribute, required: true, uniqueness: 'server', maxLength: MAX_NAME })
    : attribute

const compileSchema = ({ id, name, description, attributes }: SchemaDefinition, alias: string): Schema =>
  schema({ id, name, description, alias, attributes: attributes.map(frozen) })

function frozen(attribute: Attribute): Attribute {
  const { canonicalValues, referenceTypes, subAttributes } = attribute
  return Object.freeze({
    ...attribute,
    ...(canonicalValues === undefined ? {} : { canonicalValues: Object.freeze([...canonicalValues]) }),
    ...(referenceTypes === undefined ? {} : { referenceTypes: Object.freeze([...referenceTypes]) }),
    ...(subAttributes === undefined ? {} : { subAttributes: Object.freeze(subAttributes.map(frozen)) }),
  })
}
