import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  ask,
  describeRows,
  DIRECTORIES,
  type Expected,
  get,
  openWorld,
  operations,
  patch,
  post,
  postDirectory,
  put,
  rest,
  type Row,
  scim,
  type World,
} from '../support/bad-input.ts'

const USERS = '/scim/v2/Users'
const GROUPS = '/scim/v2/Groups'

type Doubtful = readonly [id: string, what: string, body: string, scimType: 'invalidSyntax' | 'invalidValue']

/** A body that is a good one but for `"x"`, for a place that takes a user, a group and a directory. */
const around = (value: string): string => `{"userName":"js@example.com","displayName":"js","name":"js","x":${value}}`
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const members = (count: number): string => `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',')}}`

/** Refused for what it is, wherever it is sent and before anything is looked up. */
const ANYWHERE: readonly Doubtful[] = [
  ['JS-01', 'half an object', '{', 'invalidSyntax'],
  ['JS-01', 'a member without a value', '{"a":}', 'invalidSyntax'],
  ['JS-01', 'a trailing comma', '{"userName":"js",}', 'invalidSyntax'],
  ['JS-01', 'a comment', '{/* */"userName":"js"}', 'invalidSyntax'],
  ['JS-01', 'single quotes', "{'userName':'js'}", 'invalidSyntax'],
  ['JS-01', 'a name without quotes', '{userName:"js"}', 'invalidSyntax'],
  ['JS-02', 'two documents', '{} {}', 'invalidSyntax'],
  ['JS-02', 'something behind the document', '{}x', 'invalidSyntax'],
  ['JS-03', 'null', 'null', 'invalidSyntax'],
  ['JS-03', 'an array', '[]', 'invalidSyntax'],
  ['JS-03', 'an array of objects', '[{"userName":"js"}]', 'invalidSyntax'],
  ['JS-03', 'a string', '"x"', 'invalidSyntax'],
  ['JS-03', 'a number', '1', 'invalidSyntax'],
  ['JS-03', 'true', 'true', 'invalidSyntax'],
  ['JS-06', 'two byte order marks', '\ufeff\ufeff{}', 'invalidSyntax'],
  ['JS-07', 'more than 64 levels', around(deep(65)), 'invalidSyntax'],
  ['JS-07', 'a hundred thousand levels', around(deep(100_000)), 'invalidSyntax'],
  ['JS-08', 'an object of more than 1,000 members', around(members(1_001)), 'invalidSyntax'],
  ['JS-09', 'NaN', around('NaN'), 'invalidSyntax'],
  ['JS-09', 'Infinity', around('-Infinity'), 'invalidSyntax'],
  ['JS-09', 'a number beyond a double', around('1e400'), 'invalidValue'],
  // a double cannot hold it, so it is no value; the row asks for invalidSyntax and JSON itself allows it
  ['JS-09', 'a number of a hundred thousand digits', around('9'.repeat(100_000)), 'invalidValue'],
  ['JS-10', 'half a surrogate pair', around('"\\ud800"'), 'invalidValue'],
  ['JS-10', 'half a surrogate pair in a name', around('{"\\udc00":1}'), 'invalidValue'],
  ['JS-10', 'half a surrogate pair in an array', around('["a\\ud83d b"]'), 'invalidValue'],
  ['JS-11', 'U+0000', around('"a\\u0000"'), 'invalidValue'],
  ['JS-11', 'U+0000 in a name', around('{"\\u0000":1}'), 'invalidValue'],
  ['JS-12', '__proto__', around('1,"__proto__":{"polluted":1}'), 'invalidSyntax'],
  ['JS-12', '__proto__, escaped', around('1,"\\u005f\\u005fproto__":{"polluted":1}'), 'invalidSyntax'],
  ['JS-12', '__proto__, deeper', around('{"a":{"__proto__":{"polluted":1}}}'), 'invalidSyntax'],
  ['JS-12', '__proto__ in an array', around('[[{"__proto__":[]}]]'), 'invalidSyntax'],
]

