import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RawAnswer, rawRequest, type RawRequest } from './raw-http.ts'
import { type RunningApp, startApp, type StartOptions } from './start-app.ts'

export const DIRECTORIES = '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'
const OTHER_DIRECTORY = 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json'

/** A server with something in it to spoil. */
export type World = {
  readonly app: RunningApp
  /** What stands for `<ann>`, `<bob>`, `<staff>`, `<board>`, `<directory>` and `<token>` in the request of a row. */
  readonly names: Readonly<Record<string, string>>
}

/** A regular expression for what has to be there; `absent` for what must not. */
export type Wanted = RegExp | 'absent'

export type Expected = {
  readonly status: number | readonly number[]
  readonly headers?: Readonly<Record<string, Wanted>>
  /** By path into the JSON of the body: `errors.0.code`. */
  readonly body?: Readonly<Record<string, Wanted>>
}

export type Row = {
  /** The row of the list of bad inputs that this is. */
  readonly id: string
  /** What the request is, as the end of the sentence "… is answered with 400". */
  readonly what: string
  readonly send: RawRequest
  readonly expected: Expected
  /** `nothing` unless said otherwise: users, groups and directories read the same before and after. */
  readonly writes?: 'something'
}

/** RFC 7644 §3.12. */
export const scim = (status: number, scimType?: string, detail: RegExp = /\S+ \S+/): Expected => ({
  status,
  headers: { 'content-type': /^application\/scim\+json$/ },
  body: {
    'schemas.0': /^urn:ietf:params:scim:api:messages:2\.0:Error$/,
    status: new RegExp(`^${status}$`),
    scimType: scimType === undefined ? 'absent' : new RegExp(`^${scimType}$`),
    detail,
  },
})

/** The error shape of the Access REST interface. */
export const rest = (status: number, code: string, message: RegExp = /\S+ \S+/): Expected => ({
  status,
  headers: { 'content-type': /^application\/json$/ },
  body: {
    'errors.0.code': new RegExp(`^${code.replaceAll('.', '\\.')}$`),
    'errors.0.message': message,
    'errors.1': 'absent',
  },
})

export const accepted = (status: number, body: Readonly<Record<string, Wanted>> = {}): Expected => ({ status, body })

const AUTHORIZATION = 'Authorization: Bearer <token>'
export const SCIM_JSON = 'Content-Type: application/scim+json'

const request =
  (method: string, contentType: string) =>
  (path: string, body?: unknown, ...headers: readonly string[]): RawRequest => ({
    method,
    path,
    headers: [AUTHORIZATION, ...(body === undefined ? [] : [contentType]), ...headers],
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
  })

export const get = request('GET', SCIM_JSON)
export const post = request('POST', SCIM_JSON)
export const put = request('PUT', SCIM_JSON)
export const patch = request('PATCH', SCIM_JSON)
export const del = request('DELETE', SCIM_JSON)
export const postDirectory = request('POST', `Content-Type: ${OTHER_DIRECTORY}`)

export const operations = (...list: readonly unknown[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: list,
})

/** Runs every row of a table against one server, each followed by healthy requests. */
export function describeRows(title: string, rows: readonly Row[], options: StartOptions = {}): void {
  describe(title, () => {
    let world: World
    let known: string
    before(async () => {
      world = await openWorld(options)
      known = await stateOf(world)
    })
    after(() => world.app.close())
    for (const row of rows) {
      const status = [row.expected.status].flat().join(' or ')
      test(`${row.what} is answered with ${status} (${row.id})`, async () => {
        const answer = await ask(world, row.send)
        const state = await stateOf(world)
        const unchanged = state === known
        known = state
        assertAnswer(answer, row.expected)
        if (row.writes === 'something') assert.ok(!unchanged, 'nothing was written')
        else assert.ok(unchanged, `something was written: ${state}`)
      })
    }
  })
}

/** A directory with the people and groups that the rows speak of. */
export async function openWorld(options: StartOptions = {}): Promise<World> {
  const app = await startApp(options)
  const names: Record<string, string> = { token: app.token }
  const world: World = { app, names }
  const idOf = async (send: RawRequest): Promise<string> => {
    const answer = await ask(world, send)
    assert.equal(answer.status, 201, answer.body)
    return (JSON.parse(answer.body) as { id: string }).id
  }
  for (const name of ['ann', 'bob']) {
    const userName = `${name}@example.com`
    const emails = [{ type: 'work', value: userName, primary: true }]
    names[name] = await idOf(post('/scim/v2/Users', { userName, externalId: `ext-${name}`, title: 'Clerk', emails }))
  }
  const members = [{ value: names['ann'] }]
  names['staff'] = await idOf(post('/scim/v2/Groups', { displayName: 'Staff', members }))
  names['board'] = await idOf(post('/scim/v2/Groups', { displayName: 'Board' }))
  names['directory'] = (await directoriesOf(world))[0]?.directoryId ?? ''
  return world
}

export const ask = (world: World, send: RawRequest): Promise<RawAnswer> =>
  rawRequest(world.app.base, filledIn(world, send))

/** The request with `<ann>` and its like replaced. Bytes are left alone. */
export function filledIn({ names }: World, { method, path, headers = [], body }: RawRequest): RawRequest {
  const fill = (text: string): string => text.replaceAll(/<([a-z]+)>/g, (marker, name: string) => names[name] ?? marker)
  return {
    ...(method === undefined ? {} : { method }),
    path: fill(path),
    headers: headers.map(fill),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? fill(body) : body }),
  }
}

type DirectoryItem = { readonly directoryId: string; readonly slug: string }

async function directoriesOf(world: World): Promise<readonly DirectoryItem[]> {
  return (JSON.parse(await healthy(world, DIRECTORIES)) as { items: DirectoryItem[] }).items
}

/** Every directory, user and group there is, as text. */
export async function stateOf(world: World): Promise<string> {
  const directories = await directoriesOf(world)
  const lists = [JSON.stringify(directories)]
  for (const { slug } of directories) {
    for (const kind of ['Users', 'Groups'])
      lists.push(await healthy(world, `/directories/${slug}/scim/v2/${kind}?count=1000`))
  }
  return lists.join('\n')
}

async function healthy(world: World, path: string): Promise<string> {
  const answer = await ask(world, get(path))
  assert.equal(answer.status, 200, answer.body)
  return answer.body
}

/** What no answer may hold: where the program stands, how it stores, what is secret. */
const INSIDE = /\n\s+at |node_modules|\.ts:\d|SELECT |INSERT |[Ss][Qq][Ll]ite|SQLITE|muster_(?:at|cs|ss)_/

export function assertAnswer(answer: RawAnswer, { status, headers = {}, body = {} }: Expected): void {
  assert.ok([status].flat().includes(answer.status), `${answer.status}: ${answer.body.slice(0, 2_000)}`)
  for (const [name, wanted] of Object.entries(headers)) assertWanted(answer.headers[name], wanted, name)
  const paths = Object.entries(body)
  if (paths.length > 0) {
    const json: unknown = JSON.parse(answer.body)
    for (const [path, wanted] of paths) assertWanted(valueAt(json, path), wanted, path)
  }
  assert.doesNotMatch(answer.body, INSIDE)
}

function assertWanted(value: unknown, wanted: Wanted, name: string): void {
  if (wanted === 'absent') assert.equal(value, undefined, `${name} is there`)
  else assert.match(typeof value === 'string' ? value : (JSON.stringify(value) ?? `no ${name}`), wanted, name)
}

const valueAt = (json: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], json)
