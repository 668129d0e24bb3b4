import { CORE_USER, describeCases, ENTERPRISE, type ScimCase } from '../support/scim-cases.ts'

/** scim-clients §4.1, names and values: every shape in a POST, a PUT and a PATCH without a path, and one answer. */

const EXAMPLE = 'urn:example:ext:2.0:User'
const manager = (value: unknown) => ({ [ENTERPRISE]: { manager: value } })

type Value = readonly [
  of: string,
  what: string,
  sent: Record<string, unknown>,
  shown: Record<string, unknown> | 'invalidValue' | 'invalidSyntax',
]

const values: readonly Value[] = [
  [
    'V1',
    'names in another case',
    { TITLE: 'x', nickname: 'y', Name: { GIVENNAME: 'Ann' } },
    { title: 'x', nickName: 'y', name: { givenName: 'Ann' } },
  ],
  [
    'V1',
    'sub-attributes in another case',
    { Emails: [{ Value: 'a', Primary: true, TYPE: 'work' }] },
    { emails: [{ value: 'a', primary: true, type: 'work' }] },
  ],
  [
    'V1',
    'an extension in another case',
    { [ENTERPRISE.toUpperCase()]: { Department: 'Tools', Manager: { Value: 'm' } } },
    { [ENTERPRISE]: { department: 'Tools', manager: { value: 'm' } } },
  ],
  ['V1', 'one name in two spellings', { Title: 'x', title: 'y' }, 'invalidSyntax'],
  ['V2', 'False', { active: 'False' }, { active: false }],
  [
    'V2',
    'FALSE and True',
    { active: 'FALSE', emails: [{ value: 'a', primary: 'True' }] },
    { active: false, emails: [{ value: 'a', primary: true }] },
  ],
  ...['1', '0', 'yes', 'perhaps', 1, 0].map((active): Value => [
    'V2',
    `the boolean ${JSON.stringify(active)}`,
    { active },
    'invalidValue',
  ]),
  [
    'V3',
    'a number for a text',
    { [ENTERPRISE]: { employeeNumber: 42 }, title: 1.5 },
    { [ENTERPRISE]: { employeeNumber: '42' }, title: '1.5' },
  ],
  ['V3', 'a boolean for a text', { title: true }, { title: 'true' }],
  [
    'V3',
    'a number for a text that has lost its last digits already',
    { [ENTERPRISE]: { employeeNumber: 2 ** 53 } },
    'invalidValue',
  ],
  ['V3', 'an object for a text', { title: { a: 1 } }, 'invalidValue'],
  [
    'V4',
    'an object for a list',
    { emails: { value: 'a', primary: true } },
    { emails: [{ value: 'a', primary: true }] },
  ],
  ['V4', 'a text for a list', { phoneNumbers: '+47 1' }, { phoneNumbers: [{ value: '+47 1' }] }],
  [
    'V4',
    'texts in a list',
    { phoneNumbers: ['+47 1', '+47 2'] },
    { phoneNumbers: [{ value: '+47 1' }, { value: '+47 2' }] },
  ],
  ['V5', 'a list for one value', { title: [{ $ref: null, value: 'x' }] }, { title: 'x' }],
  ['V5', 'a list for a manager', manager([{ $ref: null, value: 'm' }]), manager({ value: 'm' })],
  ['V5', 'a list of two for one value', { title: ['x', 'y'] }, 'invalidValue'],
  ['V6', 'a text for a manager', manager('m'), manager({ value: 'm' })],
  ['V6', 'a text for what has no value', { name: 'Ann' }, 'invalidValue'],
  ['V7', 'null', { title: null, name: null, emails: null, [ENTERPRISE]: null }, {}],
  ['V7', 'an empty text', { title: '', nickName: '', emails: '', [ENTERPRISE]: '' }, {}],
  ['V7', 'an empty list', { emails: [], roles: [] }, {}],
  ['V7', 'an empty value', { ...manager({ value: '' }), emails: [{ value: '', type: 'work' }] }, {}],
  [
    'V7',
    'null inside',
    {
      addresses: [{ type: 'work', region: null, locality: 'Oslo', country: '' }],
      name: { givenName: 'Ann', middleName: null },
    },
    { addresses: [{ type: 'work', locality: 'Oslo' }], name: { givenName: 'Ann' } },
  ],
  [
    'V8',
    'an unknown attribute',
    { shoeSize: 44, badge: { a: [1, null, { b: true }] } },
    { shoeSize: 44, badge: { a: [1, null, { b: true }] } },
  ],
  ['V8', 'an unknown namespace', { [EXAMPLE]: { badge: '7' } }, { [EXAMPLE]: { badge: '7' } }],
  ['V8', 'a name behind an unknown URN', { [`${EXAMPLE}:badge`]: '7' }, { [EXAMPLE]: { badge: '7' } }],
  [
    'V8',
    'a name behind the URN of an extension',
    { [`${ENTERPRISE}:Department`]: 7 },
    { [ENTERPRISE]: { department: '7' } },
  ],
  [
    'V8',
    'an unknown name behind the URN of an extension',
    { [`${ENTERPRISE}:badge`]: '7' },
    { [ENTERPRISE]: { badge: '7' } },
  ],
  ['V8', 'an unknown name in an extension', { [ENTERPRISE]: { badge: '7' } }, { [ENTERPRISE]: { badge: '7' } }],
  [
    'V8',
    'an unknown part',
    { name: { givenName: 'Ann', nick: 'Q' }, emails: [{ value: 'a', primary: true, note: 'x' }] },
    { name: { givenName: 'Ann', nick: 'Q' }, emails: [{ value: 'a', primary: true, note: 'x' }] },
  ],
  [
    'V8',
    'a namespace of Microsoft’s',
    { 'http://schemas.example.com/2006/11/ADSCIM/2.0/User': { a: 1 } },
    { 'http://schemas.example.com/2006/11/ADSCIM/2.0/User': { a: 1 } },
  ],
  ['V8', 'the core schema spelled out', { [CORE_USER]: { title: 'x' } }, { title: 'x' }],
  [
    'V10',
    'a misspelt URN',
    { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User': { department: 'x' } },
    { [ENTERPRISE]: { department: 'x' } },
  ],
  [
    'V10',
    'a URN of 1.1',
    { 'urn:scim:schemas:extension:enterprise:1.0': { department: 'x' } },
    { [ENTERPRISE]: { department: 'x' } },
  ],
  [
    'V11',
    'readOnly attributes',
    {
      id: 'x',
      meta: { created: 'y' },
      groups: [{ value: 'g', display: 'G' }],
      ...manager({ value: 'm', displayName: 'Max' }),
    },
    manager({ value: 'm' }),
  ],
  ['V12', 'no groups', { groups: [] }, {}],
  [
    'V13',
    'mails without a primary one',
    { emails: [{ value: 'a' }, { value: 'b', type: 'home' }] },
    { emails: [{ value: 'a' }, { value: 'b', type: 'home' }] },
  ],
  ['V13', 'a mail without type and primary', { emails: 'a' }, { emails: [{ value: 'a' }] }],
  [
    'V13',
    'mails of which one says that it is not',
    { emails: [{ value: 'a', primary: false }, { value: 'b' }] },
    { emails: [{ value: 'a', primary: false }, { value: 'b' }] },
  ],
  [
    'V13',
    'two primary mails',
    {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    },
    {
      emails: [
        { value: 'a', primary: false },
        { value: 'b', primary: true },
      ],
    },
  ],
  [
    'V13',
    'numbers without a primary one, which nobody asks for',
    { phoneNumbers: [{ value: '1' }] },
    { phoneNumbers: [{ value: '1' }] },
  ],
  [
    'V14',
    'a document in a text',
    { roles: [{ value: '{"id":"1","value":"Admin"}' }] },
    { roles: [{ value: '{"id":"1","value":"Admin"}' }] },
  ],
  [
    'V15',
    'texts of no format',
    {
      locale: 'RJWN',
      timezone: 'QQ',
      profileUrl: 'BAPN',
      phoneNumbers: [{ value: '10-040-1308' }],
      ...manager({ value: 'nobody' }),
    },
    {
      locale: 'RJWN',
      timezone: 'QQ',
      profileUrl: 'BAPN',
      phoneNumbers: [{ value: '10-040-1308' }],
      ...manager({ value: 'nobody' }),
    },
  ],
  ...['secret', '', 7, { value: 'x' }, ['a', 'b'], null].map((password): Value => [
    'V16',
    `the password ${JSON.stringify(password)}`,
    { password, title: 'x' },
    { title: 'x' },
  ]),
  ['V17', 'no externalId', {}, {}],
  ['V17', 'an externalId that somebody else has', { externalId: 'shared' }, { externalId: 'shared' }],
  [
    'RFC 7643 §2.3',
    'numbers that JSON can hold',
    { shoeSize: 2 ** 53, tiny: 5e-324, zero: -0 },
    { shoeSize: 2 ** 53, tiny: 5e-324, zero: 0 },
  ],
]

/** What a PATCH without a path means by a whole value that is null or empty: nothing there, nothing done. */
const cases = values.flatMap(([of, what, sent, shown]): ScimCase[] => {
  const outcome = typeof shown === 'string' ? { refused: shown } : { after: shown }
  const isNothing = typeof shown !== 'string' && Object.keys(shown).length === 0
  const written = isNothing ? {} : outcome
  return [
    { of, what: `${what} in a POST`, post: sent, ...outcome },
    { of, what: `${what} in a PUT`, put: sent, ...written },
    // two spellings are two operations there
    ...(shown === 'invalidSyntax'
      ? []
      : [{ of, what: `${what} in a PATCH`, patch: [{ op: 'add', value: sent }], ...written }]),
  ]
})

describeCases('what clients send as values', [
  ...cases,
  {
    of: 'V9',
    what: 'no schemas',
    post: { schemas: undefined, [ENTERPRISE]: { department: 'x' } },
    after: { [ENTERPRISE]: { department: 'x' } },
  },
  {
    of: 'V9',
    what: 'an extension that schemas does not list',
    post: { schemas: [CORE_USER], [ENTERPRISE]: { department: 'x' } },
    after: { [ENTERPRISE]: { department: 'x' } },
  },
  {
    of: 'V9',
    what: 'an extension that is listed and not there',
    post: { schemas: [CORE_USER, ENTERPRISE, EXAMPLE] },
    after: { [ENTERPRISE]: null },
  },
  { of: 'V4', what: 'an id for members', at: 'Groups', post: { members: '<ann>' }, after: { members: ['<ann>'] } },
  {
    of: 'V11',
    what: 'names of members',
    at: 'Groups',
    post: { members: [{ value: '<ann>', display: 'Not Ann', $ref: 'x' }] },
    after: { members: ['<ann>'] },
  },
  {
    of: 'V8',
    what: 'a namespace of groups',
    at: 'Groups',
    post: { 'http://schemas.example.com/2006/11/ADSCIM/2.0/Group': { a: 1 } },
    after: { 'http://schemas.example.com/2006/11/ADSCIM/2.0/Group': { a: 1 } },
  },
  {
    of: 'V17',
    what: 'one externalId for two groups',
    at: 'Groups',
    post: { externalId: 'shared' },
    after: { externalId: 'shared' },
  },
])
