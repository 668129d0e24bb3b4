import { ACCESS, CORE_USER, describeCases, ENTERPRISE, PATCH_OP, type ScimCase } from '../support/scim-cases.ts'

/** scim-clients §4.1, PATCH: what clients send that the RFC does not describe, and what must come of it. */

const work = { value: 'work@example.com', type: 'work', primary: true }
const home = { value: 'home@example.com', type: 'home' }
const name = { givenName: 'Ann', familyName: 'Quill' }
const EXAMPLE = 'urn:example:ext:2.0:User'
const left = { active: false }

const row = (of: string, what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of, what, ...one })
const group = (of: string, what: string, one: Omit<ScimCase, 'of' | 'what' | 'at'>): ScimCase => ({
  of,
  what,
  at: 'Groups',
  ...one,
})
const both = { members: [{ value: '<ann>' }, { value: '<bob>' }] }
const justAnn = { members: [{ value: '<ann>' }] }

describeCases('what clients send as a PATCH', [
  ...['Add', 'ADD', 'Replace', 'rEpLaCe', ' replace '].map((op) =>
    row('P1', `op ${op}`, { patch: [{ op, path: 'title', value: 'x' }], after: { title: 'x' } }),
  ),
  row('P1', 'op Remove', { has: { title: 'x' }, patch: [{ op: 'Remove', path: 'title' }], after: { title: null } }),
  row('P2', 'keys of no meaning in an operation and beside all', {
    patch: {
      schemas: [PATCH_OP],
      id: 'x',
      meta: {},
      Operations: [{ op: 'add', name: 'addMember', path: 'title', value: 'x', x: [] }],
    },
    after: { title: 'x' },
  }),
  row('P3', 'no schemas', { patch: { Operations: [{ op: 'add', path: 'title', value: 'x' }] }, after: { title: 'x' } }),
  row('P3', 'another URN', {
    patch: { schemas: ['urn:example:patch'], Operations: [{ op: 'add', path: 'title', value: 'x' }] },
    after: { title: 'x' },
  }),
  row('V1', '“operations” and its keys in another case', {
    patch: { SCHEMAS: [PATCH_OP], operations: [{ OP: 'add', Path: 'Title', VALUE: 'x' }] },
    after: { title: 'x' },
  }),
  ...['add', 'replace'].map((op) =>
    row('P4', `${op} of keys that are paths`, {
      has: { name, emails: [work] },
      patch: [
        {
          op,
          value: {
            'name.givenName': 'Anna',
            [`${ENTERPRISE}:department`]: 'Tools',
            'emails[type eq "work"].value': 'new@example.com',
            [`${CORE_USER}:title`]: 'x',
          },
        },
      ],
      after: {
        name: { ...name, givenName: 'Anna' },
        [ENTERPRISE]: { department: 'Tools' },
        emails: [{ ...work, value: 'new@example.com' }],
        title: 'x',
      },
    }),
  ),
  ...['add', 'replace'].map((op) =>
    row('P5', `${op} of a whole extension is a merge`, {
      has: { [ENTERPRISE]: { department: 'Tools', costCenter: '7' } },
      patch: [{ op, value: { [ENTERPRISE]: { department: 'Design', manager: { value: 'm' } } } }],
      after: { [ENTERPRISE]: { department: 'Design', costCenter: '7', manager: { value: 'm' } } },
    }),
  ),
  row('P5', 'the extension as a path', {
    has: { [ENTERPRISE]: { department: 'Tools', costCenter: '7' } },
    patch: [{ op: 'replace', path: ENTERPRISE, value: { department: 'Design' } }],
    after: { [ENTERPRISE]: { department: 'Design', costCenter: '7' } },
  }),
  row('P5', 'the core schema as an object', {
    patch: [{ op: 'replace', value: { [CORE_USER]: { title: 'x', id: 'y' } } }],
    after: { title: 'x' },
  }),
  row('P6', 'id, schemas, meta and groups beside what can be written', {
    patch: [
      {
        op: 'replace',
        value: { id: 'x', schemas: [], meta: { created: 'x' }, groups: [{ value: 'g' }], externalId: 'e', title: 'x' },
      },
    ],
    after: { externalId: 'e', title: 'x' },
  }),
  row('P6', 'id, schemas and meta alone', { patch: [{ op: 'replace', value: { id: 'x', schemas: [], meta: {} } }] }),
  ...['add', 'replace'].map((op) =>
    row('P7', `${op} where the filter finds nothing makes the element`, {
      patch: [{ op, path: 'phoneNumbers[type eq "mobile"].value', value: '+47 1' }],
      after: { phoneNumbers: [{ type: 'mobile', value: '+47 1' }] },
    }),
  ),
  row('P7', 'and later operations fill it', {
    patch: [
      { op: 'Add', path: 'addresses[type eq "home"].streetAddress', value: '1 Main St' },
      { op: 'Replace', path: 'addresses[type eq "HOME"].locality', value: 'Bergen' },
    ],
    after: { addresses: [{ type: 'home', streetAddress: '1 Main St', locality: 'Bergen' }] },
  }),
  row('P7', 'a boolean in quotes', {
    patch: [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' }],
    after: { roles: [{ primary: true, value: 'Admin' }] },
  }),
  row('P7', 'a whole element', {
    patch: [{ op: 'replace', path: 'addresses[type eq "work" and primary eq true]', value: { locality: 'Bergen' } }],
    after: { addresses: [{ type: 'work', primary: true, locality: 'Bergen' }] },
  }),
  ...[
    'title',
    'name',
    'name.givenName',
    'emails',
    'emails[type eq "fax"]',
    'emails[type eq "fax"].value',
    'emails.display',
    `${ENTERPRISE}:manager`,
    ENTERPRISE,
    'shoeSize',
    EXAMPLE,
    `${EXAMPLE}:badge`,
  ].map((path) => row('P8', `remove ${path}, which is not there`, { patch: [{ op: 'remove', path }] })),
  group('P8', 'remove of who is no member', {
    has: justAnn,
    patch: [{ op: 'remove', path: 'members[value eq "<bob>"]' }],
  }),
  group('P8', 'remove of all members of nobody', { patch: [{ op: 'remove', path: 'members' }] }),
  group('P9', 'remove with a list takes those', {
    has: both,
    patch: [{ op: 'Remove', path: 'members', value: [{ value: '<bob>' }] }],
    after: justAnn,
  }),
  group('P9', 'remove with null takes all', {
    has: both,
    patch: [{ op: 'remove', path: 'members', value: null }],
    after: { members: [] },
  }),
  group('P9', 'remove with an empty list takes nobody', {
    has: both,
    patch: [{ op: 'remove', path: 'members', value: [] }],
  }),
  row('P9', 'remove of mails with a list takes those', {
    has: { emails: [work, home] },
    patch: [{ op: 'remove', path: 'emails', value: [{ value: home.value }] }],
    after: { emails: [work] },
  }),
  ...[
    { members: [{ value: '<bob>' }] },
    { Members: { value: '<bob>' } },
    '<bob>',
    ['<bob>'],
    { value: '<bob>' },
    { value: '<bob>', display: 'Bob', $ref: null },
  ].map((value) =>
    group('P10', `remove with ${JSON.stringify(value)}`, {
      has: both,
      patch: [{ op: 'remove', path: 'members', value }],
      after: justAnn,
    }),
  ),
  ...[[], null, {}, ''].map((value) =>
    group('P11', `add to a filter that finds nobody, with ${JSON.stringify(value)}`, {
      has: justAnn,
      patch: [{ op: 'add', path: 'members[value eq "<bob>"]', value }],
      after: both,
    }),
  ),
  ...[
    '<bob>',
    ['<bob>'],
    { value: '<bob>' },
    [{ value: '<bob>', $ref: null, displayName: 'B' }],
    [{ value: '<bob>' }, { value: '<bob>', type: 'User' }, '<ann>'],
  ].map((value) =>
    group('P12', `add of ${JSON.stringify(value)}`, {
      has: justAnn,
      patch: [{ op: 'add', path: 'members', value }],
      after: both,
    }),
  ),
  group('P12', 'a list without a path', {
    has: justAnn,
    patch: [{ op: 'add', value: { members: [{ value: '<bob>' }] } }],
    after: both,
  }),
  row('P13', 'an extension with a dot', {
    patch: [{ op: 'add', path: `${ENTERPRISE}.manager`, value: 'm' }],
    after: { [ENTERPRISE]: { manager: { value: 'm' } } },
  }),
  row('P14', 'the core URN in front', {
    has: { name },
    patch: [{ op: 'add', path: `${CORE_USER}:name.givenName`, value: 'Anna' }],
    after: { name: { ...name, givenName: 'Anna' } },
  }),
  row('P14', 'the core URN in front of a filter', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: `${CORE_USER}:emails[type eq "work"].value`, value: 'x' }],
    after: { emails: [{ ...work, value: 'x' }] },
  }),
  row('P15', 'replace of a complex value is a merge', {
    has: { name },
    patch: [{ op: 'replace', path: 'name', value: { familyName: 'Stone' } }],
    after: { name: { ...name, familyName: 'Stone' } },
  }),
  ...[[], null, ''].map((value) =>
    group('P16', `replace of members with ${JSON.stringify(value)}`, {
      has: both,
      patch: [{ op: 'replace', path: 'members', value }],
      after: { members: [] },
    }),
  ),
  group('P17', 'add and remove of one member', {
    has: justAnn,
    patch: [
      { op: 'add', path: 'members', value: ['<bob>'] },
      { op: 'remove', path: 'members[value eq "<bob>"]' },
    ],
  }),
  group('P17', 'remove and add of one member', {
    has: justAnn,
    patch: [
      { op: 'remove', path: 'members', value: ['<ann>', '<bob>'] },
      { op: 'add', path: 'members', value: ['<bob>'] },
    ],
    after: { members: ['<bob>'] },
  }),
  group('P17', 'replace, then add', {
    has: justAnn,
    patch: [
      { op: 'replace', path: 'members', value: [] },
      { op: 'add', path: 'members', value: ['<bob>'] },
      { op: 'replace', path: 'displayName', value: 'Crew' },
    ],
    after: { members: ['<bob>'], displayName: 'Crew' },
  }),
  row('P17', 'there and back', {
    has: { title: 'x' },
    patch: [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'nickName', value: 'Q' },
      { op: 'add', path: 'title', value: 'x' },
      { op: 'remove', path: 'nickName' },
    ],
  }),
  ...(
    [
      ['an attribute', { op: 'replace', path: 'shoeSize', value: 44 }, { shoeSize: 44 }],
      ['a part of one', { op: 'add', path: 'shoe.size', value: 44 }, { shoe: { size: 44 } }],
      ['an attribute without a path', { op: 'add', value: { shoeSize: 44 } }, { shoeSize: 44 }],
      ['a namespace', { op: 'add', path: `${EXAMPLE}:badge`, value: '7' }, { [EXAMPLE]: { badge: '7' } }],
      [
        'a namespace as an object',
        { op: 'replace', value: { [EXAMPLE]: { badge: '7' } } },
        { [EXAMPLE]: { badge: '7' } },
      ],
      [
        'an attribute of a known extension',
        { op: 'add', path: `${ENTERPRISE}:badge`, value: '7' },
        { [ENTERPRISE]: { badge: '7' } },
      ],
      ['a part of a name', { op: 'add', path: 'name.nick', value: 'Q' }, { name: { ...name, nick: 'Q' } }],
      [
        'a part of a selected mail',
        { op: 'add', path: 'emails[type eq "work"].note', value: 'x' },
        { emails: [{ ...work, note: 'x' }] },
      ],
      ['a part of a mail that is not there', { op: 'add', path: 'emails[type eq "fax"].note', value: 'x' }, {}],
      ['a selection by what a mail has not', { op: 'replace', path: 'emails[bogus eq "x"].value', value: 'x' }, {}],
      ['a removal by what a mail has not', { op: 'remove', path: 'emails[bogus eq "x"]' }, {}],
      ['a selection from what is unknown', { op: 'replace', path: 'badges[type eq "x"].value', value: 'x' }, {}],
      ['a part of a text', { op: 'replace', path: 'title.short', value: 'x' }, {}],
      ['a part of a part', { op: 'replace', path: 'name.givenName.first', value: 'x' }, {}],
      ['a part of a selected part', { op: 'replace', path: 'emails[type eq "work"].value.x', value: 'x' }, {}],
      ['a password', { op: 'replace', path: 'password', value: 'secret' }, {}],
      ['a password in a value', { op: 'replace', value: { password: 'secret' } }, {}],
      [
        'a core schema of another version',
        { op: 'remove', path: 'urn:ietf:params:scim:schemas:core:9.9:User:title' },
        {},
      ],
    ] as const
  ).flatMap(([what, operation, kept]) => [
    row('P18', `${what}, in front of active: false`, {
      has: { name, emails: [work] },
      patch: [operation, { op: 'replace', path: 'active', value: false }],
      after: { ...kept, ...left },
    }),
    row('P18', `${what}, behind active: false`, {
      has: { name, emails: [work] },
      patch: [{ op: 'Replace', value: left }, operation],
      after: { ...kept, ...left },
    }),
  ]),
  row('P18', 'whatever stands beside it in one value', {
    has: { emails: [work] },
    patch: [
      {
        op: 'replace',
        value: {
          id: 'x',
          'a.b.c': 1,
          'title.x': 1,
          'emails[bogus eq "x"].value': 'x',
          'favourite colour': 'red',
          active: 'False',
        },
      },
    ],
    after: { ...left, 'favourite colour': 'red' },
  }),
  row('P19', 'an element again', {
    has: { emails: [work, home] },
    patch: [{ op: 'add', path: 'emails', value: [home] }],
  }),
  row('P19', 'an element again with less about it', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails', value: [{ value: work.value, type: 'work' }] }],
  }),
  row('P19', 'an element again with more about it', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails', value: [{ value: work.value, type: 'work', display: 'W' }] }],
    after: { emails: [{ ...work, display: 'W' }] },
  }),
  row('P20', 'a new primary mail', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails', value: [{ ...home, primary: 'True' }] }],
    after: {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
  }),
  row('P20', 'a new primary mail made by a filter', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails[type eq "home" and primary eq true].value', value: 'h' }],
    after: {
      emails: [
        { ...work, primary: false },
        { type: 'home', primary: true, value: 'h' },
      ],
    },
  }),
  row('P20', 'a primary mail beside one that is not', {
    has: { emails: [home] },
    patch: [{ op: 'add', path: 'emails', value: [work] }],
    after: { emails: [home, work] },
  }),
  row('P20', 'of two, the last', {
    has: { emails: [work] },
    patch: [
      {
        op: 'add',
        path: 'emails',
        value: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
    ],
    after: {
      emails: [
        { ...work, primary: false },
        { value: 'a', primary: false },
        { value: 'b', primary: true },
      ],
    },
  }),
  ...[
    '__proto__',
    '__proto__.polluted',
    'constructor.prototype',
    'constructor.prototype.polluted',
    'name.__proto__',
    'emails[type eq "work"].__proto__',
    `${EXAMPLE}:__proto__`,
    `${ENTERPRISE}:constructor.prototype`,
  ].map((path) =>
    row('P21', `the path ${path}`, {
      has: { emails: [work] },
      patch: [
        { op: 'add', path, value: { polluted: true } },
        { op: 'add', path: 'title', value: 'x' },
      ],
      refused: 'invalidPath',
    }),
  ),
  row('P22', 'no operations', { patch: [] }),
  row('P22', 'no “Operations”', { patch: {}, refused: 'invalidSyntax' }),
])

