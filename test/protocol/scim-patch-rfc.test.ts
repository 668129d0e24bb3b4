import { CORE_USER, describeCases, ENTERPRISE, PATCH_OP, type ScimCase } from '../support/scim-cases.ts'

const work = { value: 'work@example.com', type: 'work', primary: true }
const home = { value: 'home@example.com', type: 'home' }
const other = { value: 'other@example.com', type: 'other' }
const address = { type: 'work', streetAddress: '1 Main St', locality: 'Bergen' }
const name = { givenName: 'Ann', familyName: 'Quill' }

const general = (what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of: '§3.5.2', what, ...one })
const add = (what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of: '§3.5.2.1', what, ...one })
const remove = (what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of: '§3.5.2.2', what, ...one })
const replace = (what: string, one: Omit<ScimCase, 'of' | 'what'>): ScimCase => ({ of: '§3.5.2.3', what, ...one })

describeCases('RFC 7644 §3.5.2, what holds for every operation', [
  general('“Operations” is an array', { patch: { schemas: [PATCH_OP] }, refused: 'invalidSyntax' }),
  general('“Operations” is no object', { patch: { schemas: [PATCH_OP], Operations: {} }, refused: 'invalidSyntax' }),
  general('each operation is an object', { patch: ['add'], refused: 'invalidSyntax' }),
  general('each operation has an “op”', { patch: [{ path: 'title', value: 'x' }], refused: 'invalidSyntax' }),
  general('which is add, remove or replace', {
    patch: [{ op: 'move', path: 'title', value: 'x' }],
    refused: 'invalidSyntax',
  }),
  general('a path may be behind the URN of the core schema', {
    patch: [{ op: 'add', path: `${CORE_USER}:title`, value: 'x' }],
    after: { title: 'x' },
  }),
  general('a path may be behind the URN of an extension', {
    patch: [{ op: 'add', path: `${ENTERPRISE}:department`, value: 'x' }],
    after: { [ENTERPRISE]: { department: 'x' } },
  }),
  general('a path may select values and one of their sub-attributes', {
    has: { addresses: [address] },
    patch: [{ op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '2 Main St' }],
    after: { addresses: [{ ...address, streetAddress: '2 Main St' }] },
  }),
  general('a selection takes every operator and and, or and not', {
    has: { emails: [work, home, other] },
    patch: [
      {
        op: 'remove',
        path: 'emails[not (type eq "work" or value ew "@home") and (value co "other" or value sw "home")]',
      },
    ],
    after: { emails: [work] },
  }),
  general('a path that is no path is invalidPath', {
    patch: [{ op: 'add', path: 'emails[', value: 'x' }],
    refused: 'invalidPath',
  }),
  general('a filter on a single value is invalidPath', {
    patch: [{ op: 'add', path: 'title[value eq "x"]', value: 'x' }],
    refused: 'invalidPath',
  }),
  general('a client must not change what is readOnly', {
    patch: [{ op: 'replace', path: 'id', value: 'x' }],
    refused: 'mutability',
  }),
  general('nor a part of it', { patch: [{ op: 'add', path: 'meta.created', value: 'x' }], refused: 'mutability' }),
  general('nor a readOnly part of what can be written', {
    has: { [ENTERPRISE]: { manager: { value: 'm' } } },
    patch: [{ op: 'add', path: `${ENTERPRISE}:manager.displayName`, value: 'x' }],
    refused: 'mutability',
  }),
  general('a value that does not fit the schema is invalidValue', {
    patch: [{ op: 'add', path: 'active', value: 'perhaps' }],
    refused: 'invalidValue',
  }),
  general('operations apply in order, each on what the one before left', {
    patch: [
      { op: 'add', path: 'emails', value: [home] },
      { op: 'replace', path: 'emails[type eq "home"].type', value: 'work' },
      { op: 'add', path: 'emails[type eq "work"].display', value: 'At work' },
    ],
    after: { emails: [{ value: home.value, type: 'work', display: 'At work' }] },
  }),
  general('is atomic: when the last operation fails, none is done', {
    has: { title: 'Clerk' },
    patch: [
      { op: 'replace', path: 'title', value: 'Chief' },
      { op: 'add', path: 'emails', value: [home] },
      { op: 'remove', path: 'userName' },
    ],
    refused: 'mutability',
  }),
  general('is atomic: members stay as they were too', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }] },
    patch: [
      { op: 'add', path: 'members', value: [{ value: '<bob>' }] },
      { op: 'remove', path: 'members[value eq "<ann>"]' },
      { op: 'replace', path: 'displayName', value: ['a', 'b'] },
    ],
    refused: 'invalidValue',
  }),
  general('a new primary value sets the others to false', {
    has: { emails: [work, home] },
    patch: [{ op: 'add', path: 'emails', value: [{ ...other, primary: true }] }],
    after: { emails: [{ ...work, primary: false }, home, { ...other, primary: true }] },
  }),
  general('and so does one that becomes primary', {
    has: { emails: [work, home] },
    patch: [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }],
    after: {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
  }),
])

