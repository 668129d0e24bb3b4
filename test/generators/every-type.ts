import type { Attribute, ResourceType } from '../../src/scim/schema/attribute.ts'
import {
  binary,
  complex,
  decimal,
  flag,
  instant,
  integer,
  plural,
  reference,
  schema,
  text,
} from '../../src/scim/schema/builders.ts'

/** Every type of RFC 7643 §2.3, text in both case rules. */
const leaves = (): readonly Attribute[] => [
  text('folded', 'Text of any case.'),
  text('exact', 'Text of one case.', { caseExact: true, lookup: true }),
  flag('flag', 'A boolean.'),
  integer('whole', 'An integer.'),
  decimal('broken', 'A decimal.'),
  instant('moment', 'An instant.'),
  reference('link', 'A reference.'),
  binary('bytes', 'Binary.'),
]

const several = (attribute: Attribute): Attribute =>
  Object.freeze({ ...attribute, name: `${attribute.name}s`, multiValued: true })

const elements = (): readonly Attribute[] => [
  text('value', 'The value.', { lookup: true }),
  text('type', 'What it is for.', { canonicalValues: ['work', 'home'] }),
  flag('primary', 'The preferred one.'),
]

const attributes = (): readonly Attribute[] => [
  ...leaves(),
  ...leaves().map(several),
  complex('one', 'One of each.', [...leaves(), several(text('word', 'Several in one.'))]),
  plural('many', 'Several of each.', [...elements(), ...leaves()]),
]

/** A resource type with an attribute of every type: alone, several times, in one element and in many, and in an extension. */
export const everyType: ResourceType = Object.freeze({
  name: 'Everything',
  endpoint: '/Everything',
  description: 'Attributes of every type',
  schema: schema({
    id: 'urn:example:params:scim:schemas:2.0:Everything',
    name: 'Everything',
    description: 'Attributes of every type',
    alias: '',
    attributes: [text('label', 'The name.', { required: true, uniqueness: 'server', maxLength: 256 }), ...attributes()],
  }),
  extensions: [
    {
      required: false,
      schema: schema({
        id: 'urn:example:params:scim:schemas:extension:2.0:More',
        name: 'More',
        description: 'The same again',
        alias: 'more',
        attributes: [
          ...leaves().map((leaf) => Object.freeze({ ...leaf, name: `more${leaf.name}` })),
          plural('moreMany', 'Several.', elements()),
        ],
      }),
    },
  ],
  nameAttribute: 'label',
})
