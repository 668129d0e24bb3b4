import type { JsonObject } from '../shared/json.ts'
import { must, type Section, should } from './check.ts'
import { elements, equal, isTrue, listed, textOf } from './expect.ts'
import type { Scim } from './scim.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
const TYPES = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex']
const MUTABILITIES = ['readOnly', 'readWrite', 'immutable', 'writeOnly']
const RETURNED = ['always', 'never', 'default', 'request']
const UNIQUENESS = ['none', 'server', 'global']

type Described = { readonly path: string; readonly attribute: JsonObject }

/** Name, type and plurality of what RFC 7643 §8.7.1 declares; `[]` behind a type says multi-valued. */
const CORE_USER: Readonly<Record<string, string>> = {
  userName: 'string',
  name: 'complex',
  'name.formatted': 'string',
  'name.familyName': 'string',
  'name.givenName': 'string',
  'name.middleName': 'string',
  'name.honorificPrefix': 'string',
  'name.honorificSuffix': 'string',
  displayName: 'string',
  nickName: 'string',
  profileUrl: 'reference',
  title: 'string',
  userType: 'string',
  preferredLanguage: 'string',
  locale: 'string',
  timezone: 'string',
  active: 'boolean',
  emails: 'complex[]',
  phoneNumbers: 'complex[]',
  ims: 'complex[]',
  photos: 'complex[]',
  'photos.value': 'reference',
  addresses: 'complex[]',
  'addresses.formatted': 'string',
  'addresses.streetAddress': 'string',
  'addresses.locality': 'string',
  'addresses.region': 'string',
  'addresses.postalCode': 'string',
  'addresses.country': 'string',
  'addresses.type': 'string',
  groups: 'complex[]',
  'groups.value': 'string',
  'groups.$ref': 'reference',
  'groups.display': 'string',
  'groups.type': 'string',
  entitlements: 'complex[]',
  roles: 'complex[]',
  x509Certificates: 'complex[]',
  'x509Certificates.value': 'binary',
  ...Object.fromEntries(
    ['emails', 'phoneNumbers', 'ims', 'entitlements', 'roles'].flatMap((name) => [
      [`${name}.value`, 'string'],
      [`${name}.display`, 'string'],
      [`${name}.type`, 'string'],
      [`${name}.primary`, 'boolean'],
    ]),
  ),
}

const CORE_GROUP = {
  displayName: 'string',
  members: 'complex[]',
  'members.value': 'string',
  'members.$ref': 'reference',
  'members.type': 'string',
}

const ENTERPRISE_USER = {
  employeeNumber: 'string',
  costCenter: 'string',
  organization: 'string',
  division: 'string',
  department: 'string',
  manager: 'complex',
  'manager.value': 'string',
  'manager.$ref': 'reference',
  'manager.displayName': 'string',
}