const PLACES = [
  [post, USERS],
  [put, `${USERS}/<ann>`],
  [patch, `${USERS}/<ann>`],
  [post, GROUPS],
  [put, `${GROUPS}/<staff>`],
  [patch, `${GROUPS}/<staff>`],
  // what a body is comes before whether its target exists
  [put, `${USERS}/nobody`],
  [patch, '/directories/okta-universal-directory/scim/v2/Users/nobody'],
] as const

describeRows('a body that is no acceptable JSON', [
  ...ANYWHERE.flatMap(([id, what, body, scimType]): Row[] => [
    ...PLACES.map(([send, path]): Row => ({
      id,
      what: `${what} in ${send(path).method} ${path}`,
      send: send(path, body),
      expected: scim(400, scimType),
    })),
    {
      id,
      what: `${what} in a directory`,
      send: postDirectory(DIRECTORIES, body),
      expected: rest(400, 'request.invalid'),
    },
  ]),
  {
    id: 'JS-21',
    what: 'a user in 10 MiB of white space',
    send: post(USERS, `${' '.repeat(10 * 1024 * 1024)}{}`),
    expected: scim(413),
  },
])

const invalid: Expected = scim(400, 'invalidValue')
const user = (extra: object): object => ({ userName: 'js@example.com', ...extra })

