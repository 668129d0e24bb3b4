import type { JsonObject } from '../../shared/json.ts'
import { CORE_USER, ENTERPRISE_USER, PATCH_OP } from '../wire/urns.ts'

/** A way of writing a PATCH that some client has: its whole body, and what must be there afterwards. */
export type PatchQuirk = { readonly what: string; readonly body: JsonObject; readonly shows: JsonObject }

const quirk = (what: string, operations: readonly JsonObject[], shows: JsonObject): PatchQuirk => ({
  what,
  body: { schemas: [PATCH_OP], Operations: operations },
  shows,
})

/** On one user, in this order. */
export const USER_PATCH_QUIRKS: readonly PatchQuirk[] = [
  quirk('an operation in capitals', [{ op: 'REPLACE', path: 'title', value: 'P1' }], { title: 'P1' }),
  quirk('keys that mean nothing', [{ op: 'replace', name: 'rename', path: 'title', value: 'P2' }], { title: 'P2' }),
  { what: 'no schemas', body: { Operations: [{ op: 'replace', path: 'title', value: 'P3' }] }, shows: { title: 'P3' } },
  {
    what: 'operations in small letters, and an id beside them',
    body: { id: 'x', operations: [{ op: 'replace', path: 'title', value: 'P3b' }] },
    shows: { title: 'P3b' },
  },
  quirk(
    'keys that are paths',
    [
      {
        op: 'replace',
        value: {
          'name.givenName': 'P4',
          [`${ENTERPRISE_USER}:department`]: 'P4',
          'emails[type eq "home"].value': 'p4@example.com',
        },
      },
    ],
    {
      name: { givenName: 'P4' },
      [ENTERPRISE_USER]: { department: 'P4' },
      emails: [{ type: 'home', value: 'p4@example.com' }],
    },
  ),
  quirk('a whole extension without a path', [{ op: 'add', value: { [ENTERPRISE_USER]: { costCenter: 'P5' } } }], {
    [ENTERPRISE_USER]: { costCenter: 'P5', department: 'P4' },
  }),
  quirk('what only the server decides', [{ op: 'replace', value: { id: 'x', schemas: [], meta: {}, title: 'P6' } }], {
    title: 'P6',
  }),
  quirk(
    'a filter that matches nothing',
    [{ op: 'replace', path: 'phoneNumbers[type eq "pager"].value', value: 'P7' }],
    {
      phoneNumbers: [{ type: 'pager', value: 'P7' }],
    },
  ),
  quirk(
    'removing what is not there',
    [
      { op: 'remove', path: 'photos' },
      { op: 'remove', path: 'ims[type eq "x"]' },
    ],
    {
      title: 'P6',
    },
  ),
  quirk('an extension with a dot', [{ op: 'add', path: `${ENTERPRISE_USER}.division`, value: 'P13' }], {
    [ENTERPRISE_USER]: { division: 'P13' },
  }),
  quirk('the core URN in front', [{ op: 'replace', path: `${CORE_USER}:name.familyName`, value: 'P14' }], {
    name: { familyName: 'P14', givenName: 'P4' },
  }),
  quirk('a complex value is merged', [{ op: 'replace', path: 'name', value: { familyName: 'P15' } }], {
    name: { familyName: 'P15', givenName: 'P4' },
  }),
  quirk(
    'an unknown attribute beside one that matters',
    [
      { op: 'replace', path: 'shoeSize', value: 42 },
      { op: 'replace', path: 'active', value: false },
    ],
    { active: false },
  ),
  quirk('active again, as a text without a path', [{ op: 'Replace', value: { active: 'True' } }], { active: true }),
  quirk(
    'a new primary mail',
    [{ op: 'add', path: 'emails', value: [{ type: 'other', value: 'p20@example.com', primary: true }] }],
    {
      emails: [
        { value: 'p20@example.com', primary: true },
        { type: 'home', value: 'p4@example.com' },
      ],
    },
  ),
  quirk('no operations at all', [], { title: 'P6' }),
]

/** A way of writing members; `one`, `two` are ids of users. What is in afterwards, beginning with `two` alone. */
export type MemberQuirk = {
  readonly what: string
  readonly operation: (one: string, two: string) => JsonObject
  readonly leaves: (one: string, two: string) => readonly string[]
}

const both = (one: string, two: string) => [one, two]
const second = (_: string, two: string) => [two]
const nobody = () => []

/** On one group, in this order; each addition is taken back by the next. */
export const MEMBER_QUIRKS: readonly MemberQuirk[] = [
  { what: 'a text', operation: (one) => ({ op: 'add', path: 'members', value: one }), leaves: both },
  {
    what: 'a removal with a list in an object',
    operation: (one) => ({ op: 'remove', path: 'members', value: { members: [{ value: one }] } }),
    leaves: second,
  },
  { what: 'a list of texts', operation: (one) => ({ op: 'add', path: 'members', value: [one] }), leaves: both },
  {
    what: 'a removal with a text',
    operation: (one) => ({ op: 'remove', path: 'members', value: one }),
    leaves: second,
  },
  {
    what: 'a filter that makes what it names',
    operation: (one) => ({ op: 'add', path: `members[value eq "${one}"]`, value: [] }),
    leaves: both,
  },
  {
    what: 'a removal with an object',
    operation: (one) => ({ op: 'remove', path: 'members', value: { value: one } }),
    leaves: second,
  },
  {
    what: 'parts that nobody needs',
    operation: (one) => ({
      op: 'add',
      path: 'members',
      value: [{ value: one, $ref: null, displayName: 'A', type: 'User' }],
    }),
    leaves: both,
  },
  {
    what: 'somebody who is in',
    operation: (one) => ({ op: 'add', path: 'members', value: [{ value: one }] }),
    leaves: both,
  },
  {
    what: 'removing who is not in',
    operation: () => ({ op: 'remove', path: 'members[value eq "nobody"]' }),
    leaves: both,
  },
  { what: 'a replacement by null', operation: () => ({ op: 'replace', path: 'members', value: null }), leaves: nobody },
  {
    what: 'a list without a path',
    operation: (one, two) => ({ op: 'add', value: { members: [{ value: one }, { value: two }] } }),
    leaves: both,
  },
  { what: 'a removal of all', operation: () => ({ op: 'remove', path: 'members' }), leaves: nobody },
]
