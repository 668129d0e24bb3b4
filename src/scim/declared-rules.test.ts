import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '../shared/json.ts'
import { applyPatch } from './patch/apply.ts'
import { parsePatch } from './patch/parse.ts'
import type { Attributes } from './resource.ts'
import { complex, plural, schema, text } from './schema/builders.ts'
import type { ResourceType } from './schema/attribute.ts'
import { validateResource } from './validate.ts'

const EXTENSION = 'urn:example:params:scim:schemas:extension:Lock'
const OPTIONAL = 'urn:example:params:scim:schemas:extension:Paint'

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
      text('label', '', { required: true }),
      text('serial', '', { mutability: 'immutable' }),
      text('made', '', { mutability: 'readOnly' }),
      text('secret', '', { mutability: 'writeOnly', returned: 'never' }),
      complex('frame', '', [
        text('wood', '', { mutability: 'immutable' }),
        text('colour', ''),
        text('checked', '', { mutability: 'readOnly' }),
      ]),
      complex('sill', '', [text('height', '', { required: true }), text('stone', '')]),
      plural('keys', '', [
        text('value', '', { required: true, mutability: 'immutable' }),
        text('type', ''),
        text('owner', '', { mutability: 'immutable' }),
        text('note', ''),
      ]),
      plural('hinges', '', [text('value', ''), text('type', '')], { required: true }),
      plural('plates', '', [text('value', '')], { mutability: 'immutable' }),
    ],
  }),
  extensions: [
    {
      required: true,
      schema: schema({
        id: EXTENSION,
        name: 'Lock',
        description: '',
        alias: 'lock',
        attributes: [text('kind', '', { required: true }), text('code', '', { mutability: 'immutable' })],
      }),
    },
    {
      required: false,
      schema: schema({
        id: OPTIONAL,
        name: 'Paint',
        description: '',
        alias: 'paint',
        attributes: [text('shade', '', { required: true }), text('gloss', '')],
      }),
    },
  ],
}

const WHOLE: Attributes = {
  label: 'Front',
  serial: 'S1',
  frame: { wood: 'oak', colour: 'red' },
  sill: { height: '3', stone: 'slate' },
  keys: [
    { value: 'k1', type: 'main', owner: 'ann', note: 'x' },
    { value: 'k2', type: 'spare' },
  ],
  hinges: [{ value: 'h1', type: 'top' }],
  plates: [{ value: 'p1' }],
  [EXTENSION]: { kind: 'bolt', code: '7' },
}

const without = (...names: readonly string[]): Attributes =>
  Object.fromEntries(Object.entries(WHOLE).filter(([name]) => !names.includes(name)))

const put = (body: Json, before: Attributes = WHOLE) => validateResource(doorType, body, { kind: 'replace', before })
const patch = (operations: Json, before: Attributes = WHOLE) => {
  const parsed = parsePatch({ Operations: operations })
  assert.ok(parsed.ok)
  return applyPatch(doorType, before, parsed.value)
}
const attributesOf = (outcome: ReturnType<typeof put> | ReturnType<typeof patch>): Attributes => {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.value.attributes
}
const refusalOf = (outcome: ReturnType<typeof put> | ReturnType<typeof patch>): string => {
  assert.ok(!outcome.ok, JSON.stringify(outcome))
  return `${outcome.error.kind} ${'path' in outcome.error ? outcome.error.path : ''}`
}

