import { complex, reference, schema, text } from './builders.ts'

/** RFC 7643 §4.3. */
export const enterpriseUserSchema = schema({
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'A person in an organisation',
  alias: 'enterprise',
  alsoKnownAs: [
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0User',
    'urn:scim:schemas:extension:enterprise:2.0:User',
    'urn:scim:schemas:extension:enterprise:2.0',
    'urn:scim:schemas:extension:enterprise:1.0',
  ],
  attributes: [
    text('employeeNumber', 'Number given by the organisation.', { lookup: true }),
    text('costCenter', 'Cost centre.'),
    text('organization', 'Organisation.'),
    text('division', 'Division.'),
    text('department', 'Department.'),
    complex('manager', 'The person’s manager.', [
      text('value', 'Identifier of the manager. It may name a person who is not here.', {
        caseExact: true,
        lookup: true,
      }),
      reference('$ref', 'Address of the manager.', { referenceTypes: ['User'] }),
      text('displayName', 'Name of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
})
