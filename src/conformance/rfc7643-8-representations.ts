import type { JsonObject } from '../shared/json.ts'
import { must, type Section } from './check.ts'
import { at, carries, elements, equal, finds, isTrue, statusIs, unassignedIn, valuesOf } from './expect.ts'
import { ENTERPRISE, GROUP, USER } from './urns.ts'

/** RFC 7643 §8.2, without what the server assigns. */
const fullUser = (userName: string): JsonObject => ({
  schemas: [USER],
  externalId: '701984',
  userName,
  name: {
    formatted: 'Ms. Barbara J Jensen, III',
    familyName: 'Jensen',
    givenName: 'Barbara',
    middleName: 'Jane',
    honorificPrefix: 'Ms.',
    honorificSuffix: 'III',
  },
  displayName: 'Babs Jensen',
  nickName: 'Babs',
  profileUrl: 'https://login.example.com/bjensen',
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  addresses: [
    {
      streetAddress: '100 Universal City Plaza',
      locality: 'Hollywood',
      region: 'CA',
      postalCode: '91608',
      country: 'USA',
      formatted: '100 Universal City Plaza\nHollywood, CA 91608 USA',
      type: 'work',
      primary: true,
    },
    {
      streetAddress: '456 Hollywood Blvd',
      locality: 'Hollywood',
      region: 'CA',
      postalCode: '91608',
      country: 'USA',
      formatted: '456 Hollywood Blvd\nHollywood, CA 91608 USA',
      type: 'home',
    },
  ],
  phoneNumbers: [
    { value: '555-555-5555', type: 'work' },
    { value: '555-555-4444', type: 'mobile' },
  ],
  ims: [{ value: 'someaimhandle', type: 'aim' }],
  photos: [
    { value: 'https://photos.example.com/profilephoto/72930000000Ccne/F', type: 'photo' },
    { value: 'https://photos.example.com/profilephoto/72930000000Ccne/T', type: 'thumbnail' },
  ],
  userType: 'Employee',
  title: 'Tour Guide',
  preferredLanguage: 'en-US',
  locale: 'en-US',
  timezone: 'America/Los_Angeles',
  active: true,
  password: 't1meMa$heen',
  entitlements: [{ value: 'tours', display: 'Tours', type: 'seat', primary: true }],
  roles: [{ value: 'guide', display: 'Guide', type: 'job', primary: true }],
  x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx' }],
})

const enterprise = (managerId: string): JsonObject => ({
  employeeNumber: '701984',
  costCenter: '4130',
  organization: 'Universal Studios',
  division: 'Theme Park',
  department: 'Tour Operations',
  manager: { value: managerId },
})

const withoutPassword = ({ password: _gone, ...rest }: JsonObject): JsonObject => rest

