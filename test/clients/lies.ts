import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/shared/json.ts'
import { listAt, textAt } from '../../src/idp/read-json.ts'
import type { Reply, Seen, Tampering } from './proxy.ts'

/** Each makes an honest server lie in one way, so that a test can see the check that is meant to notice. */
export const LIES = {
  'answers are plain JSON': ofReply(({ headers }) => ({ headers: { ...headers, 'content-type': 'application/json' } })),
  '401 without a body': ofReply(({ status }) => (status === 401 ? { body: undefined } : {})),
  'names in small letters': ofBody((key, value) =>
    key === 'displayName' && typeof value === 'string' ? value.toLowerCase() : value,
  ),
  'booleans as texts': ofBody((key, value) =>
    (key === 'active' || key === 'primary') && typeof value === 'boolean' ? String(value) : value,
  ),
  'counts as texts': ofBody((key, value) => (key === 'totalResults' ? JSON.stringify(value) : value)),
  'externalId does not come back': ofBody((key, value) => (key === 'externalId' ? undefined : value)),
  'core attributes below their URN': ofBody((key, value) => value, nestCore),
  'schemas have nulls': ofReply(({ body }, { target }) =>
    target.includes('/Schemas') && body !== undefined
      ? { body: { ...body, attributes: null, Resources: nulled(body) } }
      : {},
  ),
  'no list of resource types': ofRequest(({ target }) => (target === '/ResourceTypes' ? refusal(404) : undefined)),
  'no limits in the configuration': ofBody((key, value) => (key === 'maxOperations' ? undefined : value)),
  'nobody is 404': ofReply(({ body, status }) =>
    status === 200 && body?.['totalResults'] === 0 ? { status: 404, body: refusal(404).body } : {},
  ),
  'PATCH answers 200 with nothing': ofReply((_, { method }) =>
    method === 'PATCH' ? { status: 200, body: undefined } : {},
  ),
  'duplicates are taken': ofReply(({ status }) =>
    status === 409 ? { status: 201, body: { schemas: [], id: 'second', meta: {} } } : {},
  ),
  'excludedAttributes is ignored': ofRequest((seen) => ({
    ...seen,
    target: seen.target.replace(/excludedAttributes=members&?/, ''),
  })),
  'inactive users are hidden': ofReply(({ body }, { target }) => hide(body, target)),
  'filters mind case': ofRequest((seen) => {
    const value = /filter=[^&]*eq[+%20]*["%22]*([^"&]*)/.exec(seen.target)?.[1] ?? ''
    const foreign = value !== value.toLowerCase() && value === value.toUpperCase()
    return foreign && /[A-Z]{3}/.test(value) && value.includes('.')
      ? { ...seen, target: seen.target.replace(value, 'X') }
      : seen
  }),
  'filters want quotes': ofRequest((seen) =>
    /filter=\w+[+%20]*eq[+%20]*(?!["%]|true)\w/.test(seen.target) ? refusal(400) : seen,
  ),
  'one operator is enough': ofRequest((seen) => (/[+0]and[+%]/.test(seen.target) ? refusal(400) : seen)),
  'only userName can be asked for': ofRequest((seen) =>
    /\/Users\?filter=(?!userName)/.test(seen.target) ? refusal(400) : seen,
  ),
  'operators are small': ofRequest((seen) =>
    /(?:\+|%20)(?:Eq|EQ|Co)(?:\+|%20)/.test(seen.target) ? refusal(400) : seen,
  ),
  'count=-1 is nobody': ofReply(({ body }, { target }) =>
    target.includes('count=-1') && body !== undefined ? { body: { ...body, Resources: [], itemsPerPage: 0 } } : {},
  ),
  'pages repeat their first three in place of the last': ofReply(({ body }, { target }) => {
    const list = listAt(body, 'Resources')
    return list !== undefined && list.length > 3 && /\?startIndex=\d+&count=\d{3}/.test(target)
      ? { body: { ...body, Resources: [...list.slice(0, -3), ...list.slice(0, 3)] } }
      : {}
  }),
  'slashes at the end are unknown': ofRequest((seen) => (/[?&]$/.test(seen.target) ? refusal(404) : seen)),
  'two slashes are unknown': ofRequest((seen) => (seen.target.startsWith('//') ? refusal(404) : seen)),
  'plain JSON is refused': ofRequest((seen) =>
    seen.headers.some((line) => /^content-type: application\/json/i.test(line)) ? refusal(415) : seen,
  ),
  'mails must be a list': ofRequest((seen) =>
    seen.body !== undefined && Object.hasOwn(seen.body, 'emails') && !isJsonArray(seen.body['emails'])
      ? refusal(400)
      : seen,
  ),
  'URNs of a draft are unknown': ofRequest((seen) => ({
    ...seen,
    ...(seen.body && { body: withoutDraft(seen.body) }),
  })),
  'DELETE does nothing': ofRequest((seen) =>
    seen.method === 'DELETE' ? { status: 204, headers: {}, body: undefined } : seen,
  ),
  'operations must be small': ofOperations((operation) =>
    /^[A-Z]/.test(textAt(operation, 'op') ?? '') ? 'refuse' : [operation],
  ),
  'active must be a boolean': ofOperations((operation) =>
    operation['path'] === 'active' && typeof operation['value'] === 'string' ? [] : [operation],
  ),
  'adding a member replaces all': ofOperations((operation) =>
    isOn(operation, 'members', 'add') ? [{ ...operation, op: 'replace' }] : [operation],
  ),
  'removing members empties the group': ofOperations((operation) =>
    isOn(operation, 'members', 'remove') ? [{ op: 'remove', path: 'members' }] : [operation],
  ),
  'removing without a value does nothing': ofOperations((operation) =>
    isOn(operation, 'members', 'remove') && (operation['value'] ?? null) === null ? [] : [operation],
  ),
  'removing by a filter does nothing': ofOperations((operation) =>
    textAt(operation, 'op') === 'remove' && (textAt(operation, 'path') ?? '').startsWith('members[') ? [] : [operation],
  ),
  'adding who is in is refused': refusingSecondAdd(),
  'one of two members at once is lost': losingEverySecond(),
  'an element must be there to be replaced': ofOperations((operation) =>
    /\[type eq "(?:fax|pager|home)"\]/.test(textAt(operation, 'path') ?? '') ? 'refuse' : [operation],
  ),
  'keys are not paths': ofOperations((operation) =>
    isJsonObject(operation['value']) && operation['path'] === undefined
      ? [{ ...operation, value: plainKeys(operation['value']) }]
      : [operation],
  ),
  'a manager cannot be cleared': ofOperations((operation) =>
    (textAt(operation, 'path') ?? '').endsWith('manager') && isEmptyManager(operation['value']) ? [] : [operation],
  ),
  'a manager must be somebody': ofOperations((operation) =>
    operation['value'] === 'not-yet-created' ? 'refuse' : [operation],
  ),
  'roles have no filter': ofOperations((operation) =>
    (textAt(operation, 'path') ?? '').startsWith('roles[') ? [] : [operation],
  ),
  'one unknown attribute spoils all': ofOperations((operation) =>
    operation['path'] === 'shoeSize' ? 'refuse' : [operation],
  ),
} as const satisfies Record<string, Tampering>

export type Lie = keyof typeof LIES

function ofReply(change: (reply: Reply, seen: Seen) => Partial<Reply>): Tampering {
  return { reply: (reply, seen) => ({ ...reply, ...change(reply, seen) }) }
}

function ofRequest(change: (seen: Seen) => Seen | Reply | undefined): Tampering {
  return { request: (seen) => change(seen) ?? seen }
}

/** `change` sees every value of an answer with its key; `undefined` takes it out. */
function ofBody(
  change: (key: string, value: Json) => Json | undefined,
  whole: (body: JsonObject) => JsonObject = (body) => body,
): Tampering {
  const walk = (json: Json): Json => {
    if (isJsonArray(json)) return json.map(walk)
    if (!isJsonObject(json)) return json
    return Object.fromEntries(
      Object.entries(json).flatMap(([key, value]) => {
        const changed = change(key, value)
        return changed === undefined ? [] : [[key, walk(changed)]]
      }),
    )
  }
  return {
    reply: (reply) => (reply.body === undefined ? reply : { ...reply, body: whole(walk(reply.body) as JsonObject) }),
  }
}

/** `change` sees every operation of a PATCH and answers with those that the server gets. */
function ofOperations(change: (operation: JsonObject) => readonly JsonObject[] | 'refuse'): Tampering {
  return ofRequest((seen) => {
    const operations = listAt(seen.body, 'Operations')?.filter(isJsonObject)
    if (seen.method !== 'PATCH' || operations === undefined) return seen
    const changed = operations.map(change)
    if (changed.includes('refuse')) return refusal(400)
    return { ...seen, body: { ...seen.body, Operations: changed.flatMap((each) => (each === 'refuse' ? [] : each)) } }
  })
}

function refusal(status: number): Reply {
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail: 'No.' }
  return { status, headers: { 'content-type': 'application/scim+json' }, body }
}