describeCases('RFC 7644 §3.5.2.1, add', [
  add('must have a value', { patch: [{ op: 'add', path: 'title' }], refused: 'invalidValue' }),
  add('takes a quoted value', { patch: [{ op: 'add', path: 'title', value: 'x' }], after: { title: 'x' } }),
  add('takes an object of sub-attributes', { patch: [{ op: 'add', path: 'name', value: name }], after: { name } }),
  add('without a path adds the attributes of the value', {
    has: { emails: [work] },
    patch: [{ op: 'add', value: { emails: [home], nickName: 'Q', name } }],
    after: { emails: [work, home], nickName: 'Q', name },
  }),
  add('makes an attribute that is not there', {
    patch: [{ op: 'add', path: 'name.givenName', value: 'Ann' }],
    after: { name: { givenName: 'Ann' } },
  }),
  add('adds sub-attributes to a complex attribute', {
    has: { name: { givenName: 'Ann' } },
    patch: [{ op: 'add', path: 'name', value: { familyName: 'Quill' } }],
    after: { name },
  }),
  add('to a complex attribute wants sub-attributes', {
    patch: [{ op: 'add', path: 'name', value: 'Ann' }],
    refused: 'invalidValue',
  }),
  add('adds a new value to a multi-valued attribute', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails', value: [home, other] }],
    after: { emails: [work, home, other] },
  }),
  add('replaces the value of a single-valued attribute', {
    has: { title: 'Clerk' },
    patch: [{ op: 'add', path: 'title', value: 'Chief' }],
    after: { title: 'Chief' },
  }),
  add('replaces the value of a sub-attribute', {
    has: { name },
    patch: [{ op: 'add', path: 'name.givenName', value: 'Anna' }],
    after: { name: { ...name, givenName: 'Anna' } },
  }),
  add('of what is there changes nothing, a text', {
    has: { title: 'x' },
    patch: [{ op: 'add', path: 'title', value: 'x' }],
  }),
  add('of what is there changes nothing, an element', {
    has: { emails: [work] },
    patch: [{ op: 'add', path: 'emails', value: [work] }],
  }),
  add('of what is there changes nothing, a complex value', {
    has: { name },
    patch: [{ op: 'add', path: 'name', value: name }],
  }),
  add('of what is there changes nothing, without a path', {
    has: { name, title: 'x' },
    patch: [{ op: 'add', value: { title: 'x', name } }],
  }),
  add('of a member who is one changes nothing', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }] },
    patch: [{ op: 'add', path: 'members', value: [{ value: '<ann>' }] }],
  }),
  add('adds a member', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }] },
    patch: [
      {
        op: 'add',
        path: 'members',
        value: [{ display: 'Bob', $ref: 'https://example.com/v2/Users/<bob>', value: '<bob>' }],
      },
    ],
    after: { members: ['<ann>', '<bob>'] },
  }),
  add('adds to an extension', {
    has: { [ENTERPRISE]: { department: 'Tools' } },
    patch: [{ op: 'add', value: { [ENTERPRISE]: { costCenter: '7' } } }],
    after: { [ENTERPRISE]: { department: 'Tools', costCenter: '7' } },
  }),
])

