import type { Attribute } from '../../scim/schema/attribute.ts'
import type { SchemaDefinition } from '../../scim/schema/definition.ts'

/** A definition as it is given and shown: without what only this program makes of it. */
export const describeSchema = ({ id, name, description, attributes }: SchemaDefinition) => ({
  id,
  name,
  description,
  attributes: attributes.map(describeAttribute),
})

function describeAttribute(attribute: Attribute): ReturnType<typeof simple> & { readonly subAttributes?: object[] } {
  const { subAttributes } = attribute
  return subAttributes === undefined
    ? simple(attribute)
    : { ...simple(attribute), subAttributes: subAttributes.map(simple) }
}

function simple({ lookup: _lookup, maxLength: _most, subAttributes: _subs, ...attribute }: Attribute) {
  const { canonicalValues, referenceTypes, ...facts } = attribute
  return {
    ...facts,
    ...(canonicalValues === undefined ? {} : { canonicalValues: [...canonicalValues] }),
    ...(referenceTypes === undefined ? {} : { referenceTypes: [...referenceTypes] }),
  }
}