describe('what is immutable (RFC 7644 §3.5.1, §3.5.2)', () => {
  const puts: readonly (readonly [what: string, change: Json, refused: string])[] = [
    ['another text', { serial: 'S2' }, 'mutability serial'],
    ['another part of a complex value', { frame: { wood: 'ash' } }, 'mutability frame.wood'],
    ['another list', { plates: [{ value: 'p2' }] }, 'mutability plates'],
    ['another text of an extension', { [EXTENSION]: { kind: 'bolt', code: '8' } }, 'mutability code'],
  ]
  for (const [what, change, refused] of puts) {
    test(`a PUT with ${what} is refused`, () =>
      assert.equal(refusalOf(put({ ...WHOLE, ...(change as object) })), refused))
  }
  test('a PUT with the values there are, or with more of what had none, is done', () => {
    assert.deepEqual(attributesOf(put(WHOLE)), WHOLE)
    assert.deepEqual(attributesOf(put(WHOLE, without('serial', 'plates'))), WHOLE)
  })
  for (const nothing of ['left out', 'null'] as const) {
    test(`a PUT in which it is ${nothing} keeps it`, () => {
      const body = without('serial', 'frame', 'plates')
      const sent = nothing === 'null' ? { ...body, serial: null, frame: null, plates: [] } : body
      const { serial, frame, plates } = attributesOf(put(sent))
      assert.deepEqual({ serial, frame, plates }, { serial: 'S1', frame: { wood: 'oak' }, plates: [{ value: 'p1' }] })
    })
  }
  test('a PUT may exchange the elements of a list whose parts are immutable', () => {
    const { keys } = attributesOf(put({ ...WHOLE, keys: [{ value: 'k3', owner: 'bob' }] }))
    assert.deepEqual(keys, [{ value: 'k3', owner: 'bob' }])
  })

  const patches: readonly (readonly [operation: Json, refused: string])[] = [
    [{ op: 'replace', path: 'serial', value: 'S2' }, 'mutability serial'],
    [{ op: 'add', path: 'serial', value: 'S2' }, 'mutability serial'],
    [{ op: 'add', value: { serial: 'S2' } }, 'mutability serial'],
    [{ op: 'remove', path: 'serial' }, 'mutability serial'],
    [{ op: 'replace', path: 'serial', value: null }, 'mutability serial'],
    [{ op: 'replace', path: 'frame.wood', value: 'ash' }, 'mutability frame.wood'],
    [{ op: 'remove', path: 'frame.wood' }, 'mutability frame.wood'],
    [{ op: 'remove', path: 'frame' }, 'mutability frame.wood'],
    [{ op: 'add', path: 'plates', value: [{ value: 'p2' }] }, 'mutability plates'],
    [{ op: 'remove', path: `${EXTENSION}:code` }, 'mutability code'],
    [{ op: 'replace', path: 'keys[value eq "k1"].owner', value: 'bob' }, 'mutability keys.owner'],
    [{ op: 'add', path: 'keys[value eq "k1"]', value: { owner: 'bob' } }, 'mutability keys.owner'],
    [{ op: 'add', path: 'keys', value: [{ value: 'k1', type: 'main', owner: 'bob' }] }, 'mutability keys.owner'],
    [{ op: 'replace', path: 'keys.owner', value: 'bob' }, 'mutability keys.owner'],
    [{ op: 'remove', path: 'keys[value eq "k1"].owner' }, 'mutability keys.owner'],
  ]
  for (const [operation, refused] of patches) {
    test(`${JSON.stringify(operation)} is refused`, () => assert.equal(refusalOf(patch([operation])), refused))
  }
  const fine: readonly (readonly [operation: Json, before?: Attributes])[] = [
    [{ op: 'replace', path: 'serial', value: 'S1' }],
    [{ op: 'add', path: 'serial', value: 'S1' }, without('serial')],
    [{ op: 'replace', path: 'frame', value: { wood: 'oak', colour: 'red' } }],
    [{ op: 'add', path: 'plates', value: [{ value: 'p1' }] }],
    [{ op: 'replace', path: 'keys[value eq "k1"].owner', value: 'ann' }],
  ]
  for (const [operation, before] of fine) {
    test(`${JSON.stringify(operation)} is done${before === undefined ? '' : ' where there was none'}`, () => {
      const { serial, ...rest } = attributesOf(patch([operation], before))
      assert.deepEqual({ ...rest, serial }, { ...WHOLE, serial: 'S1' })
    })
  }
  test('an element with immutable parts can be taken away and another added', () => {
    const outcome = patch([
      { op: 'remove', path: 'keys[value eq "k1"]' },
      { op: 'add', path: 'keys', value: [{ value: 'k1', type: 'main', owner: 'bob' }] },
    ])
    assert.deepEqual(attributesOf(outcome)['keys'], [
      { value: 'k2', type: 'spare' },
      { value: 'k1', type: 'main', owner: 'bob' },
    ])
  })
})