export const schemas: Section = {
  title: 'RFC 7643 §7 and §8.7: schemas',
  checks: [
    must('RFC 7643 §7', 'each schema has id, its URN, and attributes', async (scim) => {
      for (const schema of listed(await scim.get('/Schemas'))) {
        equal(schema['schemas'], [SCHEMA], 'schemas')
        isTrue(/^urn:/i.test(schema.id), `${schema.id} is a URN`)
        isTrue(elements(schema['attributes']).length > 0, `${schema.id} has attributes`)
      }
    }),
    must('RFC 7643 §7', 'each attribute has a name, a type, and says whether it is multi-valued', async (scim) => {
      for (const { path, attribute } of await everyAttribute(scim)) {
        isTrue(/^(\$ref|[A-Za-z][\w-]*)$/.test(textOf(attribute['name'])), `${path} has a name of the grammar`)
        isTrue(TYPES.includes(textOf(attribute['type'])), `${path} has a type of the RFC`)
        equal(typeof attribute['multiValued'], 'boolean', `the type of multiValued of ${path}`)
      }
    }),
    must('RFC 7643 §7', 'each attribute names its characteristics in the words of the RFC', async (scim) => {
      for (const { path, attribute } of await everyAttribute(scim)) {
        for (const [name, words] of [
          ['mutability', MUTABILITIES],
          ['returned', RETURNED],
          ['uniqueness', UNIQUENESS],
        ] as const) {
          const value = attribute[name]
          isTrue(value === undefined || words.includes(textOf(value)), `${name} of ${path} is ${textOf(value)}`)
        }
        for (const name of ['required', 'caseExact']) {
          isTrue(['boolean', 'undefined'].includes(typeof attribute[name]), `${name} of ${path} is a boolean`)
        }
      }
    }),
    must('RFC 7643 §7', 'a complex attribute has sub-attributes, and no other attribute has', async (scim) => {
      for (const { path, attribute } of await everyAttribute(scim)) {
        const has = elements(attribute['subAttributes']).length > 0
        equal(has, attribute['type'] === 'complex', `whether ${path} has sub-attributes`)
      }
    }),
    must('RFC 7643 §2.3.8', 'no sub-attribute is complex', async (scim) => {
      for (const { path, attribute } of await everyAttribute(scim)) {
        if (path.includes('.')) isTrue(attribute['type'] !== 'complex', `${path} is not complex`)
      }
    }),
    must('RFC 7643 §7', 'a reference says what it refers to', async (scim) => {
      for (const { path, attribute } of await everyAttribute(scim)) {
        if (attribute['type'] !== 'reference') continue
        isTrue(Array.isArray(attribute['referenceTypes']), `${path} has referenceTypes`)
      }
    }),
    must('RFC 7643 §7', 'no two attributes of a schema have the same name', async (scim) => {
      for (const schema of listed(await scim.get('/Schemas'))) {
        const names = elements(schema['attributes']).map(({ name }) => textOf(name).toLowerCase())
        equal(new Set(names).size, names.length, `the number of names in ${schema.id}`)
      }
    }),
    should('RFC 7643 §8.7.1', 'the User schema has the attributes and types of the RFC', (scim) =>
      declares(scim, USER, CORE_USER),
    ),
    should('RFC 7643 §8.7.1', 'the User schema declares password, writeOnly and never returned', async (scim) => {
      const password = (await attributesOf(scim, USER)).get('password')
      equal([password?.['mutability'], password?.['returned']], ['writeOnly', 'never'], 'mutability and returned')
    }),
    should('RFC 7643 §8.7.1', 'the Group schema has the attributes and types of the RFC', (scim) =>
      declares(scim, GROUP, CORE_GROUP),
    ),
    should('RFC 7643 §8.7.1', 'the enterprise schema has the attributes and types of the RFC', (scim) =>
      declares(scim, ENTERPRISE, ENTERPRISE_USER),
    ),
    must('RFC 7643 §4.1', 'userName is declared required and unique on the server', async (scim) => {
      const userName = (await attributesOf(scim, USER)).get('userName')
      equal([userName?.['required'], userName?.['caseExact']], [true, false], 'required and caseExact')
      isTrue(['server', 'global'].includes(textOf(userName?.['uniqueness'])), 'uniqueness is server or global')
    }),
    must('RFC 7643 §4.1.2', 'groups of a user and all its parts are declared readOnly', async (scim) => {
      for (const [path, attribute] of await attributesOf(scim, USER)) {
        if (path.split('.')[0] === 'groups') equal(attribute['mutability'], 'readOnly', `mutability of ${path}`)
      }
    }),
    must('RFC 7643 §4.2', 'the parts of a member are declared immutable or readOnly', async (scim) => {
      for (const [path, attribute] of await attributesOf(scim, GROUP)) {
        if (!path.startsWith('members.')) continue
        isTrue(['immutable', 'readOnly'].includes(textOf(attribute['mutability'])), `${path} is immutable or readOnly`)
      }
    }),
    must('RFC 7643 §7', 'what a resource shows is declared in the schemas of the resource', async (scim) => {
      const ada = await scim.user({
        name: { givenName: 'Ada' },
        emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { department: 'Engines' },
      })
      const team = await scim.group({ members: [{ value: ada.id }] })
      for (const [resource, urn] of [
        [await scim.read(ada), USER],
        [team, GROUP],
      ] as const) {
        const declared = await attributesOf(scim, urn)
        for (const path of pathsOf(resource)) isTrue(declared.has(path), `${urn} declares ${path}`)
      }
    }),
  ],
}

const COMMON = new Set(['schemas', 'id', 'externalId', 'meta'])

/** `emails`, `emails.value`: the paths of a resource outside of extensions. */
function pathsOf(resource: JsonObject): ReadonlySet<string> {
  const own = Object.entries(resource).filter(([name]) => !COMMON.has(name) && !name.startsWith('urn:'))
  return new Set(
    own.flatMap(([name, value]) => {
      const parts = (Array.isArray(value) ? value : [value]) as readonly unknown[]
      const objects = parts.filter((part): part is JsonObject => typeof part === 'object' && part !== null)
      return [name, ...objects.flatMap((part) => Object.keys(part).map((inner) => `${name}.${inner}`))]
    }),
  )
}

async function declares(scim: Scim, urn: string, wanted: Readonly<Record<string, string>>): Promise<void> {
  const declared = await attributesOf(scim, urn)
  for (const [path, type] of Object.entries(wanted)) {
    const attribute = declared.get(path)
    const found = `${textOf(attribute?.['type'])}${attribute?.['multiValued'] === true ? '[]' : ''}`
    equal(found, type, `the type of ${path} in ${urn}`)
  }
}

async function attributesOf(scim: Scim, urn: string): Promise<ReadonlyMap<string, JsonObject>> {
  const schema = listed(await scim.get('/Schemas')).find(({ id }) => id === urn)
  isTrue(schema !== undefined, `/Schemas has ${urn}`)
  return new Map(describedIn(schema).map(({ path, attribute }) => [path, attribute]))
}

const everyAttribute = async (scim: Scim): Promise<readonly Described[]> =>
  listed(await scim.get('/Schemas')).flatMap(describedIn)

const describedIn = (schema: JsonObject): readonly Described[] =>
  elements(schema['attributes']).flatMap((attribute) => [
    { path: textOf(attribute['name']), attribute },
    ...elements(attribute['subAttributes']).map((inner) => ({
      path: `${textOf(attribute['name'])}.${textOf(inner['name'])}`,
      attribute: inner,
    })),
  ])