const isOn = (operation: JsonObject, path: string, op: string): boolean =>
  operation['path'] === path && (textAt(operation, 'op') ?? '').toLowerCase() === op

function refusingSecondAdd(): Tampering {
  const sent = new Set<string>()
  return ofRequest((seen) => {
    const text = JSON.stringify(seen.body ?? null)
    if (seen.method !== 'PATCH' || !/"op":"add"/i.test(text)) return seen
    const key = seen.target + text
    if (sent.has(key)) return refusal(409)
    sent.add(key)
    return seen
  })
}

function losingEverySecond(): Tampering {
  let count = 0
  return ofOperations((operation) => {
    if (!isOn(operation, 'members', 'add') || listAt(operation, 'value')?.length !== 1) return [operation]
    count += 1
    return count % 2 === 0 ? [] : [operation]
  })
}

function hide(body: JsonObject | undefined, target: string): Partial<Reply> {
  const list = listAt(body, 'Resources')
  if (list === undefined || !target.includes('filter=')) return {}
  const visible = list.filter((each) => !isJsonObject(each) || each['active'] !== false)
  return { body: { ...body, Resources: visible, totalResults: visible.length, itemsPerPage: visible.length } }
}

const nulled = (body: JsonObject): readonly Json[] =>
  (listAt(body, 'Resources') ?? []).map((each) => (isJsonObject(each) ? { ...each, description: null } : each))

function nestCore(body: JsonObject): JsonObject {
  const { userName, title, ...rest } = body
  const nested = { ...(userName !== undefined && { userName }), ...(title !== undefined && { title }) }
  return userName === undefined ? body : { ...rest, userName, 'urn:ietf:params:scim:schemas:core:2.0:User': nested }
}

function withoutDraft(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !key.startsWith('urn:scim:schemas:extension')))
}

const plainKeys = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !/[.[]/.test(key.replace(/^urn:.*:/, ''))))

const isEmptyManager = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (isJsonObject(value) && value['value'] === '')