describe('what is required (RFC 7643 §7, RFC 7644 §3.5.2.2)', () => {
  const bodies: readonly (readonly [what: string, body: Json, refused: string])[] = [
    ['an attribute', without('label'), 'invalidValue label'],
    ['a list', without('hinges'), 'invalidValue hinges'],
    ['an extension', without(EXTENSION), `invalidValue ${EXTENSION}`],
    ['an attribute of an extension', { ...WHOLE, [EXTENSION]: { code: '7' } }, 'invalidValue kind'],
    ['an attribute of an extension that is there', { ...WHOLE, [OPTIONAL]: { gloss: 'x' } }, 'invalidValue shade'],
    ['a part of a complex value', { ...WHOLE, sill: { stone: 'slate' } }, 'invalidValue sill.height'],
    ['a part of an element', { ...WHOLE, keys: [{ type: 'main' }] }, 'invalidValue keys.value'],
  ]
  for (const [what, body, refused] of bodies) {
    test(`a POST or PUT without ${what} is refused`, () => {
      assert.equal(refusalOf(validateResource(doorType, body, { kind: 'create' })), refused)
      assert.equal(refusalOf(put(body, { label: 'Bare' })), refused)
    })
  }
  const patches: readonly (readonly [operation: Json, refused: string])[] = [
    [{ op: 'remove', path: 'label' }, 'mutability label'],
    [{ op: 'replace', path: 'label', value: null }, 'invalidValue label'],
    [{ op: 'remove', path: 'hinges' }, 'mutability hinges'],
    [{ op: 'remove', path: 'hinges[type eq "top"]' }, 'mutability hinges'],
    [{ op: 'remove', path: 'hinges', value: [{ value: 'h1' }] }, 'mutability hinges'],
    [{ op: 'remove', path: 'sill.height' }, 'mutability sill.height'],
    [{ op: 'replace', path: 'sill', value: { height: null } }, 'invalidValue sill.height'],
    [{ op: 'remove', path: 'keys.value' }, 'mutability keys.value'],
    [{ op: 'remove', path: 'keys[type eq "main"].value' }, 'mutability keys.value'],
    [{ op: 'add', path: 'keys', value: [{ note: 'x' }] }, 'invalidValue keys.value'],
    [{ op: 'remove', path: `${EXTENSION}:kind` }, 'mutability kind'],
    [{ op: 'remove', path: EXTENSION }, `mutability code`],
    [{ op: 'add', path: `${OPTIONAL}:gloss`, value: 'x' }, 'invalidValue shade'],
  ]
  for (const [operation, refused] of patches) {
    test(`${JSON.stringify(operation)} is refused`, () => assert.equal(refusalOf(patch([operation])), refused))
  }
  test('an older resource that lacks what was declared later can still be changed', () => {
    const older: Attributes = {
      label: 'Old',
      sill: { stone: 'slate' },
      keys: [{ note: 'x' }],
      [OPTIONAL]: { gloss: 'y' },
    }
    const outcome = patch(
      [
        { op: 'replace', path: 'label', value: 'New' },
        { op: 'replace', path: 'sill.stone', value: 'granite' },
        { op: 'replace', path: `${OPTIONAL}:gloss`, value: 'z' },
      ],
      older,
    )
    assert.deepEqual(attributesOf(outcome), {
      ...older,
      label: 'New',
      sill: { stone: 'granite' },
      [OPTIONAL]: { gloss: 'z' },
    })
  })
})

describe('what only the service writes, or nobody reads', () => {
  test('is ignored in a POST and a PUT', () => {
    const sent = { ...WHOLE, made: 'today', secret: 'x', frame: { wood: 'oak', colour: 'red', checked: 'yes' } }
    assert.deepEqual(attributesOf(validateResource(doorType, sent, { kind: 'create' })), WHOLE)
    assert.deepEqual(attributesOf(put(sent)), WHOLE)
  })
  test('is passed over in the value of a PATCH, and refused as its path', () => {
    const value = { made: 'today', secret: 'x', frame: { checked: 'yes' } }
    assert.equal(patch([{ op: 'add', value }]).ok && attributesOf(patch([{ op: 'add', value }])), WHOLE)
    assert.deepEqual(attributesOf(patch([{ op: 'replace', path: 'secret', value: 'x' }])), WHOLE)
    for (const op of ['add', 'replace', 'remove']) {
      assert.equal(refusalOf(patch([{ op, path: 'made', value: 'x' }])), 'mutability made')
      assert.equal(refusalOf(patch([{ op, path: 'frame.checked', value: 'x' }])), 'mutability frame.checked')
    }
  })
})
