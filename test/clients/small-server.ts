import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The least SCIM server that an Okta app is content with, in memory, to try the simulators on. Each fault makes it lie in
 * one way, so that a test can see the check that is meant to notice.
 */
export type Fault =
  | 'numbers as strings'
  | 'no Resources when empty'
  | 'password comes back'
  | 'userName in lower case'
  | 'active ignored'
  | 'groups: [] empties groups'
  | 'name.formatted goes stale'
  | 'PATCH name replaces'
  | 'filter minds case'
  | 'inactive users are hidden'
  | 'order changes'
  | 'last user is missing from lists'
  | '401 without a body'
  | 'created changes'
  | '404 for removing a non-member'
  | 'DELETE does nothing'

type Resource = Record<string, unknown> & { id: string }
type Body = Record<string, unknown>
type Reply = { status: number; body?: unknown; headers?: Record<string, string> }
type Operation = { op: string; path?: string; value?: unknown }

const TOKEN = 'secret'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'

export type SmallServer = {
  readonly base: URL
  readonly token: string
  readonly log: string[]
  readonly bodies: Body[]
  close(): void
}

/** `answer` may take a request over before the server sees it, to fail in ways of its own. */
export async function startSmallServer(
  faults: readonly Fault[] = [],
  answer: (method: string, target: string, nth: number) => Reply | string | undefined = () => undefined,
): Promise<SmallServer> {
  const state = createState(new Set(faults))
  const log: string[] = []
  const bodies: Body[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '' } = request
      log.push(`${method} ${url}`)
      bodies.push(body)
      const own = answer(method, url, log.filter((line) => line === `${method} ${url}`).length)
      if (typeof own === 'string') return void response.writeHead(502, { 'Content-Type': 'text/html' }).end(own)
      const authorized = [`Bearer ${TOKEN}`, TOKEN].includes(request.headers.authorization ?? '')
      const reply = own ?? (authorized ? state.handle(method, url, body) : state.unauthorized())
      const type = { 'Content-Type': 'application/scim+json', ...reply.headers }
      response.writeHead(reply.status, type).end(reply.body === undefined ? '' : JSON.stringify(reply.body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { base, token: TOKEN, log, bodies, close }
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : (JSON.parse(text) as Body)
}

const error = (status: number, detail: string): Reply => ({
  status,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail },
  ...(status === 401 && { headers: { 'WWW-Authenticate': 'Bearer' } }),
})

function createState(faults: ReadonlySet<Fault>) {
  const users = new Map<string, Resource>()
  const groups = new Map<string, Resource>()
  let imports = 0

  const seal = (kind: 'User' | 'Group', resource: Resource, before?: Resource): Resource => {
    const now = new Date().toISOString()
    const meta = before?.['meta'] as { created: string } | undefined
    const created = faults.has('created changes') ? randomUUID() : (meta?.created ?? now)
    const location = `/scim/v2/${kind}s/${resource.id}`
    const sealed = JSON.parse(
      JSON.stringify({ ...resource, meta: { resourceType: kind, created, lastModified: now, location } }),
    )
    for (const key of Object.keys(sealed)) if (sealed[key] === null) delete sealed[key]
    return kind === 'User' ? sealUser(sealed, before) : { members: [], ...sealed }
  }

  const sealUser = (user: Resource, before?: Resource): Resource => {
    const { groups: _, password, ...rest } = user
    const name = rest['name'] as Record<string, string>
    const old = before?.['name'] as Record<string, string> | undefined
    const stale = faults.has('name.formatted goes stale') ? old?.['formatted'] : undefined
    return {
      ...rest,
      ...(faults.has('password comes back') && { password }),
      ...(faults.has('active ignored') && { active: true }),
      ...(faults.has('userName in lower case') && { userName: String(rest['userName']).toLowerCase() }),
      name: { ...name, formatted: stale ?? `${name['givenName']} ${name['familyName']}` },
    }
  }

  const store = (kind: 'User' | 'Group') => (kind === 'User' ? users : groups)

  const write = (kind: 'User' | 'Group', resource: Resource, before?: Resource): Reply => {
    const key = kind === 'User' ? 'userName' : 'displayName'
    const name = String(resource[key]).toLowerCase()
    const taken = [...store(kind).values()].some(
      (each) => each.id !== resource.id && String(each[key]).toLowerCase() === name,
    )
    if (taken) return error(409, `${key} is taken`)
    if (kind === 'User' && before && Array.isArray(resource['groups']) && faults.has('groups: [] empties groups')) {
      for (const group of groups.values())
        group['members'] = members(group).filter(({ value }) => value !== resource.id)
    }
    const sealed = seal(kind, resource, before)
    store(kind).set(sealed.id, sealed)
    const { location } = sealed['meta'] as { location: string }
    return { status: before ? 200 : 201, body: sealed, headers: { Location: location } }
  }

  const find = (kind: 'User' | 'Group', typed: string, value: string): Resource[] => {
    const fold = (text: unknown) => (faults.has('filter minds case') ? String(text) : String(text).toLowerCase())
    const attribute = ['userName', 'displayName'].find((name) => name.toLowerCase() === typed.toLowerCase()) ?? ''
    const matches = [...store(kind).values()].filter((each) => fold(each[attribute]) === fold(value))
    return faults.has('inactive users are hidden') ? matches.filter((each) => each['active'] !== false) : matches
  }

  const list = (kind: 'User' | 'Group', query: URLSearchParams): Reply => {
    const match = /^(\w+) eq (".*")$/.exec(query.get('filter') ?? '')
    const all = match ? find(kind, match[1] ?? '', JSON.parse(match[2] ?? '""')) : [...store(kind).values()]
    if (!match && faults.has('last user is missing from lists')) all.pop()
    const start = Number(query.get('startIndex') ?? 1)
    const count = Number(query.get('count') ?? 100)
    if (kind === 'User' && start === 1 && count === 100 && !match) imports += 1
    if (faults.has('order changes') && imports % 2 === 0) all.reverse()
    return listResponse(all.slice(start - 1, start - 1 + count), all.length, start)
  }

  const listResponse = (page: readonly Resource[], total: number, start: number): Reply => ({
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      startIndex: faults.has('numbers as strings') ? String(start) : start,
      itemsPerPage: page.length,
      ...((page.length > 0 || !faults.has('no Resources when empty')) && { Resources: page }),
    },
  })

  const patch = (kind: 'User' | 'Group', before: Resource, operations: readonly Operation[]): Reply => {
    const after = structuredClone(before)
    for (const { op, path, value } of operations) {
      const one = /^members\[value eq "(.*)"\]$/.exec(path ?? '')
      const strict = faults.has('404 for removing a non-member')
      if (one && strict && !members(after).some((each) => each.value === one[1])) return error(404, 'not a member')
      if (one) after['members'] = members(after).filter((each) => each.value !== one[1])
      else if (path === 'members' && op === 'add') {
        const added = value as Member[]
        after['members'] = [
          ...members(after).filter((each) => !added.some((other) => other.value === each.value)),
          ...added,
        ]
      } else if (path === 'members') after['members'] = value
      else merge(after, value as Record<string, unknown>)
    }
    return write(kind, after, before)
  }

  const merge = (target: Record<string, unknown>, value: Record<string, unknown>): void => {
    for (const [key, part] of Object.entries(value)) {
      const old = target[key]
      const nested =
        typeof old === 'object' && old !== null && !Array.isArray(old) && !faults.has('PATCH name replaces')
      if (key === 'id') continue
      target[key] = nested ? { ...old, ...(part as object) } : part
    }
  }

  return {
    unauthorized: (): Reply =>
      faults.has('401 without a body') ? { status: 401 } : error(401, 'the token is not known'),
    handle(method: string, url: string, body: Record<string, unknown>): Reply {
      const { pathname, searchParams } = new URL(url, 'http://x')
      const [collection = '', id] = pathname.replace('/scim/v2/', '').split('/')
      const kind = collection === 'Groups' ? 'Group' : 'User'
      if (id === undefined && method === 'GET') return list(kind, searchParams)
      if (id === undefined) return write(kind, { schemas: [`${CORE}${kind}`], ...body, id: randomUUID() })
      const before = store(kind).get(id)
      if (!before) return error(404, `there is no ${kind} ${id}`)
      if (method === 'GET') return { status: 200, body: before }
      if (method === 'PUT') return write(kind, { ...body, id }, before)
      if (method === 'PATCH') return patch(kind, before, body['Operations'] as Operation[])
      if (!faults.has('DELETE does nothing')) {
        store(kind).delete(id)
        for (const group of groups.values()) group['members'] = members(group).filter(({ value }) => value !== id)
      }
      return { status: 204 }
    },
  }
}

type Member = { value: string }

const members = (group: Resource): Member[] => (group['members'] as Member[] | undefined) ?? []
