import { must, type Check, type Section, should } from './check.ts'
import { equal, finds, idsIn, isTrue, refused, textOf } from './expect.ts'
import type { Resource, Scim } from './scim.ts'
import { ENTERPRISE, USER } from './urns.ts'

/** Two users that differ in everything; `mark` is the displayName of both. */
type Pair = { readonly mark: string; readonly bjensen: Resource; readonly jsmith: Resource }

async function pair(scim: Scim): Promise<Pair> {
  const mark = scim.unique('pair')
  const bjensen = await scim.user({
    schemas: [USER, ENTERPRISE],
    userName: scim.unique('bjensen'),
    displayName: mark,
    externalId: scim.unique('External'),
    name: { familyName: "O'Malley", givenName: 'Barbara' },
    title: 'Tour Guide',
    userType: 'Employee',
    active: true,
    emails: [
      { value: `bjensen.${mark}@example.com`, type: 'work', primary: true },
      { value: `babs.${mark}@jensen.org`, type: 'home' },
    ],
    ims: [{ value: `babs.${mark}@foo.com`, type: 'xmpp' }],
    [ENTERPRISE]: { employeeNumber: '701984', department: 'Tour Operations' },
  })
  const jsmith = await scim.user({
    userName: scim.unique('jsmith'),
    displayName: mark,
    name: { familyName: 'Smith' },
    userType: 'Intern',
    active: false,
    emails: [{ value: `jsmith.${mark}@example.org`, type: 'home', primary: false }],
  })
  return { mark, bjensen, jsmith }
}

type Who = 'both' | 'bjensen' | 'jsmith' | 'nobody'

