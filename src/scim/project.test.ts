import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { project, selectAttributes } from './project.ts'
import type { Representation } from './representation.ts'
import { parseRequestedAttributes } from './requested-attributes.ts'
import { complex, plural, schema, text } from './schema/builders.ts'
import type { ResourceType } from './schema/attribute.ts'
import { userType } from './schema/resource-types.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const EXAMPLE = 'urn:example:ext:2.0:User'

const ANN: Representation = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE, EXAMPLE],
  id: '1',
  userName: 'ann',
  name: { givenName: 'Ann', familyName: 'Quill', nick: 'Q' },
  emails: [{ value: 'a', type: 'work' }, { value: 'b' }],
  shoeSize: 44,
  [ENTERPRISE]: { department: 'Tools', manager: { value: 'm', $ref: 'r' } },
  [EXAMPLE]: { Badge: '7', size: { width: 1, height: 2 } },
  meta: { version: '1', created: 'then' },
}

function shown(query: string, type: ResourceType = userType, resource: Representation = ANN, written = ''): unknown {
  const requested = parseRequestedAttributes(new URLSearchParams(query))
  assert.ok(requested.ok)
  const selection = selectAttributes(type, requested.value, written)
  return selection === undefined ? resource : project(selection, resource)
}

const { schemas, id } = ANN
const except = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(ANN).filter(([name]) => !names.includes(name)))

describe('attributes and excludedAttributes (RFC 7644 §3.9)', () => {
  const rows: readonly (readonly [query: string, expected: unknown])[] = [
    ['', ANN],
    ['attributes=userName', { schemas, id, userName: 'ann' }],
    ['ATTRIBUTES=USERNAME', { schemas, id, userName: 'ann' }],
    ['attributes=urn:ietf:params:scim:schemas:core:2.0:User:userName', { schemas, id, userName: 'ann' }],
    ['attributes=userName,shoesize', { schemas, id, userName: 'ann', shoeSize: 44 }],
    ['attributes=userName&attributes=shoeSize', { schemas, id, userName: 'ann', shoeSize: 44 }],
    ['attributes= userName , ,shoeSize,', { schemas, id, userName: 'ann', shoeSize: 44 }],
    ['attributes=name.givenName', { schemas, id, name: { givenName: 'Ann' } }],
    ['attributes=name.givenName,name', { schemas, id, name: ANN['name'] }],
    ['attributes=name.nick', { schemas, id, name: { nick: 'Q' } }],
    ['attributes=emails.value', { schemas, id, emails: [{ value: 'a' }, { value: 'b' }] }],
    ['attributes=emails[type eq "work"]', { schemas, id, emails: ANN['emails'] }],
    ['attributes=emails[type eq "a]b,c"].type', { schemas, id, emails: [{ type: 'work' }] }],
    [`attributes=${ENTERPRISE}`, { schemas, id, [ENTERPRISE]: ANN[ENTERPRISE] }],
    [`attributes=${ENTERPRISE}:department`, { schemas, id, [ENTERPRISE]: { department: 'Tools' } }],
    [`attributes=${ENTERPRISE}:manager.value`, { schemas, id, [ENTERPRISE]: { manager: { value: 'm' } } }],
    ['attributes=department', { schemas, id, [ENTERPRISE]: { department: 'Tools' } }],
    [`attributes=${EXAMPLE}`, { schemas, id, [EXAMPLE]: ANN[EXAMPLE] }],
    [`attributes=${EXAMPLE.toUpperCase()}:badge`, { schemas, id, [EXAMPLE]: { Badge: '7' } }],
    [`attributes=${EXAMPLE}:size.width`, { schemas, id, [EXAMPLE]: { size: { width: 1 } } }],
    ['attributes=nothing', { schemas, id }],
    ['attributes=id', { schemas, id }],
    ['excludedAttributes=', ANN],
    ['excludedAttributes=emails', except('emails')],
    ['excludedattributes=EMAILS,shoeSize', except('emails', 'shoeSize')],
    ['excludedAttributes=emails&excludedAttributes=meta', except('emails', 'meta')],
    ['excludedAttributes=id,schemas,userName', except('userName')],
    ['excludedAttributes=emails.type', { ...ANN, emails: [{ value: 'a' }, { value: 'b' }] }],
    [
      `excludedAttributes=${ENTERPRISE}:manager.$ref`,
      { ...ANN, [ENTERPRISE]: { department: 'Tools', manager: { value: 'm' } } },
    ],
    [`excludedAttributes=${ENTERPRISE}`, except(ENTERPRISE)],
    [`excludedAttributes=${EXAMPLE}:badge`, { ...ANN, [EXAMPLE]: { size: { width: 1, height: 2 } } }],
    ['excludedAttributes=nothing', ANN],
  ]
  for (const [query, expected] of rows) {
    test(query === '' ? 'nothing shows all' : query, () => assert.deepEqual(shown(query), expected))
  }
  test('both at once are refused', () => {
    assert.equal(parseRequestedAttributes(new URLSearchParams('attributes=id&excludedAttributes=meta')).ok, false)
  })
})