describeCases('RFC 7644 §3.5.2.2, remove', [
  remove('without a path is noTarget', { patch: [{ op: 'remove' }], refused: 'noTarget' }),
  remove('takes a single value away', {
    has: { title: 'x' },
    patch: [{ op: 'remove', path: 'title' }],
    after: { title: null },
  }),
  remove('takes a complex value away', {
    has: { name },
    patch: [{ op: 'remove', path: 'name' }],
    after: { name: null },
  }),
  remove('takes a sub-attribute away', {
    has: { name },
    patch: [{ op: 'remove', path: 'name.familyName' }],
    after: { name: { givenName: 'Ann' } },
  }),
  remove('takes the last sub-attribute away with its attribute', {
    has: { name: { givenName: 'Ann' } },
    patch: [{ op: 'remove', path: 'name.givenName' }],
    after: { name: null },
  }),
  remove('takes all values of a multi-valued attribute away', {
    has: { emails: [work, home] },
    patch: [{ op: 'remove', path: 'emails' }],
    after: { emails: null },
  }),
  remove('takes away those values that a filter selects', {
    has: { emails: [work, home] },
    patch: [{ op: 'remove', path: 'emails[type eq "home"]' }],
    after: { emails: [work] },
  }),
  remove('leaves no list when a filter selects all', {
    has: { emails: [work, home] },
    patch: [{ op: 'remove', path: 'emails[value pr]' }],
    after: { emails: null },
  }),
  remove('takes a sub-attribute of the selected values away', {
    has: {
      emails: [
        { ...work, display: 'W' },
        { ...home, display: 'H' },
      ],
    },
    patch: [{ op: 'remove', path: 'emails[type eq "home"].display' }],
    after: { emails: [{ ...work, display: 'W' }, home] },
  }),
  remove('takes one member away', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }, { value: '<bob>' }] },
    patch: [{ op: 'remove', path: 'members[value eq "<ann>"]' }],
    after: { members: ['<bob>'] },
  }),
  remove('takes all members away', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }, { value: '<bob>' }] },
    patch: [{ op: 'remove', path: 'members' }],
    after: { members: [] },
  }),
  remove('takes an attribute of an extension away, and the extension with the last one', {
    has: { [ENTERPRISE]: { department: 'Tools' } },
    patch: [{ op: 'remove', path: `${ENTERPRISE}:department` }],
    after: { [ENTERPRISE]: null },
  }),
  remove('takes an extension away', {
    has: { [ENTERPRISE]: { department: 'Tools', costCenter: '7' } },
    patch: [{ op: 'remove', path: ENTERPRISE }],
    after: { [ENTERPRISE]: null },
  }),
  remove('of a required attribute is mutability', {
    patch: [{ op: 'remove', path: 'userName' }],
    refused: 'mutability',
  }),
  remove('of a required attribute of a group is mutability', {
    at: 'Groups',
    patch: [{ op: 'remove', path: 'displayName' }],
    refused: 'mutability',
  }),
  remove('of a readOnly attribute is mutability', { patch: [{ op: 'remove', path: 'groups' }], refused: 'mutability' }),
  remove('of a part of a readOnly attribute is mutability', {
    patch: [{ op: 'remove', path: 'meta.version' }],
    refused: 'mutability',
  }),
  remove('of id is mutability', { patch: [{ op: 'remove', path: 'id' }], refused: 'mutability' }),
])