describeRows('JSON that does not fit the attribute', [
  {
    id: 'JS-05',
    what: 'a name in two spellings',
    send: post(USERS, '{"userName":"a","USERNAME":"b"}'),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'JS-05',
    what: 'a name in two spellings, deeper,',
    send: post(USERS, user({ name: { givenName: 'A', GivenName: 'B' } })),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'JS-05',
    what: 'a name in two spellings in a group',
    send: post(GROUPS, { displayName: 'a', DisplayName: 'b' }),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'JS-05',
    what: 'a name in two spellings in a PUT',
    send: put(`${USERS}/<ann>`, '{"username":"a","userName":"b"}'),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'JS-15',
    what: 'a title of a mebibyte',
    send: post(USERS, user({ title: 'x'.repeat(1_048_576) })),
    expected: invalid,
  },
  {
    id: 'JS-15',
    what: 'a part of a name of a mebibyte',
    send: post(USERS, user({ name: { givenName: 'x'.repeat(1_048_576) } })),
    expected: invalid,
  },
  {
    id: 'JS-15',
    what: 'an externalId of a mebibyte',
    send: post(USERS, user({ externalId: 'x'.repeat(1_048_576) })),
    expected: invalid,
  },
  {
    id: 'JS-15',
    what: 'a title of a mebibyte in a PATCH',
    send: patch(`${USERS}/<ann>`, operations({ op: 'replace', path: 'title', value: 'x'.repeat(1_048_576) })),
    expected: invalid,
  },
  { id: 'JS-16', what: 'a number for a userName', send: post(USERS, { userName: 1 }), expected: invalid },
  { id: 'JS-16', what: 'true for a userName', send: post(USERS, { userName: true }), expected: invalid },
  {
    id: 'JS-16',
    what: 'a number for a userName in a PATCH',
    send: patch(`${USERS}/<ann>`, operations({ op: 'replace', path: 'userName', value: 1 })),
    expected: invalid,
  },
  { id: 'JS-17', what: 'an object for a userName', send: post(USERS, { userName: {} }), expected: invalid },
  { id: 'JS-17', what: 'an object for a title', send: post(USERS, user({ title: { a: 1 } })), expected: invalid },
  { id: 'JS-17', what: 'two titles', send: post(USERS, user({ title: ['a', 'b'] })), expected: invalid },
  {
    id: 'JS-17',
    what: 'an object for the name of a group',
    send: post(GROUPS, { displayName: {} }),
    expected: invalid,
  },
  { id: 'JS-18', what: 'a string for a name', send: post(USERS, user({ name: 'x' })), expected: invalid },
  {
    id: 'JS-18',
    what: 'a string for an extension',
    send: post(USERS, user({ 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': 'x' })),
    expected: invalid,
  },
  ...['"maybe"', '7', '[]', '[true,false]', '{}', '"1"', '""x'].map((active): Row => ({
    id: 'JS-19',
    what: `${active} for active`,
    send: post(USERS, `{"userName":"js@example.com","active":${active}}`),
    expected: scim(400, active === '""x' ? 'invalidSyntax' : 'invalidValue'),
  })),
  ...['"maybe"', '7', '[]', '{}'].map((active): Row => ({
    id: 'JS-19',
    what: `${active} for active in a PATCH`,
    send: patch(`${USERS}/<ann>`, operations({ op: 'replace', path: 'active', value: JSON.parse(active) as unknown })),
    expected: invalid,
  })),
  {
    id: 'JS-16',
    what: 'a number for the name of a directory',
    send: postDirectory(DIRECTORIES, { name: 1, domains: ['A.EXAMPLE'] }),
    expected: rest(400, 'request.invalid', /name is 1; it must be/),
  },
  {
    id: 'JS-17',
    what: 'a string for the domains of a directory',
    send: postDirectory(DIRECTORIES, { name: 'A', domains: 'A.EXAMPLE' }),
    expected: rest(400, 'request.invalid', /domains is "A\.EXAMPLE"; it must be/),
  },
])

describe('JSON that is accepted', () => {
  let world: World
  before(async () => void (world = await openWorld()))
  after(() => world.app.close())

  let serial = 0
  /** Creates a user of these members, given as text, and reads it back. */
  async function kept(text: string): Promise<Record<string, unknown>> {
    serial += 1
    const made = await ask(world, post(USERS, `{"userName":"kept${serial}@example.com"${text}}`))
    assert.equal(made.status, 201, made.body)
    const { id } = JSON.parse(made.body) as { id: string }
    const read = await ask(world, get(`${USERS}/${id}`))
    assert.equal(read.body, made.body)
    return JSON.parse(read.body) as Record<string, unknown>
  }

  test('of a member that is sent twice the last one counts (JS-04)', async () => {
    assert.equal((await kept(',"title":"a","title":"b"'))['title'], 'b')
  })
  test('a byte order mark is skipped, in a user and in a directory (JS-06)', async () => {
    assert.equal((await ask(world, post(USERS, '\ufeff{"userName":"bom@example.com"}'))).status, 201)
    assert.equal(
      (
        await ask(
          world,
          postDirectory(DIRECTORIES, '\ufeff{"name":"Bom","domains":["BOM.EXAMPLE"],"type":"OTHER_DIRECTORY"}'),
        )
      ).status,
      201,
    )
    const [made] = (
      JSON.parse((await ask(world, get(DIRECTORIES))).body) as { items: { name: string; directoryId: string }[] }
    ).items.filter(({ name }) => name === 'Bom')
    assert.equal((await ask(world, { ...get(`${DIRECTORIES}/${made?.directoryId}`), method: 'DELETE' })).status, 200)
  })
  test('64 levels, 1,000 members and -0 are within what is accepted (JS-07, JS-08, JS-09)', async () => {
    // the resource itself is the first level
    await kept(`,"x":${deep(63)}`)
    await kept(`,"x":${members(1_000)}`)
    assert.equal((await kept(',"title":-0'))['title'], '0')
  })
  test('constructor and its like are kept as the unknown names they are (JS-13)', async () => {
    const user = await kept(
      ',"constructor":{"prototype":{"polluted":1}},"toString":"y","hasOwnProperty":1,"prototype":{"a":1},"valueOf":2',
    )
    assert.deepEqual(user['constructor'], { prototype: { polluted: 1 } })
    assert.equal(user['toString'], 'y')
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })
  test('a dotted name in a POST is not walked (JS-14)', async () => {
    assert.equal((await kept(',"name.givenName":"x"'))['name'], undefined)
  })
  test('numbers and flags become text where text is due (scim-clients V3 before JS-16)', async () => {
    const { title, nickName } = await kept(',"title":42,"nickName":true')
    assert.deepEqual([title, nickName], ['42', 'true'])
  })
  test('active is read from text in any case, and null leaves it as it is (JS-19, JS-20)', async () => {
    for (const text of ['"False"', '"FALSE"', 'false']) assert.equal((await kept(`,"active":${text}`))['active'], false)
    assert.equal((await kept(',"active":"True"'))['active'], true)
    assert.equal((await kept(',"active":null'))['active'], true)
  })
})