const EXTENSION = 'urn:example:params:scim:schemas:extension:Lock'
const doorType: ResourceType = {
  name: 'Door',
  endpoint: '/Doors',
  description: '',
  nameAttribute: 'label',
  schema: schema({
    id: 'urn:example:params:scim:schemas:Door',
    name: 'Door',
    description: '',
    alias: '',
    attributes: [
      text('label', '', { returned: 'always' }),
      text('wood', ''),
      text('drawing', '', { returned: 'request' }),
      complex('frame', '', [text('colour', ''), text('history', '', { returned: 'request' })]),
      plural('keys', '', [
        text('value', '', { returned: 'always' }),
        text('note', ''),
        text('cut', '', { returned: 'request' }),
      ]),
    ],
  }),
  extensions: [
    {
      required: false,
      schema: schema({
        id: EXTENSION,
        name: 'Lock',
        description: '',
        alias: 'lock',
        attributes: [
          text('kind', '', { returned: 'always' }),
          text('code', '', { returned: 'request' }),
          text('age', ''),
        ],
      }),
    },
  ],
}
const DOOR: Representation = {
  schemas: ['urn:example:params:scim:schemas:Door', EXTENSION],
  id: '1',
  label: 'Front',
  wood: 'oak',
  drawing: 'D',
  frame: { colour: 'red', history: 'H' },
  keys: [{ value: 'k', note: 'n', cut: 'c' }],
  [EXTENSION]: { kind: 'bolt', code: '7', age: '1' },
}
const usual = {
  ...DOOR,
  drawing: undefined,
  frame: { colour: 'red' },
  keys: [{ value: 'k', note: 'n' }],
  [EXTENSION]: { kind: 'bolt', age: '1' },
}
const least = { schemas: DOOR['schemas'], id: '1', label: 'Front', [EXTENSION]: { kind: 'bolt' } }

describe('returned (RFC 7643 §7)', () => {
  const rows: readonly (readonly [query: string, expected: object, written?: string])[] = [
    ['', usual],
    ['attributes=wood', { ...least, wood: 'oak' }],
    ['attributes=drawing', { ...least, drawing: 'D' }],
    ['attributes=frame', { ...least, frame: { colour: 'red' } }],
    ['attributes=frame,frame.history', { ...least, frame: DOOR['frame'] }],
    ['attributes=frame.history', { ...least, frame: { history: 'H' } }],
    ['attributes=keys.note', { ...least, keys: [{ value: 'k', note: 'n' }] }],
    ['attributes=keys.cut', { ...least, keys: [{ value: 'k', cut: 'c' }] }],
    ['attributes=keys', { ...least, keys: [{ value: 'k', note: 'n' }] }],
    [`attributes=${EXTENSION}:code`, { ...least, [EXTENSION]: { kind: 'bolt', code: '7' } }],
    [`attributes=${EXTENSION}`, { ...least, [EXTENSION]: { kind: 'bolt', age: '1' } }],
    ['excludedAttributes=label,wood', { ...usual, wood: undefined }],
    ['excludedAttributes=keys.value,keys.note', { ...usual, keys: [{ value: 'k' }] }],
    [`excludedAttributes=${EXTENSION}:kind`, usual],
    ['', { ...usual, drawing: 'D' }, '{"label":"Front","Drawing":"D"}'],
    ['', { ...usual, frame: DOOR['frame'] }, '{"Operations":[{"op":"add","path":"frame.history","value":"H"}]}'],
  ]
  for (const [query, expected, written] of rows) {
    test(`${query === '' ? 'nothing asked' : query}${written === undefined ? '' : ` after ${written}`}`, () => {
      // undefined: not there
      assert.equal(JSON.stringify(shown(query, doorType, DOOR, written)), JSON.stringify(inOrder(expected)))
    })
  }
})

const inOrder = (expected: object) =>
  Object.fromEntries(Object.keys(DOOR).map((name) => [name, (expected as Record<string, unknown>)[name]]))