export const representations: Section = {
  title: 'RFC 7643 §8: the example representations, given back without loss',
  checks: [
    must('RFC 7643 §8.1', 'the minimal user is created and given back', async (scim) => {
      const ada = await scim.user()
      equal(ada['schemas'], [USER], 'schemas')
      carries(await scim.read(ada), { id: ada.id, userName: ada['userName'] ?? '', meta: ada['meta'] ?? {} })
    }),
    must('RFC 7643 §8.2', 'the full user is created and given back without loss', async (scim) => {
      const sent = fullUser(scim.unique('bjensen'))
      const ada = await scim.user(sent)
      carries(ada, withoutPassword(sent))
      carries(await scim.read(ada), withoutPassword(sent))
    }),
    must('RFC 7643 §8.2', 'the full user is replaced by itself without loss', async (scim) => {
      const sent = fullUser(scim.unique('bjensen'))
      const ada = await scim.user()
      const put = await scim.put(`/Users/${ada.id}`, { ...sent, id: ada.id })
      statusIs(put, 200)
      carries(put.json, withoutPassword(sent))
      const again = await scim.put(`/Users/${ada.id}`, put.json)
      statusIs(again, 200)
      carries(again.json, withoutPassword(sent))
    }),
    must('RFC 7643 §8.2', 'a user that is put back unchanged is not changed by it', async (scim) => {
      const ada = await scim.user(fullUser(scim.unique('bjensen')))
      const again = await scim.put(`/Users/${ada.id}`, ada)
      statusIs(again, 200)
      carries(again.json, withoutMeta(ada))
    }),
    must(
      'RFC 7643 §8.2',
      'every attribute of the full user can be found by',
      async (scim) => {
        const sent = { ...fullUser(scim.unique('bjensen')), externalId: scim.unique('701984') }
        const ada = await scim.user(sent)
        for (const [path, value] of scalarsOf(withoutPassword(sent))) {
          finds(await scim.find(`id eq "${ada.id}" and ${path} eq ${JSON.stringify(value)}`), ada)
        }
      },
      'filter',
    ),
    must('RFC 7643 §8.3', 'the enterprise user is created and given back without loss', async (scim) => {
      const boss = await scim.user({ displayName: 'John Smith' })
      const sent = {
        ...fullUser(scim.unique('bjensen')),
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: enterprise(boss.id),
      }
      const ada = await scim.user(sent)
      carries(ada, withoutPassword(sent))
      carries(await scim.read(ada), withoutPassword(sent))
    }),
    must('RFC 7643 §8.4', 'the group is created and given back without loss', async (scim) => {
      const [babs, mandy] = [await scim.user({ displayName: 'Babs Jensen' }), await scim.user()]
      const sent = {
        schemas: [GROUP],
        displayName: scim.unique('Tour Guides'),
        members: [
          { value: babs.id, $ref: `${scim.base}/Users/${babs.id}`, display: 'Babs Jensen' },
          { value: mandy.id, $ref: `${scim.base}/Users/${mandy.id}`, display: 'Mandy Pepperidge' },
        ],
      }
      const team = await scim.group(sent)
      equal(team['displayName'], sent.displayName, 'displayName')
      for (const got of [team, await scim.read(team)]) {
        equal(valuesOf(got['members']), [babs.id, mandy.id].sort(), 'the members')
        const one = elements(got['members']).find(({ value }) => value === babs.id)
        equal(one?.['$ref'], `${scim.base}/Users/${babs.id}`, 'members.$ref')
        // by which of its names a member is shown is the server's choice
        isTrue(typeof (one?.['display'] ?? '') === 'string', 'members.display is a text')
      }
    }),
    must('RFC 7643 §2.5', 'a representation holds no null and no empty array', async (scim) => {
      const [ada, full] = [await scim.user(), await scim.user(fullUser(scim.unique('bjensen')))]
      for (const resource of [ada, full, await scim.group({ members: [{ value: ada.id }] })]) {
        equal(unassignedIn(resource), [], 'what is unassigned and written down')
      }
    }),
    must(
      'RFC 7643 §8.2',
      'every sub-attribute of a value survives a PATCH elsewhere',
      async (scim) => {
        const sent = fullUser(scim.unique('bjensen'))
        const ada = await scim.user(sent)
        statusIs(await scim.patch(`/Users/${ada.id}`, [{ op: 'replace', path: 'nickName', value: 'Barb' }]), 200, 204)
        const after = await scim.read(ada)
        equal(at(after, 'nickName'), 'Barb', 'nickName')
        carries(after, { ...withoutPassword(sent), nickName: 'Barb' })
      },
      'patch',
    ),
  ],
}

const withoutMeta = ({ meta: _gone, ...rest }: JsonObject): JsonObject => rest

/** Each scalar of a resource with its path as a filter writes it. Binary values and schemas are compared elsewhere. */
function scalarsOf(resource: JsonObject): readonly (readonly [path: string, value: string | boolean])[] {
  return Object.entries(resource).flatMap(([name, value]) => {
    if (name === 'schemas' || name === 'x509Certificates') return []
    return scalarsAt(name, value)
  })
}

function scalarsAt(path: string, value: unknown): readonly (readonly [string, string | boolean])[] {
  if (typeof value === 'string' || typeof value === 'boolean') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((element) => scalarsAt(path, element))
  return Object.entries(value as JsonObject).flatMap(([name, member]) => scalarsAt(`${path}.${name}`, member))
}