describeCases('RFC 7644 §3.5.2.3, replace', [
  replace('without a path replaces the attributes of the value', {
    has: { emails: [work], nickName: 'Q', title: 'x' },
    patch: [{ op: 'replace', value: { emails: [home], nickName: 'A' } }],
    after: { emails: [home], nickName: 'A' },
  }),
  replace('must have a value', { patch: [{ op: 'replace', path: 'title' }], refused: 'invalidValue' }),
  replace('without a path wants attributes', { patch: [{ op: 'replace', value: 'x' }], refused: 'invalidValue' }),
  replace('replaces a single value', {
    has: { title: 'x' },
    patch: [{ op: 'replace', path: 'title', value: 'y' }],
    after: { title: 'y' },
  }),
  replace('replaces all of a multi-valued attribute', {
    has: { emails: [work, home] },
    patch: [{ op: 'replace', path: 'emails', value: [{ ...other, primary: true }] }],
    after: { emails: [{ ...other, primary: true }] },
  }),
  replace('of what is not there adds it', {
    patch: [{ op: 'replace', path: 'title', value: 'y' }],
    after: { title: 'y' },
  }),
  replace('of what is not there adds it, a part', {
    patch: [{ op: 'replace', path: 'name.familyName', value: 'Quill' }],
    after: { name: { familyName: 'Quill' } },
  }),
  replace('sets the given sub-attributes of a complex value and no others', {
    has: { name },
    patch: [{ op: 'replace', path: 'name', value: { familyName: 'Stone', middleName: 'B' } }],
    after: { name: { givenName: 'Ann', familyName: 'Stone', middleName: 'B' } },
  }),
  replace('replaces the whole of the values that a filter selects', {
    has: { addresses: [address, { ...address, type: 'home' }] },
    patch: [{ op: 'replace', path: 'addresses[type eq "work"]', value: { type: 'work', locality: 'Oslo' } }],
    after: {
      addresses: [
        { type: 'work', locality: 'Oslo' },
        { ...address, type: 'home' },
      ],
    },
  }),
  replace('replaces a sub-attribute of every value that a filter selects', {
    has: { emails: [work, home, { ...other, type: 'home' }] },
    patch: [{ op: 'replace', path: 'emails[type eq "home"].display', value: 'x' }],
    after: { emails: [work, { ...home, display: 'x' }, { ...other, type: 'home', display: 'x' }] },
  }),
  replace('replaces a sub-attribute of all values', {
    has: { emails: [work, home] },
    patch: [{ op: 'replace', path: 'emails.display', value: 'x' }],
    after: {
      emails: [
        { ...work, display: 'x' },
        { ...home, display: 'x' },
      ],
    },
  }),
  replace('where nothing meets a filter that is more than equalities is noTarget', {
    has: { emails: [work] },
    patch: [{ op: 'replace', path: 'emails[value co "nobody"].type', value: 'home' }],
    refused: 'noTarget',
  }),
  replace('by what is there changes nothing', {
    has: { name, emails: [work] },
    patch: [{ op: 'replace', value: { name, emails: [work] } }],
  }),
  replace('by null is as good as remove (RFC 7643 §2.5)', {
    has: { title: 'x' },
    patch: [{ op: 'replace', path: 'title', value: null }],
    after: { title: null },
  }),
  replace('by an empty list is as good as remove (RFC 7643 §2.5)', {
    has: { emails: [work] },
    patch: [{ op: 'replace', path: 'emails', value: [] }],
    after: { emails: null },
  }),
  replace('of all members', {
    at: 'Groups',
    has: { members: [{ value: '<ann>' }] },
    patch: [{ op: 'replace', path: 'members', value: [{ value: '<bob>' }] }],
    after: { members: ['<bob>'] },
  }),
  replace('of a required attribute by nothing is refused', {
    patch: [{ op: 'replace', path: 'userName', value: null }],
    refused: 'invalidValue',
  }),
  replace('of userName in another case is a change', {
    patch: [{ op: 'replace', path: 'userName', value: 'CASE OF REPLACE' }],
    after: { userName: 'CASE OF REPLACE' },
  }),
  replace('of a readOnly attribute is mutability', {
    patch: [{ op: 'replace', path: 'groups', value: [] }],
    refused: 'mutability',
  }),
])
