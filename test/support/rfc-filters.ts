import type { Attributes } from '../../src/scim/resource.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export type Person = { readonly attributes: Attributes; readonly lastModified: string }

/** Four people, of whom each of the filters below finds some. */
export const RFC_PEOPLE: readonly Person[] = [
  {
    lastModified: '2011-05-13T04:42:33.000Z',
    attributes: {
      userName: 'bjensen',
      name: { familyName: "O'Malley", givenName: 'Barbara' },
      title: 'Tour Guide',
      userType: 'Employee',
      emails: [
        { value: 'bjensen@example.com', type: 'work', primary: true },
        { value: 'babs@jensen.org', type: 'home' },
      ],
      ims: [{ value: 'babs@foo.com', type: 'xmpp' }],
      [ENTERPRISE]: { department: 'Tours' },
    },
  },
  {
    lastModified: '2011-05-13T04:42:34.000Z',
    attributes: {
      userName: 'JSmith',
      name: { familyName: 'Smith' },
      userType: 'Employee',
      emails: [{ value: 'james@example.org', type: 'work' }],
    },
  },
  {
    lastModified: '2011-05-13T04:42:34.001Z',
    attributes: {
      userName: 'jo',
      title: 'Trainee',
      userType: 'Intern',
      emails: [{ value: 'jo@example.com', type: 'home' }],
      ims: [{ value: 'jo@foo.com', type: 'aim' }],
    },
  },
  {
    lastModified: '2011-12-01T00:00:00.000Z',
    attributes: { userName: 'kit', userType: 'Contractor', [ENTERPRISE]: { department: 'Tools' } },
  },
]

/** The examples of RFC 7644 §3.4.2.2, word for word, with the places in {@link RFC_PEOPLE} worked out by hand. */
export const RFC_EXAMPLES: readonly (readonly [filter: string, found: readonly number[]])[] = [
  ['userName eq "bjensen"', [0]],
  [`name.familyName co "O'Malley"`, [0]],
  ['userName sw "J"', [1, 2]],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', [1, 2]],
  ['title pr', [0, 2]],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', [2, 3]],
  ['meta.lastModified ge "2011-05-13T04:42:34Z"', [1, 2, 3]],
  ['meta.lastModified lt "2011-05-13T04:42:34Z"', [0]],
  ['meta.lastModified le "2011-05-13T04:42:34Z"', [0, 1]],
  ['title pr and userType eq "Employee"', [0]],
  ['title pr or userType eq "Intern"', [0, 2]],
  [`schemas eq "${ENTERPRISE}"`, [0, 3]],
  ['userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', [0, 1]],
  ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', [3]],
  ['userType eq "Employee" and (emails.type eq "work")', [0, 1]],
  ['userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', [0]],
  ['emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]', [0]],
]

/** What its text says beside the examples. */
export const RFC_RULES: readonly (readonly [rule: string, filter: string, found: readonly number[]])[] = [
  ['eq is of the whole value', 'userName eq "bjense"', []],
  ['co is of a part', 'userName co "ens"', [0]],
  ['ew is of the end', 'userName ew "jensen"', [0]],
  ['sw is of the beginning alone', 'userName sw "ensen"', []],
  ['text is compared lexicographically', 'userName gt "jo" and userName le "kit"', [1, 3]],
  ['text has no case unless it is case-exact', 'userName eq "BJENSEN" or userType eq "intern"', [0, 2]],
  ['what has no value is not equal', 'title ne "Trainee"', [0, 1, 3]],
  ['one of several values is enough, for ne as well', 'emails.type ne "work"', [0, 2, 3]],
  ['not of eq asks that none is equal', 'not (emails.type eq "work")', [2, 3]],
  ['null is unassigned', 'title eq null', [1, 3]],
  ['ne null is pr', 'emails ne null', [0, 1, 2]],
  ['pr of a complex attribute asks for anything in it', 'name pr', [0, 1]],
  ['pr of several values asks for one of them', 'ims pr', [0, 2]],
  ['and is before or', 'title pr or userType eq "Contractor" and userName eq "nobody"', [0, 2]],
  ['grouping is before and', '(title pr or userType eq "Contractor") and userName eq "kit"', [3]],
  ['not is before and', 'not (title pr) and userType eq "Employee"', [1]],
  ['brackets ask for one element', 'emails[type eq "home" and value co "bjensen"]', []],
  ['or may stand in brackets', 'emails[type eq "home" and (value sw "babs" or value sw "jo")]', [0, 2]],
  ['not may stand in brackets', 'emails[not (type eq "work")]', [0, 2]],
  ['ne in brackets is of the element', 'emails[type ne "work" and value co "example"]', [2]],
  ['attribute names and operators have no case', 'USERNAME EQ "kit" OR Emails.TYPE Eq "home"', [0, 2, 3]],
  ['a sub-attribute may stand behind the name of its schema', `${ENTERPRISE}:department eq "tools"`, [3]],
  ['the core schema is that of everybody', 'schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', [0, 1, 2, 3]],
]