/** The filter, and who of the pair it is to find. `{…}` stands for a value of bjensen. */
const FILTERS: readonly (readonly [clause: string, filter: string, who: Who])[] = [
  // table 3: operators
  ['§3.4.2.2', 'userName eq "{userName}"', 'bjensen'],
  ['§3.4.2.2', 'userName ne "{userName}"', 'jsmith'],
  ['§3.4.2.2', 'title ne "Tour Guide"', 'jsmith'],
  ['§3.4.2.2', 'userName co "bjensen"', 'bjensen'],
  ['§3.4.2.2', 'userName sw "bjen"', 'bjensen'],
  ['§3.4.2.2', 'userName ew "{end of userName}"', 'bjensen'],
  ['§3.4.2.2', 'title pr', 'bjensen'],
  ['§3.4.2.2', 'emails pr', 'both'],
  ['§3.4.2.2', 'ims pr', 'bjensen'],
  ['§3.4.2.2', 'userName gt "c"', 'jsmith'],
  ['§3.4.2.2', 'userName ge "c"', 'jsmith'],
  ['§3.4.2.2', 'userName lt "c"', 'bjensen'],
  ['§3.4.2.2', 'userName le "c"', 'bjensen'],
  ['§3.4.2.2', 'meta.lastModified gt "2011-05-13T04:42:34Z"', 'both'],
  ['§3.4.2.2', 'meta.lastModified ge "2011-05-13T04:42:34Z"', 'both'],
  ['§3.4.2.2', 'meta.lastModified lt "2011-05-13T04:42:34Z"', 'nobody'],
  ['§3.4.2.2', 'meta.lastModified le "2011-05-13T04:42:34Z"', 'nobody'],
  ['§3.4.2.2', 'meta.created eq "{created}"', 'bjensen'],
  ['§3.4.2.2', 'active eq true', 'bjensen'],
  ['§3.4.2.2', 'active eq false', 'jsmith'],
  ['§3.4.2.2', 'active ne true', 'jsmith'],
  ['§3.4.2.2', 'id eq "{id}"', 'bjensen'],
  ['§3.4.2.2', 'externalId eq "{externalId}"', 'bjensen'],
  ['§3.4.2.2', 'meta.resourceType eq "User"', 'both'],
  ['§3.4.2.2', 'meta.resourceType eq "Group"', 'nobody'],
  ['§3.4.2.2', `schemas eq "${ENTERPRISE}"`, 'bjensen'],
  ['§3.4.2.2', `schemas eq "${USER}"`, 'both'],
  // table 4 and its precedence
  ['§3.4.2.2', 'title pr and userType eq "Employee"', 'bjensen'],
  ['§3.4.2.2', 'title pr or userType eq "Intern"', 'both'],
  ['§3.4.2.2', 'not (title pr)', 'jsmith'],
  ['§3.4.2.2', 'userType ne "Employee" and not (emails co "example.com" or emails.value co "jensen.org")', 'jsmith'],
  ['§3.4.2.2', 'title pr or userType eq "Intern" and active eq true', 'bjensen'],
  ['§3.4.2.2', '(title pr or userType eq "Intern") and active eq false', 'jsmith'],
  ['§3.4.2.2', 'active eq false and (userType eq "Employee" or userType eq "Intern")', 'jsmith'],
  ['§3.4.2.2', 'not (not (title pr))', 'bjensen'],
  ['§3.4.2.2', 'not (title pr) and not (active eq true)', 'jsmith'],
  // table 5: grouping with [ ]
  ['§3.4.2.2', 'emails[type eq "work" and value co "@example.com"]', 'bjensen'],
  ['§3.4.2.2', 'emails[type eq "home" and value co "@example.com"]', 'nobody'],
  ['§3.4.2.2', 'emails[type eq "home"]', 'both'],
  ['§3.4.2.2', 'emails[not (type eq "home")]', 'bjensen'],
  ['§3.4.2.2', 'emails[type eq "work" or value ew "example.org"]', 'both'],
  ['§3.4.2.2', 'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', 'bjensen'],
  [
    '§3.4.2.2',
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    'bjensen',
  ],
  // examples of figure 2
  ['§3.4.2.2', 'userName Eq "{userName}"', 'bjensen'],
  ['§3.4.2.2', 'name.familyName co "O\'Malley"', 'bjensen'],
  ['§3.4.2.2', `${USER}:userName sw "b"`, 'bjensen'],
  ['§3.4.2.2', 'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', 'bjensen'],
  ['§3.4.2.2', 'userType eq "Employee" and (emails.type eq "work")', 'bjensen'],
  // names and operators are case insensitive, strings by caseExact
  ['§3.4.2.2', 'USERTYPE EQ "employee"', 'bjensen'],
  ['§3.4.2.2', 'title PR AND NOT (active EQ false)', 'bjensen'],
  ['§3.4.2.2', 'Name.FamilyName eq "smith"', 'jsmith'],
  ['§3.10', `${ENTERPRISE}:employeeNumber eq "701984"`, 'bjensen'],
  ['§3.10', `${ENTERPRISE.toUpperCase()}:department sw "Tour"`, 'bjensen'],
  ['§3.10', `${USER}:name.familyName eq "Smith"`, 'jsmith'],
  ['§3.10', `${USER}:emails[type eq "work"]`, 'bjensen'],
  ['§3.10', `${ENTERPRISE}:department pr`, 'bjensen'],
  // a complex multi-valued attribute alone means its value; any value will do
  ['§3.4.2.2', 'emails co "jensen.org"', 'bjensen'],
  ['§3.4.2.2', 'emails.value ew "@example.org"', 'jsmith'],
  ['§3.4.2.2', 'emails.type eq "work"', 'bjensen'],
  ['§3.4.2.2', 'emails.primary eq true', 'bjensen'],
]

const finding: readonly Check[] = FILTERS.map(([clause, filter, who]) =>
  must(
    `RFC 7644 ${clause}`,
    `the filter ${filter} finds ${who === 'nobody' || who === 'both' ? who : `${who} alone`}`,
    async (scim) => {
      const { mark, bjensen, jsmith } = await pair(scim)
      const userName = textOf(bjensen['userName'])
      const text = filter
        .replaceAll('{userName}', userName)
        .replaceAll('{end of userName}', userName.slice(-8))
        .replaceAll('{id}', bjensen.id)
        .replaceAll('{externalId}', textOf(bjensen['externalId']))
        .replaceAll('{created}', textOf((bjensen['meta'] as { created?: string }).created))
      const wanted = { both: [bjensen, jsmith], bjensen: [bjensen], jsmith: [jsmith], nobody: [] }[who]
      finds(await scim.find(`displayName eq "${mark}" and (${text})`), ...wanted)
    },
    'filter',
  ),
)

