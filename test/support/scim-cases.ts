import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { apiOf, send, type ApiAnswer, type JsonObject } from './admin-api.ts'
import { startApp, type RunningApp } from './start-app.ts'

export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const ACCESS = 'urn:ietf:params:scim:schemas:extension:ws1b:2.0:User'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/**
 * One write on a resource of its own. Texts may hold `<ann>` and `<bob>`, ids of two users. It says one of: `after`, what
 * differs afterwards (null: not there); `refused`, the `scimType` of a 400; neither, nothing changes and nothing is written.
 */
export type ScimCase = {
  /** The clause or the row of scim-clients §4. */
  readonly of: string
  readonly what: string
  /** `Users` unless said otherwise. */
  readonly at?: 'Users' | 'Groups'
  /** What the resource has beside its name. */
  readonly has?: JsonObject
  /** Operations of a PATCH, or the whole body of one. */
  readonly patch?: readonly unknown[] | JsonObject
  /** The body of a PUT; the name is added when it is missing. */
  readonly put?: JsonObject
  /** Alone: the body of the POST itself. */
  readonly post?: JsonObject
  readonly after?: JsonObject
  readonly refused?: string
}

export type CaseWorld = {
  readonly app: RunningApp
  readonly ask: (method: string, path: string, body?: unknown) => Promise<ApiAnswer>
  /** How often the change log speaks of a resource. */
  readonly changesOf: (id: string) => Promise<number>
  readonly names: { readonly ann: string; readonly bob: string }
}

/** Time goes on by a second with every look at it, so that whatever was written again shows in `lastModified`. */
export async function openCaseWorld(): Promise<CaseWorld> {
  let now = Date.UTC(2026, 0, 15, 12)
  const app = await startApp({ clock: () => (now += 1_000) })
  const ask: CaseWorld['ask'] = (method, path, body) =>
    send(app.scimBase, method, path, body, { authorization: `Bearer ${app.token}` })
  // a session would end after half an hour without a request
  const api = apiOf(app.base, `Bearer ${app.token}`)
  const changesOf = async (id: string): Promise<number> => {
    const answer = await api('GET', `/directories/okta-universal-directory/changes?resourceId=${id}&count=500`)
    assert.equal(answer.status, 200, JSON.stringify(answer.json))
    return (answer.json['changes'] as unknown[]).length
  }
  const idOf = async (userName: string): Promise<string> =>
    String((await ask('POST', '/Users', { userName })).json['id'])
  return { app, ask, changesOf, names: { ann: await idOf('ann'), bob: await idOf('bob') } }
}

export function describeCases(title: string, cases: readonly ScimCase[]): void {
  describe(`${title} (${cases.length} cases)`, () => {
    let world: CaseWorld
    before(async () => {
      world = await openCaseWorld()
    })
    after(() => world.app.close())
    for (const [serial, one] of cases.entries()) {
      test(`${one.of}: ${one.what}`, () => (one.post === undefined ? playWrite : playCreate)(world, one, serial))
    }
  })
}

const filledIn = (world: CaseWorld, value: unknown): JsonObject =>
  JSON.parse(
    JSON.stringify(value).replaceAll('<ann>', world.names.ann).replaceAll('<bob>', world.names.bob),
  ) as JsonObject

const nameOf = ({ at = 'Users' }: ScimCase): string => (at === 'Users' ? 'userName' : 'displayName')

async function playWrite(world: CaseWorld, one: ScimCase, serial: number): Promise<void> {
  const { at = 'Users', has = {}, patch, put } = one
  const name = { [nameOf(one)]: `case ${serial}` }
  const made = await world.ask('POST', `/${at}`, filledIn(world, { ...name, ...has }))
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const path = `/${at}/${String(made.json['id'])}`
  const old = await world.ask('GET', path)
  const sent =
    put === undefined
      ? await world.ask(
          'PATCH',
          path,
          filledIn(world, Array.isArray(patch) ? { schemas: [PATCH_OP], Operations: patch } : patch),
        )
      : await world.ask('PUT', path, filledIn(world, { ...name, ...put }))
  const now = await world.ask('GET', path)
  const isChange = one.refused === undefined && one.after !== undefined
  assert.equal(await world.changesOf(String(made.json['id'])), isChange ? 2 : 1, 'entries of the change log')
  if (one.refused !== undefined) {
    assertRefused(sent, one.refused)
    assert.deepEqual(now.json, old.json)
    return
  }
  assert.equal(sent.status, 200, JSON.stringify(sent.json))
  assert.deepEqual(sent.json, now.json, 'the answer is what is there')
  assert.deepEqual(shownBy(now), withoutNulls({ ...shownBy(old), ...shownIn(filledIn(world, one.after ?? {})) }))
  assertSchemas(now, at)
  const [meta, oldMeta] = [now.json['meta'], old.json['meta']] as JsonObject[]
  assert.equal(sent.headers.get('etag'), meta?.['version'])
  assert.equal(sent.headers.get('location'), meta?.['location'])
  if (!isChange) assert.deepEqual(meta, oldMeta)
  else {
    assert.equal(meta?.['version'], 'W/"2"')
    assert.ok(String(meta['lastModified']) > String(oldMeta?.['lastModified']), 'lastModified is later')
  }
}

async function playCreate(world: CaseWorld, one: ScimCase, serial: number): Promise<void> {
  const { at = 'Users', post = {} } = one
  const sent = await world.ask('POST', `/${at}`, filledIn(world, { [nameOf(one)]: `case ${serial}`, ...post }))
  if (one.refused !== undefined) return assertRefused(sent, one.refused)
  assert.equal(sent.status, 201, JSON.stringify(sent.json))
  const path = `/${at}/${String(sent.json['id'])}`
  const now = await world.ask('GET', path)
  assert.deepEqual(sent.json, now.json)
  assertSchemas(now, at)
  const shown = shownBy(now)
  for (const [key, value] of Object.entries(shownIn(filledIn(world, one.after ?? {})))) {
    assert.deepEqual(shown[key], value ?? undefined, key)
  }
}

function assertRefused({ status, json, headers }: ApiAnswer, scimType: string): void {
  assert.equal(status, 400, JSON.stringify(json))
  assert.equal(headers.get('content-type'), 'application/scim+json')
  const { detail, ...rest } = json
  assert.deepEqual(rest, { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', scimType })
  assert.match(String(detail), /\S+ \S+ \S+/)
}

/** Everything but what every write changes, and members by their ids alone. */
function shownBy({ json }: ApiAnswer): JsonObject {
  const { meta: _meta, schemas: _schemas, ...rest } = json
  return shownIn(rest)
}

function shownIn(resource: JsonObject): JsonObject {
  const { members, ...rest } = resource
  if (!Array.isArray(members)) return resource
  const ids = members.map((one) => (typeof one === 'string' ? one : (one as { value: string }).value))
  return { ...rest, members: ids.toSorted() }
}

const withoutNulls = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))

/** RFC 7643 §3: the schema of the type, and of every extension that has content. */
function assertSchemas({ json }: ApiAnswer, at: 'Users' | 'Groups'): void {
  const core = `urn:ietf:params:scim:schemas:core:2.0:${at === 'Users' ? 'User' : 'Group'}`
  assert.deepEqual(json['schemas'], [core, ...Object.keys(json).filter((key) => key.startsWith('urn:'))])
}
