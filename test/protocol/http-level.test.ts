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
  filledIn,
  get,
  openWorld,
  patch,
  post,
  postDirectory,
  put,
  rest,
  type Row,
  scim,
  SCIM_JSON,
  stateOf,
  type World,
} from '../support/bad-input.ts'
import { type ConversationOptions, rawConversation, type RawRequest, requestBytes } from '../support/raw-http.ts'

const USERS = '/scim/v2/Users'
const GROUPS = '/scim/v2/Groups'
const AUTHORIZATION = 'Authorization: Bearer <token>'
const EVE = '{"userName":"eve@example.com"}'
const MIB = 1024 * 1024

const unauthenticated: Expected = { ...scim(401), headers: { 'www-authenticate': /^Bearer realm="scim"$/ } }
const anonymous = (method: string, path: string): RawRequest => ({ method, path })
const eve = (...headers: readonly string[]): RawRequest => ({
  path: USERS,
  headers: [AUTHORIZATION, ...headers],
  body: EVE,
})
const as = (mediaType: string): RawRequest => eve(`Content-Type: ${mediaType}`)
const allow = (status: Expected, methods: RegExp): Expected => ({
  ...status,
  headers: { ...status.headers, allow: methods },
})

describeRows('a request that HTTP itself makes odd', [
  {
    id: 'HT-03',
    what: 'a Host that is nobody’s',
    send: get(USERS, undefined, 'Host: evil.example'),
    expected: scim(421),
  },
  {
    id: 'HT-03',
    what: 'a Host with an impossible port',
    send: get(USERS, undefined, 'Host: evil.example:99999'),
    expected: scim(421),
  },
  {
    id: 'HT-03',
    what: 'a Host with a user in it',
    send: get(USERS, undefined, 'Host: a@localhost'),
    expected: scim(421),
  },
  {
    id: 'HT-03',
    what: 'a Host that only begins like ours',
    send: get(USERS, undefined, 'Host: localhost.evil.example'),
    expected: scim(421),
  },
  {
    id: 'HT-03',
    what: 'readiness under any Host, because probes use addresses,',
    send: { method: 'GET', path: '/readyz', headers: ['Host: 192.0.2.1'] },
    expected: accepted(200),
  },
  { id: 'HT-03', what: 'an empty Host', send: get(USERS, undefined, 'Host:'), expected: scim(421) },
  {
    id: 'HT-03',
    what: 'a foreign Host at the directories',
    send: get(DIRECTORIES, undefined, 'Host: evil.example'),
    expected: rest(421, 'tenant.unknown'),
  },
  {
    id: 'HT-04',
    what: 'a user read through forwarding headers of a stranger',
    send: get(
      `${USERS}/<ann>`,
      undefined,
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: gopher',
      'X-Forwarded-For: 1.2.3.4',
      'Forwarded: host=evil.example',
    ),
    expected: {
      status: 200,
      headers: { location: /^http:\/\/127\.0\.0\.1:\d+\/scim/ },
      body: { 'meta.location': /^http:\/\/127\.0\.0\.1:\d+\/scim/ },
    },
  },
  {
    id: 'HT-11',
    what: 'an address of nine kilobytes',
    send: get(`${USERS}?x=${'a'.repeat(9_000)}`),
    expected: scim(414),
  },
  {
    id: 'HT-11',
    what: 'an address of nine kilobytes at the directories',
    send: get(`${DIRECTORIES}?x=${'a'.repeat(9_000)}`),
    expected: rest(414, 'request.too.large'),
  },
  ...['%ZZ', '%', '%C0%AF', 'a%2'].map((id): Row => ({
    id: 'HT-12',
    what: `the path segment ${id}`,
    send: get(`${USERS}/${id}`),
    expected: scim(400, 'invalidSyntax'),
  })),
  {
    id: 'HT-12',
    what: '%ZZ at the directories',
    send: get(`${DIRECTORIES}/%ZZ`),
    expected: rest(400, 'request.invalid'),
  },
  { id: 'HT-13', what: 'an id with a NUL', send: get(`${USERS}/a%00b`), expected: scim(404) },
  {
    id: 'HT-13',
    what: 'a directory id with a NUL',
    send: get(`${DIRECTORIES}/%00`),
    expected: rest(404, 'directory.not.found'),
  },
  { id: 'HT-13', what: 'a slug with a NUL', send: get('/directories/a%00/scim/v2/Users'), expected: scim(404) },
  ...[
    '/scim/v2%2FUsers',
    '/scim/v2/./Users',
    '/scim/v2/Users;x=1',
    '/scim\\v2\\Users',
    '/scim/v2/Users%2f..',
    '/scim/v2/..%2fv2/Users',
    '/SCIM/V2/Users',
    '/scim/v2/Users/a/b',
  ].flatMap((path): Row[] => [
    { id: 'HT-14', what: `${path} from a stranger`, send: anonymous('GET', path), expected: { status: [401, 404] } },
    { id: 'HT-14', what: `${path} from a client`, send: get(path), expected: { status: 404 } },
  ]),
  ...['/scim/v2/Users/..%2f..%2f..%2fetc%2fpasswd', '/..%2fpackage.json', '/%2e%2e/package.json'].map((path): Row => ({
    id: 'HT-14',
    what: `${path}`,
    send: get(path),
    expected: { status: 404 },
  })),
  ...['/%73cim/v2/Users', '/scim/v2/Nothing', '/scim/v2/Schemas', `${USERS}/nobody`].map((path): Row => ({
    id: 'HT-15',
    what: `${path} without a token`,
    send: anonymous('GET', path),
    expected: unauthenticated,
  })),
  {
    id: 'HT-16',
    what: 'an unknown address of Access',
    send: get('/SAAS/jersey/manager/api/nothing'),
    expected: rest(404, 'not.found'),
  },
  {
    id: 'HT-16',
    what: 'an unknown address of OAuth',
    send: get('/oauth/nothing'),
    expected: accepted(404, { error: /^invalid_request$/ }),
  },
  {
    id: 'HT-16',
    what: 'an unknown address of our own API',
    send: get('/api/v1/nothing'),
    expected: accepted(404, { code: /^not_found$/ }),
  },
  // scim-clients T5: the endpoint is found in small letters too, what stands in front of it is not
  ...['/scim/v2/users', '/usergroup/scim/v2/users/', '/directories/okta-universal-directory/scim/v2/users'].map(
    (path): Row => ({ id: 'HT-16', what: path, send: get(path), expected: accepted(200, { totalResults: /^2$/ }) }),
  ),
  {
    id: 'HT-16',
    what: 'a user under /users, whose address is written as ever,',
    send: get('/scim/v2/users/<ann>'),
    expected: { status: 200, headers: { location: /\/scim\/v2\/Users\// } },
  },
  { id: 'HT-16', what: '/users without a token', send: anonymous('GET', '/scim/v2/users'), expected: unauthenticated },
  // doubled and trailing slashes and dangling signs never matter: people paste them into base URL fields
  ...['/scim/v2/Users/', '//scim//v2///Users', '/scim/v2/Users?', '/scim/v2/Users?&', '/scim/v2/Users/?count=10&'].map(
    (path): Row => ({ id: 'HT-17', what: path, send: get(path), expected: accepted(200, { totalResults: /^2$/ }) }),
  ),
  ...[`${DIRECTORIES}/`, `/${DIRECTORIES}?`, `${DIRECTORIES}//?&`].map((path): Row => ({
    id: 'HT-17',
    what: path,
    send: get(path),
    expected: accepted(200, { 'items.0.name': /^Okta Universal Directory$/ }),
  })),
  ...['PUT', 'PATCH', 'DELETE'].map((method): Row => ({
    id: 'HT-17',
    what: `${method} on /Users/, which is no user with an empty id,`,
    send: { method, path: `${USERS}/`, headers: [AUTHORIZATION], body: EVE },
    expected: allow(scim(405), /^GET, HEAD, POST$/),
  })),
  { id: 'HT-18', what: 'TRACE', send: { ...get(USERS), method: 'TRACE' }, expected: scim(405) },
  { id: 'HT-18', what: 'PROPFIND', send: { ...get(USERS), method: 'PROPFIND' }, expected: scim(501) },
  {
    id: 'HT-18',
    what: 'TRACE at the directories',
    send: { ...get(DIRECTORIES), method: 'TRACE' },
    expected: rest(405, 'method.not.allowed'),
  },
  { id: 'HT-18', what: 'BREW', send: { ...get(USERS), method: 'BREW' }, expected: { status: [400, 405, 501] } },
  { id: 'HT-18', what: 'CONNECT', send: { ...get(USERS), method: 'CONNECT' }, expected: { status: [400, 405, 501] } },
  {
    id: 'HT-19',
    what: 'a create that says it is a deletion',
    send: post(
      USERS,
      { userName: 'overridden@example.com' },
      'X-HTTP-Method-Override: DELETE',
      'X-HTTP-Method: DELETE',
    ),
    expected: accepted(201),
    writes: 'something',
  },
  ...(
    [
      ['PUT', USERS, /^GET, HEAD, POST$/],
      ['DELETE', USERS, /^GET, HEAD, POST$/],
      ['POST', `${USERS}/<ann>`, /^GET, HEAD, PUT, PATCH, DELETE$/],
      ['POST', '/scim/v2/Schemas', /^GET, HEAD$/],
      ['GET', '/scim/v2/Bulk', /^POST$/],
    ] as const
  ).map(([method, path, methods]): Row => ({
    id: 'HT-20',
    what: `${method} ${path}`,
    send: { ...post(path, EVE), method },
    expected: allow(scim(405), methods),
  })),
  {
    id: 'HT-20',
    what: 'PUT on the directories',
    send: put(DIRECTORIES, '{}'),
    expected: allow(rest(405, 'method.not.allowed'), /^POST, GET, HEAD$/),
  },
  {
    id: 'HT-20',
    what: 'PATCH on a directory',
    send: patch(`${DIRECTORIES}/<directory>`, '{}'),
    expected: allow(rest(405, 'method.not.allowed'), /GET.*DELETE/),
  },
  ...(
    [
      [post, USERS],
      [put, `${USERS}/<ann>`],
      [patch, `${USERS}/<ann>`],
      [post, GROUPS],
      [put, `${GROUPS}/<staff>`],
      [patch, `${GROUPS}/<staff>`],
    ] as const
  ).flatMap(([send, path]): Row[] => [
    {
      id: 'HT-21',
      what: `${send(path).method} ${path} without a body`,
      send: send(path),
      expected: scim(400, 'invalidSyntax'),
    },
    {
      id: 'HT-21',
      what: `${send(path).method} ${path} with Content-Length 0`,
      send: send(path, '', 'Content-Length: 0'),
      expected: scim(400, 'invalidSyntax'),
    },
    {
      id: 'HT-21',
      what: `${send(path).method} ${path} with blanks`,
      send: send(path, ' \r\n'),
      expected: scim(400, 'invalidSyntax'),
    },
  ]),
  {
    id: 'HT-21',
    what: 'a directory without a body',
    send: postDirectory(DIRECTORIES),
    expected: rest(400, 'request.invalid'),
  },
  {
    id: 'HT-22',
    what: 'a body without a Content-Type, which is read as JSON,',
    send: eve(),
    expected: accepted(201),
    writes: 'something',
  },
  ...[
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
  ].flatMap((mediaType): Row[] => [
    { id: 'HT-23', what: `a user sent as ${mediaType}`, send: as(mediaType), expected: scim(415) },
    {
      id: 'HT-23',
      what: `a directory sent as ${mediaType}`,
      send: { ...as(mediaType), path: DIRECTORIES },
      expected: rest(415, 'media.type.unsupported'),
    },
  ]),
  ...[
    'application/json garbage',
    'application/json,text/html',
    'application/jsonp',
    'json',
    '',
    ';',
    'application/',
  ].map((mediaType): Row => ({
    id: 'HT-24',
    what: `a user sent as “${mediaType}”`,
    send: as(mediaType),
    expected: scim(415),
  })),
  // what is parsed is also validated
  ...[
    ' application/json',
    'application/json\t;x',
    'application/json; charset=UTF-8; x=y',
    'APPLICATION/SCIM+JSON',
    'application/vnd.api+json',
  ].map((mediaType): Row => ({
    id: 'HT-24',
    what: `a user without a name sent as “${mediaType}”`,
    send: { ...as(mediaType), body: '{"title":"x"}' },
    expected: scim(400, 'invalidValue'),
  })),
  ...['utf-16', 'iso-8859-1', '"utf-16le"', 'utf-7'].map((charset): Row => ({
    id: 'HT-25',
    what: `JSON in ${charset}`,
    send: as(`application/json; charset=${charset}`),
    expected: scim(415),
  })),
  {
    id: 'HT-26',
    what: 'UTF-16 with its mark',
    send: post(USERS, Buffer.from(`\ufeff${EVE}`, 'utf16le')),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-26',
    what: 'a user whose bytes are not UTF-8',
    send: post(USERS, Buffer.from('{"userName":"\xff\xfe"}', 'latin1')),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-26',
    what: 'an overlong encoding',
    send: post(USERS, Buffer.from('{"userName":"a\xc0\xafb"}', 'latin1')),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-26',
    what: 'a surrogate in UTF-8',
    send: post(USERS, Buffer.from('{"userName":"a\xed\xa0\x80b"}', 'latin1')),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-26',
    what: 'a directory whose bytes are not UTF-8',
    send: postDirectory(DIRECTORIES, Buffer.from('{"name":"\xff"}', 'latin1')),
    expected: rest(400, 'request.invalid'),
  },
  ...['gzip', 'br', 'deflate', 'gzip, identity'].flatMap((encoding): Row[] => [
    {
      id: 'HT-27',
      what: `a user encoded with ${encoding}`,
      send: post(USERS, EVE, `Content-Encoding: ${encoding}`),
      expected: scim(415),
    },
    {
      id: 'HT-27',
      what: `a directory encoded with ${encoding}`,
      send: postDirectory(DIRECTORIES, '{}', `Content-Encoding: ${encoding}`),
      expected: rest(415, 'media.type.unsupported'),
    },
  ]),
  {
    id: 'HT-28',
    what: 'a directory of more than 256 KiB',
    send: postDirectory(DIRECTORIES, ' '.repeat(256 * 1024 + 1)),
    expected: rest(413, 'request.too.large'),
  },
  ...['text/html', 'application/xml', '*/*;q=0', 'application/json', ''].map((type): Row => ({
    id: 'HT-30',
    what: `Accept “${type}”`,
    send: get(USERS, undefined, `Accept: ${type}`),
    expected: { status: 200, headers: { 'content-type': /^application\/scim\+json$/ } },
  })),
  {
    id: 'HT-31',
    what: 'a Range',
    send: get(USERS, undefined, 'Range: bytes=0-0'),
    expected: { status: 200, headers: { 'content-range': 'absent' }, body: { totalResults: /^\d+$/ } },
  },
  {
    id: 'HT-33',
    what: 'Authorization twice',
    send: get(USERS, undefined, AUTHORIZATION),
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-33',
    what: 'Authorization twice at the directories',
    send: get(DIRECTORIES, undefined, 'authorization: Bearer x'),
    expected: rest(400, 'request.invalid'),
  },
  {
    id: 'HT-35',
    what: 'an externalId with a line end',
    send: post(USERS, { userName: 'split@example.com', externalId: 'a\r\nSet-Cookie: x=1' }),
    expected: { status: 201, headers: { 'set-cookie': 'absent', location: /\/Users\/[0-9a-f-]{36}$/ } },
    writes: 'something',
  },
  {
    id: 'HT-35',
    what: 'an id with a line end',
    send: get(`${USERS}/a%0d%0aSet-Cookie:%20x=1`),
    expected: { ...scim(404), headers: { 'set-cookie': 'absent', location: 'absent' } },
  },
  {
    id: 'HT-35',
    what: 'a slug with a line end',
    send: get('/directories/a%0d%0aSet-Cookie:x/scim/v2/Schemas'),
    expected: { status: [200, 404], headers: { 'set-cookie': 'absent' } },
  },
  {
    id: 'HT-36',
    what: 'a preflight of a foreign origin',
    send: {
      method: 'OPTIONS',
      path: USERS,
      headers: ['Origin: https://evil.example', 'Access-Control-Request-Method: POST'],
    },
    expected: {
      status: [204, 405],
      headers: { 'access-control-allow-origin': 'absent', 'access-control-allow-credentials': 'absent' },
    },
  },
  {
    id: 'HT-36',
    what: 'a read from a foreign origin',
    send: get(USERS, undefined, 'Origin: https://evil.example'),
    expected: { status: 200, headers: { 'access-control-allow-origin': 'absent' } },
  },
  {
    id: 'HT-37',
    what: 'an upgrade to h2c, which is not taken up,',
    send: {
      method: 'GET',
      path: USERS,
      headers: [
        AUTHORIZATION,
        'Connection: Upgrade, HTTP2-Settings, close',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA',
      ],
    },
    expected: accepted(200, { totalResults: /^\d+$/ }),
  },
  { id: 'HT-41', what: 'a body on a GET', send: get(USERS, 'x'.repeat(100)), expected: accepted(200) },
  { id: 'HT-41', what: 'a body on a DELETE of nobody', send: del(`${USERS}/nobody`, '{"a":1}'), expected: scim(404) },
])

type Bytes = {
  readonly id: string
  readonly what: string
  /** `<ann>` and its like are replaced in strings. */
  readonly pieces: readonly (string | Uint8Array)[]
  readonly options?: ConversationOptions
  readonly status: number | readonly number[]
  /** More than the status, where the request got as far as a protocol. */
  readonly expected?: Expected
  /** How the conversation ends; not looked at where it does not matter. */
  readonly closed?: boolean
}

const chunked = (chunks: string): string =>
  `POST ${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n${SCIM_JSON}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`
const framed = (...lines: readonly string[]): string =>
  `POST ${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n${SCIM_JSON}\r\n${lines.join('\r\n')}\r\n\r\n${EVE}`
const reading = (...lines: readonly string[]): string =>
  `GET ${USERS} HTTP/1.1\r\n${AUTHORIZATION}\r\n${lines.join('\r\n')}${lines.length === 0 ? '' : '\r\n'}\r\n`
const LENGTH = `Content-Length: ${EVE.length}`
const oversize = (path: string, bytes: number, ...lines: readonly string[]): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n${SCIM_JSON}\r\nContent-Length: ${bytes}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`
const EIGHT = 8 * MIB

const CONVERSATIONS: readonly Bytes[] = [
  {
    id: 'HT-01',
    what: 'no Host',
    pieces: [reading('Connection: close')],
    status: 400,
    expected: scim(400, 'invalidSyntax'),
    closed: true,
  },
  {
    id: 'HT-02',
    what: 'two Hosts',
    pieces: [reading('Host: localhost', 'Host: localhost')],
    options: { until: 1 },
    status: 400,
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-02',
    what: 'two different Hosts',
    pieces: [reading('Host: localhost', 'hOST: evil.example')],
    options: { until: 1 },
    status: 400,
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-05',
    what: 'an absolute target of another authority',
    pieces: [`GET http://evil.example${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n\r\n`],
    options: { until: 1 },
    status: 400,
    expected: scim(400, 'invalidSyntax'),
  },
  {
    id: 'HT-05',
    what: 'an absolute target of a scheme that is none',
    pieces: [`GET ftp://localhost${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n\r\n`],
    options: { until: 1 },
    status: 400,
  },
  {
    id: 'HT-05',
    what: 'an absolute target of our own',
    pieces: [`GET http://localhost${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n\r\n`],
    options: { until: 1 },
    status: 200,
  },
  {
    id: 'HT-06',
    what: 'a body with a length and in chunks',
    pieces: [framed(LENGTH, 'Transfer-Encoding: chunked')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-06',
    what: 'a body in chunks and with a length',
    pieces: [framed('Transfer-Encoding: chunked', LENGTH)],
    status: 400,
    closed: true,
  },
  ...['gzip, chunked, gzip', 'chunked, identity', 'xchunked', 'identity'].map((coding): Bytes => ({
    id: 'HT-06',
    what: `the transfer coding “${coding}”`,
    pieces: [framed(`Transfer-Encoding: ${coding}`)],
    status: [400, 501],
    closed: true,
  })),
  {
    id: 'HT-07',
    what: 'two different lengths',
    pieces: [framed(LENGTH, 'Content-Length: 3')],
    status: 400,
    closed: true,
  },
  ...['-1', '+30', '0x1e', '30, 31', '1e1', ''].map((length): Bytes => ({
    id: 'HT-07',
    what: `the length “${length}”`,
    pieces: [framed(`Content-Length: ${length}`)],
    status: 400,
    closed: true,
  })),
  ...(
    [
      ['-1', '-1\r\n{}\r\n0\r\n\r\n'],
      ['of more than any number of bytes', 'fffffffffffffffff\r\n{}\r\n'],
      ['that ends its lines with LF alone', '2\n{}\n0\n\n'],
      ['with more bytes than it says', '2\r\n{"userName":1}\r\n0\r\n\r\n'],
      ['that is no number', 'zz\r\n{}\r\n0\r\n\r\n'],
    ] as const
  ).map(([what, chunks]): Bytes => ({
    id: 'HT-08',
    what: `a chunk ${what}`,
    pieces: [chunked(chunks)],
    status: [400, 413],
    closed: true,
  })),
  {
    id: 'HT-09',
    what: 'headers of 17 KiB',
    pieces: [reading('Host: localhost', `X-Long: ${'a'.repeat(17 * 1024)}`)],
    status: 431,
    closed: true,
  },
  {
    id: 'HT-10',
    what: 'two thousand headers',
    pieces: [reading('Host: localhost', ...Array.from({ length: 2_000 }, () => 'a: b'))],
    options: { until: 1 },
    status: 431,
  },
  {
    id: 'HT-28',
    what: 'a body that says it is a byte over 8 MiB',
    pieces: [oversize(USERS, EIGHT + 1)],
    status: 413,
    expected: scim(413),
    closed: true,
  },
  {
    id: 'HT-28',
    what: 'a body that says it is 64 MiB',
    pieces: [oversize(GROUPS, 64 * MIB)],
    status: 413,
    expected: scim(413),
    closed: true,
  },
  {
    id: 'HT-28',
    what: 'a body in chunks without end',
    pieces: [chunked(''), ...Array.from({ length: 8 }, () => `100000\r\n${' '.repeat(MIB)}\r\n`), '1\r\n '],
    status: 413,
    expected: scim(413),
    closed: true,
  },
  {
    id: 'HT-29',
    what: 'a question whether 64 MiB may come',
    pieces: [oversize(USERS, 64 * MIB, 'Expect: 100-continue')],
    status: [413, 417],
    closed: true,
  },
  {
    id: 'HT-29',
    what: 'an expectation that nobody knows',
    pieces: [oversize(USERS, 2, 'Expect: tea')],
    options: { until: 1 },
    status: 417,
  },
  {
    id: 'HT-33',
    what: 'a stranger’s body of 64 MiB',
    pieces: [`POST ${USERS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${64 * MIB}\r\n\r\n{`],
    options: { until: 1 },
    status: [401, 413],
  },
  {
    id: 'HT-34',
    what: 'a NUL in a header',
    pieces: [reading('Host: localhost', 'X-A: a\x00b')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-34',
    what: 'a carriage return in a header',
    pieces: [reading('Host: localhost', 'X-A: a\rSet-Cookie: b')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-34',
    what: 'a folded header',
    pieces: [reading('Host: localhost', 'X-A: a\r\n b')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-34',
    what: 'a blank before the colon',
    pieces: [reading('Host: localhost', 'X-A : a')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-34',
    what: 'a line that is no header',
    pieces: [reading('Host: localhost', 'nothing')],
    status: 400,
    closed: true,
  },
  {
    id: 'HT-37',
    what: 'HTTP/1.0',
    pieces: [`GET ${USERS} HTTP/1.0\r\nHost: localhost\r\n${AUTHORIZATION}\r\n\r\n`],
    status: 200,
    closed: true,
  },
  { id: 'HT-37', what: 'HTTP/0.9', pieces: [`GET ${USERS}\r\n\r\n`], status: [400, 421], closed: true },
  {
    id: 'HT-37',
    what: 'HTTP/3.0',
    pieces: [`GET ${USERS} HTTP/3.0\r\nHost: localhost\r\n\r\n`],
    status: [400, 505],
    closed: true,
  },
  {
    id: 'HT-37',
    what: 'the preface of HTTP/2',
    pieces: ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    status: [400, 505],
    closed: true,
  },
  {
    id: 'HT-37',
    what: 'the start of a TLS handshake',
    pieces: [Buffer.from('16030100a5010000a10303', 'hex'), '\r\n\r\n'],
    status: 400,
    closed: true,
  },
]

describe('bytes that another reader could take for something else', () => {
  let world: World
  before(async () => void (world = await openWorld()))
  after(() => world.app.close())

  const say = (pieces: readonly (string | Uint8Array)[], options?: ConversationOptions) =>
    rawConversation(
      world.app.base,
      pieces.map((piece) => (typeof piece === 'string' ? filledIn(world, { path: piece }).path : piece)),
      options,
    )

  for (const { id, what, pieces, options, status, expected, closed } of CONVERSATIONS) {
    test(`${what} is answered with ${[status].flat().join(' or ')} (${id})`, async () => {
      const state = await stateOf(world)
      const conversation = await say(pieces, options)
      const [answer] = conversation.answers
      assert.ok(answer, 'there is no answer')
      assertAnswer(answer, expected ?? { status })
      assert.equal(conversation.answers.length, 1, 'what followed was taken for another request')
      if (closed !== undefined) assert.equal(conversation.closed, closed)
      assert.equal(await stateOf(world), state)
    })
  }

  test('a hundred pipelined requests on a half-closed connection are answered in order (HT-32)', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `number-${at}`)
    const requests = ids.map((id) =>
      requestBytes(world.app.base, {
        ...get(`${USERS}/${id}`),
        headers: [`Authorization: Bearer ${world.app.token}`, 'Connection: keep-alive'],
      }),
    )
    const { answers } = await say(requests, { halfClose: true, until: ids.length })
    assert.equal(answers.length, ids.length)
    for (const [at, answer] of answers.entries()) {
      assertAnswer(answer, scim(404))
      assert.ok(answer.body.includes(`"number-${at}\\"`.replace('"', '\\"')), answer.body)
    }
  })

  test('a token counts for the request that carries it and for no other on the connection (HT-32)', async () => {
    const open = (...headers: readonly string[]) =>
      requestBytes(world.app.base, { method: 'GET', path: USERS, headers: ['Connection: keep-alive', ...headers] })
    const good = `Authorization: Bearer ${world.app.token}`
    const { answers } = await say([open(good), open(), open(good), open('Authorization: Bearer x')], { until: 4 })
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 401, 200, 401],
    )
  })

  test('a refused body does not become the next request (HT-06, HT-28)', async () => {
    const smuggled = `DELETE ${USERS}/<ann> HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\n\r\n`
    for (const first of [
      `POST ${USERS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${filledIn(world, { path: smuggled }).path.length}\r\n\r\n`,
      `POST ${USERS} HTTP/1.1\r\nHost: localhost\r\n${AUTHORIZATION}\r\nContent-Type: text/plain\r\nContent-Length: ${filledIn(world, { path: smuggled }).path.length}\r\n\r\n`,
    ]) {
      const { answers } = await say([first, smuggled], { halfClose: true })
      assert.deepEqual(
        answers.map((answer) => answer.status).filter((status) => status < 400),
        [],
      )
    }
    assert.equal((await ask(world, get(`${USERS}/<ann>`))).status, 200)
  })
})