describeCases('a domain in a PATCH', [
  ...[
    { op: 'add', path: `${ACCESS}:domain`, value: 'okta.com' },
    { op: 'replace', path: 'urn:scim:schemas:extension:workspace:1.0:domain', value: 'okta.com' },
    { op: 'replace', value: { [ACCESS]: { domain: 'okta.com' } } },
  ].map((operation) =>
    row('DESIGN §6', `one of the directory, by ${JSON.stringify(operation)}`, {
      patch: [operation],
      after: { [ACCESS]: { domain: 'okta.com' } },
    }),
  ),
  ...[
    { op: 'add', path: `${ACCESS}:domain`, value: 'EVIL.COM' },
    { op: 'add', path: `${ACCESS}.domain`, value: 'EVIL.COM' },
    { op: 'replace', path: 'domain', value: 'EVIL.COM' },
    { op: 'replace', path: ACCESS, value: { Domain: ['EVIL.COM'] } },
    { op: 'replace', path: 'urn:scim:schemas:extension:workspace:1.0:domain', value: 'EVIL.COM' },
    { op: 'replace', value: { [ACCESS]: { domain: 'EVIL.COM' } } },
    { op: 'replace', value: { [`${ACCESS.toUpperCase()}:DOMAIN`]: 'EVIL.COM' } },
    {
      op: 'replace',
      value: { [ACCESS]: { domain: 'OKTA.COM' }, 'urn:scim:schemas:extension:workspace:1.0': { domain: 'EVIL.COM' } },
    },
  ].map((operation) =>
    row('DESIGN §6', `of nobody, by ${JSON.stringify(operation)}`, { patch: [operation], refused: 'invalidValue' }),
  ),
  row('DESIGN §6', 'of nobody, in a PUT under the second spelling', {
    put: { [ACCESS]: { domain: 'OKTA.COM' }, 'urn:scim:schemas:extension:workspace:1.0': { domain: 'EVIL.COM' } },
    refused: 'invalidValue',
  }),
  row('DESIGN §6', 'of nobody, in a POST under the second spelling', {
    post: { [ACCESS]: { domain: 'OKTA.COM' }, 'urn:scim:schemas:extension:workspace:1.0': { domain: 'EVIL.COM' } },
    refused: 'invalidValue',
  }),
])
