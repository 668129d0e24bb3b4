import type { JsonObject } from '../../shared/json.ts'
import type { Random } from '../random.ts'
import { CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'
import { randomMail, randomPhone, randomText } from './random-text.ts'

/** The body of test 1: every attribute of its default mode, none of whose values means anything. */
export function inventUser(random: Random): JsonObject & { readonly userName: string } {
  const text = () => randomText(random)
  const userName = randomMail(random)
  return {
    schemas: [CORE_USER, ENTERPRISE_USER],
    userName,
    active: true,
    displayName: text(),
    title: text(),
    emails: [{ type: 'work', value: randomMail(random), primary: true }],
    preferredLanguage: text(),
    name: {
      givenName: text(),
      familyName: text(),
      formatted: text(),
      middleName: text(),
      honorificPrefix: text(),
      honorificSuffix: text(),
    },
    addresses: [
      {
        type: 'work',
        formatted: text(),
        streetAddress: text(),
        locality: text(),
        region: text(),
        postalCode: text(),
        primary: true,
        country: text(),
      },
    ],
    phoneNumbers: [
      { type: 'work', value: randomPhone(random), primary: true },
      { type: 'mobile', value: randomPhone(random) },
      { type: 'fax', value: randomPhone(random) },
    ],
    [ENTERPRISE_USER]: {
      employeeNumber: text(),
      department: text(),
      costCenter: text(),
      organization: text(),
      division: text(),
      manager: { value: text() },
    },
    roles: [{ primary: 'True', display: text(), value: text(), type: text() }],
    userType: text(),
    nickName: text(),
    locale: text(),
    timezone: text(),
    profileUrl: text(),
  }
}

/** Every path of test 6 with another value. */
export function inventReplacements(
  random: Random,
): readonly { readonly path: string; readonly value: string | boolean }[] {
  const texts = (paths: readonly string[]) => paths.map((path) => ({ path, value: randomText(random) }))
  const below = (path: string, names: readonly string[]) => names.map((name) => `${path}.${name}`)
  const ADDRESS = 'addresses[type eq "work"]'
  return [
    { path: 'active', value: true },
    ...texts(['displayName', 'title']),
    { path: 'emails[type eq "work"].value', value: randomMail(random) },
    { path: 'emails[type eq "work"].primary', value: true },
    ...texts(['preferredLanguage']),
    ...texts(
      below('name', ['givenName', 'familyName', 'formatted', 'middleName', 'honorificPrefix', 'honorificSuffix']),
    ),
    ...texts(below(ADDRESS, ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'])),
    { path: `${ADDRESS}.primary`, value: true },
    { path: 'phoneNumbers[type eq "work"].value', value: randomPhone(random) },
    { path: 'phoneNumbers[type eq "work"].primary', value: true },
    { path: 'phoneNumbers[type eq "mobile"].value', value: randomPhone(random) },
    { path: 'phoneNumbers[type eq "fax"].value', value: randomPhone(random) },
    ...texts(
      ['employeeNumber', 'department', 'costCenter', 'organization', 'division'].map(
        (name) => `${ENTERPRISE_USER}:${name}`,
      ),
    ),
    ...texts(below('roles[primary eq "True"]', ['display', 'value', 'type'])),
    ...texts(['userType', 'nickName', 'locale', 'timezone', 'profileUrl']),
  ]
}
