import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { refused, type JsonObject } from '../support/admin-api.ts'
import { done, filterOf, found, patch, schemaScene, scimRefused, type SchemaScene } from '../support/schemas.ts'

const URN = 'urn:example:params:scim:schemas:extension:desk:2.0:User'
const one = { name: 'number', type: 'string' }

const extension = (more: JsonObject = {}) => ({
  id: URN,
  name: 'Desk',
  attributes: [one],
  extends: [{ resourceType: 'User' }],
  ...more,
})
const withAttribute = (attribute: JsonObject) => extension({ attributes: [attribute] })
const type = (more: JsonObject = {}) => ({
  name: 'Desk',
  endpoint: '/Desks',
  schema: { id: 'urn:example:params:scim:schemas:core:2.0:Desk', name: 'Desk', attributes: [one] },
  ...more,
})
const withSub = (sub: JsonObject) => withAttribute({ name: 'a', type: 'complex', subAttributes: [sub] })
const coreWith = (attribute: JsonObject) =>
  type({ schema: { id: 'urn:example:core:Desk', name: 'Desk', attributes: [attribute] } })

/** What is wrong with an extension → the status, the code, the member that is told and a word of the sentence. */
const EXTENSIONS: readonly (readonly [what: string, body: JsonObject, status: number, code: string, field: string])[] =
  [
    ['a URN that is none', extension({ id: 'desk' }), 400, 'definition_invalid', 'id'],
    ['a URN with a blank', extension({ id: `${URN} x` }), 400, 'definition_invalid', 'id'],
    ['a URN that ends in a colon', extension({ id: 'urn:example:desk:' }), 400, 'definition_invalid', 'id'],
    ['a URN that filters cannot hold', extension({ id: 'urn:example:desk[1]' }), 400, 'definition_invalid', 'id'],
    [
      'the URN of users',
      extension({ id: 'urn:ietf:params:scim:schemas:core:2.0:user' }),
      409,
      'definition_taken',
      'id',
    ],
    ['a spelling of a standard URN', extension({ id: 'urn:scim:schemas:core:1.0' }), 409, 'definition_taken', 'id'],
    [
      'a URN below another one',
      extension({ id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:x' }),
      409,
      'definition_taken',
      'id',
    ],
    ['no name', extension({ name: ' ' }), 400, 'definition_invalid', 'name'],
    ['no attributes', extension({ attributes: [] }), 400, 'definition_invalid', 'attributes'],
    ['no resource type', extension({ extends: [] }), 400, 'definition_invalid', 'extends'],
    [
      'an unknown resource type',
      extension({ extends: [{ resourceType: 'Robot' }] }),
      400,
      'definition_invalid',
      'extends.0.resourceType',
    ],
    ['an unknown type', withAttribute({ name: 'a', type: 'float' }), 400, 'body_invalid', 'attributes'],
    ['an unknown member', extension({ alias: 'x' }), 400, 'body_invalid', 'alias'],
    [
      'one name twice',
      extension({ attributes: [one, { name: 'NUMBER', type: 'integer' }] }),
      400,
      'definition_invalid',
      'attributes.1.name',
    ],
    ['more attributes than fit', extension({ attributes: many(300) }), 400, 'definition_invalid', 'attributes'],
    [
      'sub-attributes of sub-attributes',
      withSub({ name: 'b', type: 'complex' }),
      400,
      'definition_invalid',
      'attributes.0.subAttributes.0.type',
    ],
    [
      'several values of a sub-attribute',
      withSub({ name: 'b', type: 'string', multiValued: true }),
      400,
      'definition_invalid',
      'attributes.0.subAttributes.0.multiValued',
    ],
    [
      'a complex attribute of nothing',
      withAttribute({ name: 'a', type: 'complex' }),
      400,
      'definition_invalid',
      'attributes.0.subAttributes',
    ],
    [
      'sub-attributes of a text',
      withAttribute({ ...one, subAttributes: [one] }),
      400,
      'definition_invalid',
      'attributes.0.subAttributes',
    ],
    [
      'writeOnly and returned',
      withAttribute({ ...one, mutability: 'writeOnly', returned: 'default' }),
      400,
      'definition_invalid',
      'attributes.0.returned',
    ],
    [
      'required and readOnly',
      withAttribute({ ...one, required: true, mutability: 'readOnly' }),
      400,
      'definition_invalid',
      'attributes.0.required',
    ],
    [
      'unique and never kept',
      withAttribute({ ...one, returned: 'never', uniqueness: 'server' }),
      400,
      'definition_invalid',
      'attributes.0.uniqueness',
    ],
    [
      'a unique flag',
      withAttribute({ name: 'a', type: 'boolean', uniqueness: 'server' }),
      400,
      'definition_invalid',
      'attributes.0.uniqueness',
    ],
    ...[
      'id',
      'ID',
      'schemas',
      'meta',
      'externalId',
      '__proto__',
      'constructor',
      'toString',
      'a b',
      '1a',
      'a.b',
      '',
    ].map(
      (name) =>
        [
          `an attribute named ${JSON.stringify(name)}`,
          withAttribute({ name, type: 'string' }),
          400,
          'definition_invalid',
          'attributes.0.name',
        ] as const,
    ),
    [
      'a sub-attribute named constructor',
      withSub({ name: 'constructor', type: 'string' }),
      400,
      'definition_invalid',
      'attributes.0.subAttributes.0.name',
    ],
  ]

const TYPES: typeof EXTENSIONS = [
  ...['User', 'group', 'Me', 'Schema', 'serviceproviderconfig'].map(
    (name) => [`the name ${name}`, type({ name }), 409, 'definition_taken', 'name'] as const,
  ),
  ['a name with a blank', type({ name: 'A desk' }), 400, 'definition_invalid', 'name'],
  ...['/Users', '/groups', '/bulk', '/ME', '/Schemas', '/resourceTYPES', '/ServiceProviderConfig'].map(
    (endpoint) => [`the endpoint ${endpoint}`, type({ endpoint }), 409, 'definition_taken', 'endpoint'] as const,
  ),
  ...['/.search', 'Desks', '/', '/a/b', '/a b', '/../Users', '//Desks'].map(
    (endpoint) => [`the endpoint ${endpoint}`, type({ endpoint }), 400, 'definition_invalid', 'endpoint'] as const,
  ),
  [
    'an attribute named id',
    coreWith({ name: 'id', type: 'string' }),
    400,
    'definition_invalid',
    'schema.attributes.0.name',
  ],
  ['a name that is no attribute', type({ nameAttribute: 'label' }), 400, 'definition_invalid', 'nameAttribute'],
  [
    'a name that is a number',
    { ...coreWith({ name: 'n', type: 'integer' }), nameAttribute: 'n' },
    400,
    'definition_invalid',
    'nameAttribute',
  ],
]

function many(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, i) => ({ name: `a${i}`, type: 'string' }))
}

