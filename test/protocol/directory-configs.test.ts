import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  accepted,
  ask,
  assertAnswer,
  del,
  describeRows,
  DIRECTORIES,
  type Expected,
  get,
  openWorld,
  post,
  postDirectory,
  put,
  rest,
  type Row,
  stateOf,
  type World,
} from '../support/bad-input.ts'
import type { RawRequest } from '../support/raw-http.ts'

const FAMILY = 'horizon.manager.connector.management.directory'
const MEDIA = `application/vnd.vmware.${FAMILY}`
const DIRECTORY = `${DIRECTORIES}/<directory>`

const body = (extra: object = {}): object => ({
  type: 'OTHER_DIRECTORY',
  name: 'New',
  domains: ['NEW.EXAMPLE'],
  ...extra,
})
const create = (extra: object = {}): RawRequest => postDirectory(DIRECTORIES, body(extra))
const sentAs = (contentType: string | undefined, extra: object = {}): RawRequest => ({
  path: DIRECTORIES,
  headers: ['Authorization: Bearer <token>', ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`])],
  body: JSON.stringify(body(extra)),
})

const refused = (id: string, what: string, send: RawRequest, expected: Expected): Row => ({ id, what, send, expected })
const made = (id: string, what: string, send: RawRequest): Row => ({
  id,
  what,
  send,
  expected: {
    status: 201,
    headers: { location: /\/directoryconfigs\/[0-9a-f-]{36}$/, 'content-type': /^application\/vnd\..*\+json$/ },
    body: { directoryId: /^[0-9a-f-]{36}$/, 'domains.0': /./ },
  },
  writes: 'something',
})

const invalid = rest(400, 'directory.invalid')
const unreadable = rest(400, 'request.invalid')
const domainTaken = rest(409, 'directory.domain.exists', /already belongs to the directory "Okta Universal Directory"/)
const notFound = rest(404, 'directory.not.found')

describeRows('a directory that cannot be created, or only just', [
  // callers send either; plain JSON has to say the type itself
  made('DB-01', 'plain JSON', sentAs('application/json', { name: 'Plain', domains: ['PLAIN.EXAMPLE'] })),
  made('DB-01', 'JSON without a media type', sentAs(undefined, { name: 'None', domains: ['NONE.EXAMPLE'] })),
  made(
    'DB-01',
    'the media type of the other brand',
    sentAs(`application/vnd.omnissa.${FAMILY}.other+json`, { name: 'Brand', domains: ['BRAND.EXAMPLE'] }),
  ),
  made(
    'DB-02',
    'no type, which the media type says',
    create({ type: undefined, name: 'Untyped', domains: ['UNTYPED.EXAMPLE'] }),
  ),
  refused('DB-02', 'no type under plain JSON', sentAs('application/json', { type: undefined }), invalid),
  ...['ACTIVE_DIRECTORY', 'other_directory', 'LOCAL_DIRECTORY', ''].map((type) =>
    refused('DB-02', `the type “${type}”`, create({ type }), invalid),
  ),
  ...[7, null, [], {}].map((type) =>
    refused('DB-02', `the type ${JSON.stringify(type)}`, create({ type }), unreadable),
  ),
  ...['ad.over.ldap', 'jit', 'list', 'bogus'].map((kind) =>
    refused('DB-02', `the media type of a directory of kind ${kind}`, sentAs(`${MEDIA}.${kind}+json`), invalid),
  ),
  refused(
    'DB-02',
    'the media type of a client',
    sentAs('application/vnd.vmware.horizon.manager.oauth2client+json'),
    invalid,
  ),
  ...[undefined, null, 7, [], {}].map((name) =>
    refused('DB-03', `the name ${JSON.stringify(name) ?? 'missing'}`, create({ name }), unreadable),
  ),
  ...['', ' ', 'x'.repeat(10_240), ' New', 'New ', 'a\nb', 'a\u202eb', '\ufeffNew', 'a\u0007b'].map((name) =>
    refused('DB-03', `the name ${JSON.stringify(name).slice(0, 30)}`, create({ name }), invalid),
  ),
  ...['Okta Universal Directory', 'OKTA universal DIRECTORY', 'Ｏｋｔａ Universal Directory'].map((name) =>
    refused('DB-03', `the name ${name}, which is taken,`, create({ name }), rest(409, 'directory.name.exists')),
  ),
  ...[undefined, null, 7, 'NEW.EXAMPLE', {}, [7], [null], [['NEW.EXAMPLE']]].map((domains) =>
    refused('DB-04', `the domains ${JSON.stringify(domains) ?? 'missing'}`, create({ domains }), unreadable),
  ),
  refused('DB-04', 'no domains', create({ domains: [] }), invalid),
  refused(
    'DB-04',
    'a thousand domains',
    create({ domains: Array.from({ length: 1_000 }, (_, at) => `D${at}.EXAMPLE`) }),
    invalid,
  ),
  ...[
    ['NEW.EXAMPLE', 'NEW.EXAMPLE'],
    ['NEW.EXAMPLE', 'new.example'],
  ].map((domains) => refused('DB-04', `the domains ${domains.join(', ')}`, create({ domains }), invalid)),
  ...['OKTA.COM', 'okta.com', 'Okta.Com', 'ＯＫＴＡ.COM'].map((domain) =>
    refused(
      'DB-05',
      `the domain ${domain}, which is taken,`,
      create({ domains: ['NEW.EXAMPLE', domain] }),
      domainTaken,
    ),
  ),
  refused('DB-05', 'a domain that is taken but for a dot behind it', create({ domains: ['OKTA.COM.'] }), invalid),
  made('DB-05', 'a domain with an umlaut', create({ name: 'Bücher', domains: ['BÜCHER.EXAMPLE'] })),
  // DESIGN §1: a label, compared without case and never looked up; as DNS writes it, it is another label
  made('DB-05', 'the same domain as DNS writes it', create({ name: 'Books', domains: ['xn--bcher-kva.example'] })),
  refused(
    'DB-05',
    'a domain with an umlaut that is taken in another case',
    create({ domains: ['b\u00fccher.example'] }),
    rest(409, 'directory.domain.exists', /"Bücher"/),
  ),
  ...[
    'okta com',
    '-x.com',
    'x-.',
    'a'.repeat(64),
    `${'a'.repeat(64)}.com`,
    '1.2.3.4',
    '*.com',
    '',
    ' ',
    '.',
    '..',
    'a..b',
    'a/b',
    'a@b',
    'a:80',
    '../x',
    'a\u0000b',
    'a\u200bb',
    'x'.repeat(101),
    '<script>',
    'System Domain',
  ].map((domain) =>
    refused(
      'DB-06',
      `the domain ${JSON.stringify(domain).slice(0, 40)}`,
      create({ domains: [domain] }),
      domain === 'a\u0000b' ? unreadable : invalid,
    ),
  ),
  // access-contract §3: a label, which need not be a name of DNS
  ...['ssp', 'local_domain', 'localhost', 'host-1'].map((domain) =>
    made('DB-06', `the domain ${domain}`, create({ name: `Label ${domain}`, domains: [domain] })),
  ),
  made(
    'DB-08',
    'ids of the client’s, which are ignored,',
    create({
      name: 'Mine',
      domains: ['MINE.EXAMPLE'],
      id: 'mine',
      directoryId: '<directory>',
      tenantId: 7,
      slug: 'okta-universal-directory',
      countDomains: 9,
    }),
  ),
  refused('DB-09', 'a deletion of no directory', del(`${DIRECTORIES}/nothing`), notFound),
  ...['nothing', '<ann>', 'okta-universal-directory', '1', '__proto__', '%2e%2e'].flatMap((id) => [
    refused('DB-12', `a directory ${id}`, get(`${DIRECTORIES}/${id}`), notFound),
    refused('DB-12', `the domains of a directory ${id}`, get(`${DIRECTORIES}/${id}/domains`), notFound),
  ]),
  refused('DB-12', 'a PUT of a directory', put(DIRECTORY, body()), rest(405, 'method.not.allowed')),
])

describe('a directory that goes', () => {
  let world: World
  before(async () => void (world = await openWorld()))
  after(() => world.app.close())

  const idOf = (text: string): string => (JSON.parse(text) as { directoryId: string }).directoryId
  const newDirectory = async (name: string): Promise<string> => {
    const answer = await ask(world, create({ name, domains: [`${name}.EXAMPLE`] }))
    assert.equal(answer.status, 201, answer.body)
    return idOf(answer.body)
  }

  test('takes its users and groups with it, says how many, and leaves the others (DB-09)', async () => {
    const state = await stateOf(world)
    const id = await newDirectory('Leaving')
    const base = '/directories/leaving/scim/v2'
    for (const userName of ['ann@example.com', 'eve@example.com'])
      assert.equal((await ask(world, post(`${base}/Users`, { userName }))).status, 201)
    assert.equal((await ask(world, post(`${base}/Groups`, { displayName: 'Staff' }))).status, 201)
    const gone = await ask(world, del(`${DIRECTORIES}/${id}?asyncDelete=true`))
    assertAnswer(gone, accepted(200, { deletedUsers: /^2$/, deletedGroups: /^1$/ }))
    assertAnswer(await ask(world, del(`${DIRECTORIES}/${id}`)), notFound)
    assertAnswer(await ask(world, get(`${base}/Users`)), {
      status: 404,
      headers: { 'content-type': /^application\/scim\+json$/ },
    })
    assert.equal(await stateOf(world), state)
  })

  test('frees its name and its domains, and a new one of that name is empty (DB-09)', async () => {
    const first = await newDirectory('Again')
    assert.equal(
      (await ask(world, post('/directories/again/scim/v2/Users', { userName: 'ann@example.com', externalId: 'x' })))
        .status,
      201,
    )
    assert.equal((await ask(world, del(`${DIRECTORIES}/${first}`))).status, 200)
    const second = await newDirectory('Again')
    assert.notEqual(second, first)
    const list = await ask(world, get('/directories/again/scim/v2/Users'))
    assertAnswer(list, accepted(200, { totalResults: /^0$/ }))
    // nobody comes back from the directory that was deleted
    const made = await ask(
      world,
      post('/directories/again/scim/v2/Users', { userName: 'ann@example.com', externalId: 'x' }),
    )
    assertAnswer(made, accepted(201, { 'meta.version': /^W\/"1"$/ }))
    assert.equal((await ask(world, del(`${DIRECTORIES}/${second}`))).status, 200)
  })

  test('lets no write through that meets it, and leaves no orphan (DB-10)', async () => {
    const id = await newDirectory('Racing')
    const users = '/directories/racing/scim/v2/Users'
    const create = (name: string) => ask(world, post(users, { userName: `${name}@example.com` }))
    const names = Array.from({ length: 30 }, (_, at) => `racer${at}`)
    const before = names.slice(0, 15).map(create)
    const [gone, ...answers] = await Promise.all([
      ask(world, del(`${DIRECTORIES}/${id}`)),
      ...before,
      ...names.slice(15).map(create),
    ])
    assert.equal(gone.status, 200, gone.body)
    for (const answer of answers) assert.ok([201, 404, 409].includes(answer.status), `${answer.status}: ${answer.body}`)
    const written = answers.filter(({ status }) => status === 201).length
    assert.ok(
      (JSON.parse(gone.body) as { deletedUsers: number }).deletedUsers >= written,
      'a user outlived its directory',
    )
    const again = await newDirectory('Racing')
    assertAnswer(await ask(world, get(users)), accepted(200, { totalResults: /^0$/ }))
    assert.equal((await ask(world, del(`${DIRECTORIES}/${again}`))).status, 200)
  })

  test('of two at once with one domain, one is created (DB-05)', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((name) => ask(world, create({ name, domains: ['ONCE.EXAMPLE'] }))),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409, 409, 409],
    )
    const { items } = JSON.parse((await ask(world, get(DIRECTORIES))).body) as { items: { countDomains: number }[] }
    assert.equal(items.length, 2)
  })
})
