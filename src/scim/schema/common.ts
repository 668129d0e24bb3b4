import { complex, instant, reference, schema, text } from './builders.ts'

/** RFC 7643 §3.1: what every resource has. Not a schema of its own on the wire, so discovery does not list it. */
export const commonSchema = schema({
  id: '',
  name: 'Common',
  description: 'Attributes of every resource',
  alias: '',
  attributes: [
    Object.freeze({
      ...reference('schemas', 'The schemas a resource has content of.', {
        mutability: 'readOnly',
        returned: 'always',
        referenceTypes: ['uri'],
      }),
      multiValued: true,
    }),
    text('id', 'Identifier given by this service. It never changes and is never reused.', {
      caseExact: true,
      mutability: 'readOnly',
      returned: 'always',
      uniqueness: 'server',
    }),
    text('externalId', 'Identifier of the resource at the identity provider.', {
      caseExact: true,
      maxLength: 256,
      keptWhenOmitted: true,
    }),
    complex(
      'meta',
      'Facts about the resource itself.',
      [
        text('resourceType', 'Name of the resource type.', { caseExact: true, mutability: 'readOnly' }),
        instant('created', 'When it was created.', { mutability: 'readOnly' }),
        instant('lastModified', 'When it last changed.', { mutability: 'readOnly' }),
        reference('location', 'Its address.', { mutability: 'readOnly', referenceTypes: ['uri'] }),
        text('version', 'Its version, as an entity tag.', { caseExact: true, mutability: 'readOnly' }),
      ],
      { mutability: 'readOnly' },
    ),
  ],
})
