import assert from 'node:assert/strict'
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import type { Feature } from './check.ts'
import { GROUP, PATCH_OP, USER } from './urns.ts'

export type Answer = {
  /** `POST /Users`, for messages. */
  readonly request: string
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body when it is a JSON object; empty otherwise. */
  readonly json: JsonObject
}

export type Resource = JsonObject & { readonly id: string }

/** A request as it goes out. The media types and the token are there unless `headers` says otherwise; null leaves one away. */
export type Outgoing = { readonly body?: Json | undefined; readonly raw?: string; readonly headers?: HeaderChanges }
type HeaderChanges = Readonly<Record<string, string | null>>

/** A SCIM server, as a client that knows the RFCs and nothing else sees it. */
export type Scim = {
  /** Without a trailing slash. */
  readonly base: string
  readonly config: JsonObject
  readonly token: string
  offers(feature: Feature): boolean
  /** A text that occurs nowhere else on the server. */
  unique(word: string): string
  /** `target` begins with a slash and is sent as it is. */
  send(method: string, target: string, outgoing?: Outgoing): Promise<Answer>
  get(target: string, headers?: HeaderChanges): Promise<Answer>
  post(target: string, body: Json, headers?: HeaderChanges): Promise<Answer>
  put(target: string, body: Json, headers?: HeaderChanges): Promise<Answer>
  /** The operations in their envelope. */
  patch(target: string, operations: readonly Json[], headers?: HeaderChanges): Promise<Answer>
  delete(target: string, headers?: HeaderChanges): Promise<Answer>
  /** What matches, below `/Users` by default. */
  find(filter: string, endpoint?: string): Promise<Answer>
  /** Creates one with these attributes; it is removed when the check is over. */
  user(more?: JsonObject): Promise<Resource>
  group(more?: JsonObject): Promise<Resource>
  /** As a GET gives it now. */
  read(resource: Resource): Promise<Resource>
  /** Removes what was created. */
  cleanUp(): Promise<void>
}

export type ScimEffects = { readonly fetch: typeof fetch; readonly nonce: string }

/** The server below `base`; reads its ServiceProviderConfig. */
export async function openScim(base: URL, token: string, effects: ScimEffects): Promise<Scim> {
  const root = base.href.replace(/\/+$/, '')
  const made = new Set<string>()
  let counter = 0

  const send: Scim['send'] = async (method, target, { body, raw, headers = {} } = {}) => {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const defaults: HeaderChanges = {
      accept: 'application/scim+json',
      authorization: `Bearer ${token}`,
      'content-type': text === undefined ? null : 'application/scim+json',
    }
    const sent = Object.entries({ ...defaults, ...headers }).filter((one): one is [string, string] => one[1] !== null)
    const response = await effects.fetch(root + target, {
      method,
      headers: sent,
      // bytes, because fetch gives a text a media type of its own
      ...(text === undefined ? {} : { body: new TextEncoder().encode(text) }),
      redirect: 'manual',
    })
    const answer = readAnswer(`${method} ${target}`, root + target, response, await response.text())
    note(made, method, answer)
    assert.ok(answer.status < 500 || answer.status === 501, shown(answer))
    return answer
  }

  const create = async (endpoint: string, body: JsonObject): Promise<Resource> => {
    const answer = await send('POST', endpoint, { body })
    assert.equal(answer.status, 201, shown(answer))
    return answer.json as Resource
  }

  const config = (await send('GET', '/ServiceProviderConfig')).json
  const unique: Scim['unique'] = (word) => `${word}-${effects.nonce}-${(counter += 1)}`
  return {
    base: root,
    config,
    token,
    offers: (feature) => isOffered(config, feature),
    unique,
    send,
    get: (target, headers) => send('GET', target, { ...(headers && { headers }) }),
    post: (target, body, headers) => send('POST', target, { body, ...(headers && { headers }) }),
    put: (target, body, headers) => send('PUT', target, { body, ...(headers && { headers }) }),
    patch: (target, Operations, headers) =>
      send('PATCH', target, { body: { schemas: [PATCH_OP], Operations }, ...(headers && { headers }) }),
    delete: (target, headers) => send('DELETE', target, { ...(headers && { headers }) }),
    find: (filter, endpoint = '/Users') => send('GET', `${endpoint}?filter=${encodeURIComponent(filter)}`),
    user: (more = {}) => create('/Users', { schemas: [USER], userName: `${unique('ada')}@example.com`, ...more }),
    group: (more = {}) => create('/Groups', { schemas: [GROUP], displayName: unique('Pilots'), ...more }),
    read: async (resource) => {
      const target = `${isGroup(resource) ? '/Groups' : '/Users'}/${resource.id}`
      const answer = await send('GET', target)
      assert.equal(answer.status, 200, shown(answer))
      return answer.json as Resource
    },
    cleanUp: async () => {
      for (const url of made) {
        await effects.fetch(url, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
      }
      made.clear()
    },
  }
}

/** For messages. */
export const shown = (answer: Answer): string =>
  `${answer.request} answered ${answer.status} ${answer.text.slice(0, 600)}`

const isGroup = (resource: Resource): boolean => JSON.stringify(resource['schemas'] ?? '').includes(GROUP)

/** Remembers what a POST made, by the address it was given. */
function note(made: Set<string>, method: string, answer: Answer): void {
  const location = answer.headers.get('location')
  if (method === 'POST' && answer.status === 201 && location !== null) made.add(new URL(location, answer.url).href)
}

function readAnswer(request: string, url: string, response: Response, text: string): Answer {
  return { request, url, status: response.status, headers: response.headers, text, json: objectIn(text) }
}

function objectIn(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isOffered(config: JsonObject, feature: Feature): boolean {
  const [name, member] = feature === 'cursor' ? ['pagination', 'cursor'] : [feature, 'supported']
  const section = config[name]
  return section !== undefined && isJsonObject(section) && section[member] === true
}