suite('Definitions', () => {
  let scene: SchemaScene
  before(async () => {
    scene = await schemaScene()
  })
  after(() => scene.app.close())

  test('are refused for what is wrong with them, and leave nothing', async () => {
    for (const [what, body, status, code, field] of EXTENSIONS) {
      refused(await scene.api('POST', '/extensions', body), status, code, undefined, field)
      assert.ok(what)
    }
    for (const [, body, status, code, field] of TYPES) {
      refused(await scene.api('POST', '/resource-types', body), status, code, undefined, field)
    }
    assert.deepEqual(done(await scene.api('GET', '/extensions'), 200), { extensions: [] })
    assert.deepEqual(done(await scene.api('GET', '/resource-types'), 200), { resourceTypes: [] })
    assert.deepEqual(done(await scene.api('GET', '/schema-history'), 200), { versions: [] })
    assert.equal(({} as JsonObject)['type'], undefined)
  })

  test('of 10,000 attributes are refused', async () => {
    const answer = await scene.api('POST', '/extensions', extension({ attributes: many(10_000) }))
    assert.ok([400, 413].includes(answer.status), String(answer.status))
  })

  test('exist once, whatever the case', async () => {
    done(await scene.api('POST', '/extensions', extension()), 201)
    refused(
      await scene.api('POST', '/extensions', extension({ id: URN.replace('desk', 'DESK') })),
      409,
      'definition_taken',
    )
    done(await scene.api('POST', '/resource-types', type()), 201)
    refused(await scene.api('POST', '/resource-types', type({ name: 'DESK', endpoint: '/X' })), 409, 'definition_taken')
    refused(
      await scene.api('POST', '/resource-types', type({ name: 'Other', endpoint: '/desks' })),
      409,
      'definition_taken',
    )
    refused(
      await scene.api('POST', '/resource-types', type({ name: 'Other', endpoint: '/X' })),
      409,
      'definition_taken',
    )
    done(await scene.api('DELETE', '/resource-types/desk'), 204)
    done(await scene.api('DELETE', `/extensions/${URN.toUpperCase()}`), 204)
  })

  test('of many at once are all kept, each in a version of its own', async () => {
    const names = Array.from({ length: 4 }, (_, i) => `urn:example:at-once:${i}:User`)
    const answers = await Promise.all(names.map((id) => scene.api('POST', '/extensions', extension({ id }))))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201, 201],
    )
    const { extensions } = done(await scene.api('GET', '/extensions'), 200)
    assert.deepEqual(new Set((extensions as JsonObject[]).map(({ id }) => id)), new Set(names))
    for (const id of names) done(await scene.api('DELETE', `/extensions/${id}`), 204)
  })

  test('cannot be made of standard schemas, changed in theirs, or found in another directory', async () => {
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
    refused(await scene.api('PUT', `/extensions/${core}`, extension({ id: core })), 404, 'definition_not_found')
    refused(await scene.api('DELETE', `/extensions/${core}`), 404, 'definition_not_found')
    refused(await scene.api('DELETE', '/resource-types/User'), 404, 'definition_not_found')
    done(await scene.api('POST', '/extensions', extension()), 201)
    refused(await scene.otherApi('GET', `/extensions/${URN}`), 404, 'definition_not_found')
    refused(await scene.otherApi('DELETE', `/extensions/${URN}`), 404, 'definition_not_found')
    done(await scene.api('DELETE', `/extensions/${URN}`), 204)
  })

  test('find what was kept as unknown before them, in its canonical spelling', async () => {
    const sent = {
      userName: 'early@example.com',
      [URN]: { NUMBER: 'D-1', floor: '7', secret: 'x', odd: { kept: true }, since: 'not a date' },
    }
    const made = done(await scene.scim('POST', '/Users', sent), 201)
    const path = `/Users/${String(made['id'])}`
    scimRefused(await scene.scim('GET', `/Users${filterOf(`${URN}:number eq "D-1"`)}`), 400, 'invalidFilter', /number/)
    const attributes = [
      { name: 'number', type: 'string', uniqueness: 'server' },
      { name: 'floor', type: 'integer' },
      { name: 'secret', type: 'string', returned: 'never' },
      { name: 'since', type: 'dateTime' },
    ]
    done(await scene.api('POST', '/extensions', extension({ attributes })), 201)
    for (const filter of [`${URN}:number eq "d-1"`, `${URN}:floor gt 6`, `number eq "D-1" and ${URN}:floor eq 7`]) {
      assert.deepEqual(await found(scene.scim, `/Users${filterOf(filter)}`), [made['id']], filter)
    }
    const read = done(await scene.scim('GET', path), 200)
    // what does not fit stays as it was
    assert.deepEqual(read[URN], { number: 'D-1', floor: 7, odd: { kept: true }, since: 'not a date' })
    assert.notEqual((read['meta'] as JsonObject)['version'], (made['meta'] as JsonObject)['version'])
    const again = { userName: 'late@example.com', [URN]: { number: 'd-1' } }
    scimRefused(await scene.scim('POST', '/Users', again), 409, 'uniqueness', /number/)
  })

  test('change while there are values: more attributes always, other types never, fewer when it is said how many', async () => {
    const [user] = await found(scene.scim, `/Users${filterOf(`${URN}:floor eq 7`)}`)
    const now = done(await scene.api('GET', `/extensions/${URN}`), 200)
    const attributes = now['attributes'] as JsonObject[]
    const put = (changed: readonly JsonObject[], query = '') =>
      scene.api('PUT', `/extensions/${URN}${query}`, { ...now, attributes: changed })
    const alter = (name: string, facts: JsonObject) =>
      attributes.map((attribute) => (attribute['name'] === name ? { ...attribute, ...facts } : attribute))

    refused(await put(alter('floor', { type: 'string' })), 409, 'definition_in_use', /"floor" has values/)
    refused(await put(alter('floor', { multiValued: true })), 409, 'definition_in_use')
    refused(await put(alter('number', { caseExact: true })), 409, 'definition_in_use')
    refused(await put(alter('floor', { returned: 'never' })), 409, 'definition_in_use')
    refused(
      await scene.api('PUT', `/extensions/${URN}`, { ...now, id: 'urn:example:other' }),
      400,
      'definition_invalid',
      /stays/,
    )
    done(await put([...attributes, { name: 'window', type: 'boolean' }]), 200)
    done(await put(alter('floor', { description: 'Counted from the ground' })), 200)

    const fewer = attributes.filter(({ name }) => name !== 'floor')
    refused(await put(fewer), 409, 'not_confirmed', /1 resource of .* confirm=1/)
    refused(await put(fewer, '?confirm=2'), 409, 'not_confirmed')
    done(await put(fewer, '?confirm=1'), 200)
    scimRefused(await scene.scim('GET', `/Users${filterOf(`${URN}:floor eq 7`)}`), 400, 'invalidFilter', /floor/)
    assert.equal((done(await scene.scim('GET', `/Users/${String(user)}`), 200)[URN] as JsonObject)['floor'], 7)
    // declared again, as text now: the value is found as what it is now
    done(await put([...fewer, { name: 'floor', type: 'string' }]), 200)
    assert.deepEqual(await found(scene.scim, `/Users${filterOf(`${URN}:floor sw "7"`)}`), [user])
  })

  test('make nothing unique that is there twice', async () => {
    const now = done(await scene.api('GET', `/extensions/${URN}`), 200)
    const person = (userName: string) => ({ userName, [URN]: { floor: '9' } })
    done(await scene.scim('POST', '/Users', person('a@example.com')), 201)
    const second = done(await scene.scim('POST', '/Users', person('b@example.com')), 201)
    const attributes = (now['attributes'] as JsonObject[]).map((attribute) =>
      attribute['name'] === 'floor' ? { ...attribute, uniqueness: 'server' } : attribute,
    )
    const unique = { ...now, attributes }
    refused(
      await scene.api('PUT', `/extensions/${URN}`, unique),
      409,
      'definition_in_use',
      /"floor" cannot become unique/,
    )
    const change = patch({ op: 'replace', path: `${URN}:floor`, value: '10' })
    done(await scene.scim('PATCH', `/Users/${String(second['id'])}`, change), 200)
    done(await scene.api('PUT', `/extensions/${URN}`, unique), 200)
    scimRefused(await scene.scim('POST', '/Users', person('c@example.com')), 409, 'uniqueness', /floor/)
    // no longer unique, it is free for everybody
    done(await scene.api('PUT', `/extensions/${URN}`, now), 200)
    done(await scene.scim('POST', '/Users', person('c@example.com')), 201)
  })

  test('change while people are written, and every one of them is found by what is declared now', async () => {
    const id = 'urn:example:while-written:User'
    const made: unknown[] = []
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 25; i += 1) {
        const body = { userName: `writer${writer}-${i}@example.com`, [id]: { SHIFT: 'late' } }
        made.push(done(await scene.scim('POST', '/Users', body), 201)['id'])
      }
    }
    const define = async (): Promise<void> => {
      while (made.length < 60) await setTimeout(1)
      const attributes = [{ name: 'shift', type: 'string' }]
      done(await scene.api('POST', '/extensions', extension({ id, attributes })), 201)
    }
    await Promise.all([...Array.from({ length: 8 }, (_, writer) => write(writer)), define()])
    const late = await found(scene.scim, `/Users${filterOf(`${id}:shift eq "late"`)}&count=300`)
    assert.equal(made.length, 200)
    assert.deepEqual([late.length, new Set(late)], [made.length, new Set(made)])
  })
})
