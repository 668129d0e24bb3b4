import { plural, reference, schema, text } from './builders.ts'

/** RFC 7643 §4.2. */
export const groupSchema = schema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'A group of people and of other groups',
  alias: '',
  alsoKnownAs: [
    'urn:ietf:params:scim:schemas:core:2.0Group',
    'urn:scim:schemas:core:2.0:Group',
    'urn:scim:schemas:core:2.0',
    'urn:scim:schemas:core:1.0',
  ],
  attributes: [
    text('displayName', 'Name of the group. Unique in the directory, ignoring case.', {
      required: true,
      uniqueness: 'server',
      maxLength: 256,
    }),
    plural(
      'members',
      'Members of the group.',
      [
        text('value', 'Identifier of the member.', { caseExact: true, mutability: 'immutable', maxLength: 256 }),
        reference('$ref', 'Address of the member.', { mutability: 'immutable', referenceTypes: ['User', 'Group'] }),
        text('type', 'What the member is.', { mutability: 'immutable', canonicalValues: ['User', 'Group'] }),
        text('display', 'Name of the member.', { mutability: 'readOnly' }),
      ],
      { relation: 'members' },
    ),
  ],
})
