import type { Json, JsonObject } from '../../shared/json.ts'
import type { Attribute, ResourceType, Schema } from '../schema/attribute.ts'
import { commonSchema } from '../schema/common.ts'
import { factAttributes } from './facts.ts'
import { CORE_V1, nameInV1, WORKSPACE_V1 } from './schema-names.ts'

/** The schema of a resource type as SCIM 1.1 §11 describes one, from the same declarations that validate. */
export function schemaInV1(resourceType: ResourceType): JsonObject {
  const { name, endpoint, description, schema, extensions } = resourceType
  return {
    schemas: [CORE_V1],
    id: `${CORE_V1}:${name}`,
    name,
    description,
    schema: CORE_V1,
    endpoint,
    attributes: [
      ...describeAll([...commonSchema.attributes, ...schema.attributes], CORE_V1),
      ...extensions.flatMap(({ schema: extension }) => describeAll(extension.attributes, nameInV1(extension))),
      ...describeAll(factAttributes(resourceType), WORKSPACE_V1),
    ],
  }
}

const describeAll = (attributes: readonly Attribute[], schema: Schema['id']): readonly Json[] =>
  attributes
    .filter((attribute) => attribute.returned !== 'never' && attribute.name !== 'schemas')
    .map((attribute) => describe(attribute, schema))

function describe(attribute: Attribute, schema: string): JsonObject {
  const { name, type, multiValued, description, mutability, required, caseExact, subAttributes } = attribute
  return {
    name,
    type: typeInV1(type),
    multiValued,
    ...(multiValued ? { multiValuedAttributeChildName: singular(name) } : {}),
    description,
    schema,
    readOnly: mutability === 'readOnly',
    required,
    caseExact,
    ...(subAttributes === undefined
      ? {}
      : { subAttributes: subAttributes.flatMap((sub) => describeSub(attribute, sub)) }),
  }
}

/** A manager has a `managerId`, and its address is not shown. */
function describeSub(attribute: Attribute, sub: Attribute): readonly JsonObject[] {
  if (attribute.name === 'manager' && sub.name === '$ref') return []
  const name = attribute.name === 'manager' && sub.name === 'value' ? 'managerId' : sub.name
  if (attribute.name === 'meta' && name === 'resourceType') return []
  const { type, description, mutability, required, caseExact, canonicalValues } = sub
  return [
    {
      name,
      type: typeInV1(type),
      description,
      readOnly: mutability === 'readOnly',
      required,
      caseExact,
      ...(canonicalValues === undefined ? {} : { canonicalValues }),
    },
  ]
}

/** SCIM 1.1 knows no references: an address is text. */
const typeInV1 = (type: Attribute['type']): string => (type === 'reference' ? 'string' : type)

/** `emails` holds one `email` after the other, `addresses` one `address`. */
const singular = (name: string): string => name.replace(/(?<=ss)es$|s$/, '')
