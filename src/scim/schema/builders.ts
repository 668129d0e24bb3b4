import type { Attribute, AttributeType, Schema } from './attribute.ts'

/** Builders of frozen attributes. What is not said has the defaults of RFC 7643 §2.2. */

type Facts = Partial<Omit<Attribute, 'name' | 'type' | 'multiValued' | 'description' | 'subAttributes'>>

/** Longest text that an attribute takes unless it says otherwise, in UTF-16 code units. */
export const DEFAULT_MAX_LENGTH = 4_096

const simple =
  (type: AttributeType, typical: Facts = {}) =>
  (name: string, description: string, facts: Facts = {}): Attribute =>
    attribute(name, type, description, { ...typical, ...facts })

export const text = simple('string', { maxLength: DEFAULT_MAX_LENGTH })
export const flag = simple('boolean')
export const integer = simple('integer')
export const decimal = simple('decimal')
export const instant = simple('dateTime')
export const binary = simple('binary', { caseExact: true })

/** A URI, or with `referenceTypes` of resource types the address of a resource. Case-exact, RFC 7643 §2.3.7. */
export const reference = simple('reference', {
  caseExact: true,
  referenceTypes: Object.freeze(['external']),
  maxLength: DEFAULT_MAX_LENGTH,
})

export function complex(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  facts: Facts = {},
): Attribute {
  return attribute(name, 'complex', description, { ...facts, subAttributes: Object.freeze([...subAttributes]) })
}

/** A multi-valued complex attribute. */
export function plural(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  facts: Facts = {},
): Attribute {
  return Object.freeze({ ...complex(name, description, subAttributes, facts), multiValued: true })
}

/** The usual shape of a multi-valued attribute, RFC 7643 §2.4: `value`, `display`, `type`, `primary`. */
export function values(
  name: string,
  description: string,
  value: Attribute,
  types: readonly string[] = [],
  facts: Facts = {},
): Attribute {
  const canonicalValues = types.length > 0 ? { canonicalValues: Object.freeze([...types]) } : {}
  return plural(
    name,
    description,
    [
      value,
      text('display', 'A name for people to read.'),
      text('type', 'What the value is for.', canonicalValues),
      flag('primary', 'Whether this is the preferred value; true at most once.'),
    ],
    facts,
  )
}

export function schema(definition: Schema): Schema {
  return Object.freeze({ ...definition, attributes: Object.freeze([...definition.attributes]) })
}

function attribute(
  name: string,
  type: AttributeType,
  description: string,
  facts: Partial<Omit<Attribute, 'name' | 'type' | 'description'>>,
): Attribute {
  return Object.freeze({
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...facts,
  } satisfies Attribute)
}
