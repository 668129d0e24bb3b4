import { schema, text } from './builders.ts'

/** The group extension of Workspace ONE Access and its successors (access-contract §4.1). */
export const accessGroupSchema = schema({
  id: 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:Group',
  name: 'AccessGroup',
  description: 'A group as Workspace ONE Access knows one',
  alias: 'access',
  alsoKnownAs: ['urn:scim:schemas:extension:workspace:1.0'],
  attributes: [
    text('domain', 'Domain of the directory the group belongs to.'),
    text('description', 'What the group is for.'),
    text('distinguishedName', 'Name in the source directory.'),
  ],
})
