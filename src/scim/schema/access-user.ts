import { flag, schema, text } from './builders.ts'

/** The user extension of Workspace ONE Access and its successors (access-contract §4.1). */
export const accessUserSchema = schema({
  id: 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User',
  name: 'AccessUser',
  description: 'A person as Workspace ONE Access knows one',
  alias: 'access',
  alsoKnownAs: ['urn:scim:schemas:extension:workspace:1.0'],
  attributes: [
    text('domain', 'Domain of the directory the person belongs to.'),
    text('userPrincipalName', 'Name in the form of an address, as Active Directory gives it.', {
      lookup: true,
    }),
    text('distinguishedName', 'Name in the source directory.', { lookup: true }),
    flag('externalUserDisabled', 'Whether the person is disabled in the source directory.'),
    text('adSourceAnchor', 'Identifier that ties the person to Active Directory.', { caseExact: true }),
    text('customAttribute1', 'Free for the organisation.'),
    text('customAttribute2', 'Free for the organisation.'),
    text('customAttribute3', 'Free for the organisation.'),
    text('customAttribute4', 'Free for the organisation.'),
    text('customAttribute5', 'Free for the organisation.'),
  ],
})