const REFUSED: readonly (readonly [filter: string, why: string])[] = [
  ['userName eq', 'has no value'],
  ['eq "x"', 'has no attribute'],
  ['userName xx "x"', 'has an unknown operator'],
  ['(userName eq "x"', 'does not close its parenthesis'],
  ['userName eq "x")', 'closes a parenthesis that was not opened'],
  ['emails[type eq "work"', 'does not close its bracket'],
  ['userName eq "x', 'does not close its string'],
  ['userName eq "x" and', 'ends in a logical operator'],
  ['userName eq "x" userType eq "y"', 'joins two expressions by nothing'],
  ['not userName eq', 'is cut short'],
  ['active gt true', 'orders booleans'],
  ['active lt false', 'orders booleans'],
  ['x509Certificates.value gt "MIID"', 'orders binary values'],
  ['active co true', 'looks into a boolean'],
]

export const filtering: Section = {
  title: 'RFC 7644 §3.4.2.2: filtering',
  checks: [
    ...finding,
    ...REFUSED.map(([filter, why]) =>
      must(
        'RFC 7644 §3.4.2.2',
        `the filter ${filter}, which ${why}, is refused with 400 invalidFilter`,
        async (scim) => {
          const answer = await scim.find(filter)
          refused(answer, 400, 'invalidFilter')
          isTrue(typeof answer.json['detail'] === 'string', 'the answer has a detail')
        },
        'filter',
      ),
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'an attribute that no schema declares matches nothing or is refused with invalidFilter',
      async (scim) => {
        const answer = await scim.find('unicorn eq "x"')
        if (answer.status === 200) equal(idsIn(answer), [], 'what is found')
        else refused(answer, 400, 'invalidFilter')
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'a string of a filter is a JSON string with its escapes',
      async (scim) => {
        const nickName = 'a "quoted" \\ back/slash'
        const ada = await scim.user({ nickName })
        finds(await scim.find(`id eq "${ada.id}" and nickName eq ${JSON.stringify(nickName)}`), ada)
        finds(await scim.find(`id eq "${ada.id}" and nickName co "\\u0022quoted\\u0022"`), ada)
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'a date-time is compared as an instant, whatever its offset',
      async (scim) => {
        const ada = await scim.user()
        const created = Date.parse(textOf((ada['meta'] as { created?: string }).created))
        const east = `${new Date(created + 3_600_000).toISOString().slice(0, -1)}+01:00`
        finds(await scim.find(`id eq "${ada.id}" and meta.created eq "${east}"`), ada)
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'groups are found by displayName and by member',
      async (scim) => {
        const ada = await scim.user()
        const team = await scim.group({ members: [{ value: ada.id }] })
        finds(await scim.find(`displayName eq "${textOf(team['displayName'])}"`, '/Groups'), team)
        finds(await scim.find(`members.value eq "${ada.id}"`, '/Groups'), team)
        finds(await scim.find(`members[value eq "${ada.id}"]`, '/Groups'), team)
        finds(await scim.find(`members.value eq "${team.id}"`, '/Groups'))
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'users are found by the groups they are in',
      async (scim) => {
        const ada = await scim.user()
        const team = await scim.group({ members: [{ value: ada.id }] })
        finds(await scim.find(`groups.value eq "${team.id}"`), ada)
      },
      'filter',
    ),
    must(
      'RFC 7644 §3.4.2.2',
      'a null is a value that can be compared with',
      async (scim) => {
        const { mark, bjensen } = await pair(scim)
        finds(await scim.find(`displayName eq "${mark}" and title ne null`), bjensen)
      },
      'filter',
    ),
    should(
      'RFC 7644 §3.4.2.2',
      'a manager is found by its value',
      async (scim) => {
        const boss = await scim.user()
        const ada = await scim.user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { manager: { value: boss.id } } })
        finds(await scim.find(`${ENTERPRISE}:manager.value eq "${boss.id}"`), ada)
      },
      'filter',
    ),
  ],
}
