import type { JsonObject } from '../../shared/json.ts'
import { guidOf } from '../guid.ts'
import { workMail } from '../moves/bodies.ts'
import type { Person } from '../people.ts'
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'

/** What Entra puts beside the core schema of a group; no server knows it. */
const ADSCIM = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'

/** The default mapping: `null` where the source has nothing, an empty list of roles, and `meta`. */
export const userBody = (person: Person): JsonObject => ({
  schemas: [CORE_USER, ENTERPRISE_USER],
  externalId: person.externalId,
  userName: person.userName,
  active: true,
  displayName: person.displayName,
  emails: workMail(person),
  title: person.title ?? null,
  meta: { resourceType: 'User' },
  name: {
    formatted: `${person.givenName} ${person.familyName}`,
    familyName: person.familyName,
    givenName: person.givenName,
  },
  roles: [],
  [ENTERPRISE_USER]: { department: person.department ?? null, employeeNumber: person.employeeNumber ?? null },
})

/** With an address of which only two parts are known. */
export const wholeUserBody = (person: Person): JsonObject => ({
  ...userBody(person),
  addresses: [
    {
      type: 'work',
      formatted: 'Room 4',
      streetAddress: null,
      locality: 'Oslo',
      region: null,
      postalCode: null,
      country: null,
    },
  ],
  phoneNumbers: [{ type: 'mobile', value: '+47 00000000' }],
  preferredLanguage: person.locale,
})

/** Never with members. */
export const groupBody = (displayName: string): JsonObject => ({
  schemas: [CORE_GROUP, ADSCIM],
  externalId: guidOf(displayName),
  displayName,
  meta: { resourceType: 'Group' },
})
