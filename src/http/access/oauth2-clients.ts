import type { Caller } from '../../access/caller.ts'
import type { ClientError } from '../../access/client-errors.ts'
import {
  createClient,
  deleteClient,
  getClient,
  listClients,
  type ManageClientsDeps,
  updateClient,
} from '../../access/manage-clients.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { acceptsJson } from '../json-body.ts'
import { answerFamily, type MediaFamily, mediaTypeIn } from '../media-type.ts'
import type { Answer, Call, Route } from '../route.ts'
import { readChangedClient, readNewClient } from './client-body.ts'
import {
  CLIENT_LIST_MEDIA,
  CLIENT_MEDIA,
  clientJson,
  clientListJson,
  clientPath,
  CLIENTS_PATH,
} from './client-representation.ts'
import { restError, type RestError, restProtocol } from './error-response.ts'

type Handler = (deps: ManageClientsDeps, call: Call, caller: Caller) => Promise<Result<Answer, RestError>>

/** OAuth 2.0 clients as Access manages them (access-contract §1.4). */
export function oauth2ClientRoutes(deps: ManageClientsDeps): readonly Route[] {
  const route = (method: Route['method'], path: string, handler: Handler): Route => ({
    method,
    path: `${CLIENTS_PATH}${path}`,
    access: 'admin',
    // it makes a secret
    ...(method === 'POST' ? { recentSignIn: true } : {}),
    protocol: restProtocol,
    body: method === 'POST' || method === 'PUT' ? { accept: acceptsJson, limit: 64 * 1_024 } : 'none',
    handle: async (call) => {
      if (call.caller === undefined) return restProtocol.refuse(NOBODY)
      const answer = await handler(deps, call, call.caller)
      return answer.ok ? answer.value : restError(answer.error)
    },
  })
  return [
    route('POST', '', create),
    route('GET', '', list),
    route('GET', '/:id', get),
    route('PUT', '/:id', update),
    route('DELETE', '/:id', remove),
  ]
}

const NOBODY = { kind: 'unauthenticated', detail: 'No access token was sent.' } as const

const create: Handler = async (deps, call, caller) => {
  const body = readNewClient(call.body)
  if (!body.ok) return body
  const created = await createClient(deps, caller, body.value.clientId, body.value.settings)
  if (!created.ok) return created
  const { client, secret } = created.value
  const answer = jsonAnswer(201, CLIENT_MEDIA, familyFor(call), clientJson(client, secret))
  return ok({ ...answer, headers: { ...answer.headers, location: `${call.origin}${clientPath(client)}` } })
}

const list: Handler = async (deps, call, caller) => {
  const clients = await listClients(deps, caller)
  if (!clients.ok) return clients
  const family = familyFor(call)
  return ok(jsonAnswer(200, CLIENT_LIST_MEDIA, family, clientListJson(clients.value, family)))
}

const get: Handler = async (deps, call, caller) => {
  const record = await getClient(deps, caller, idOf(call))
  return record.ok ? ok(jsonAnswer(200, CLIENT_MEDIA, familyFor(call), clientJson(record.value.client))) : record
}

/** 201 as the vendor documents it, strange as it is: callers compare. */
const update: Handler = async (deps, call, caller) => {
  const body = readChangedClient(call.body)
  if (!body.ok) return body
  const { clientId, settings } = body.value
  if (clientId !== undefined && clientId !== idOf(call)) return fail(clientIdFixed(idOf(call), clientId))
  const updated = await updateClient(deps, caller, idOf(call), settings)
  return updated.ok ? ok(jsonAnswer(201, CLIENT_MEDIA, familyFor(call), clientJson(updated.value))) : updated
}

const remove: Handler = async (deps, call, caller) => {
  const removed = await deleteClient(deps, caller, idOf(call))
  return removed.ok ? ok({ status: 204, headers: { 'cache-control': 'no-store' } }) : removed
}

const clientIdFixed = (current: string, wanted: string): ClientError => ({
  kind: 'clientIdFixed',
  detail: `The body names the client ${JSON.stringify(wanted.slice(0, 60))}, the address ${JSON.stringify(current)}. A client cannot be renamed: delete it and create another.`,
})

const idOf = (call: Call): string => call.params['id'] ?? ''

function familyFor({ headers }: Call): MediaFamily {
  const text = (value: string | readonly string[] | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined
  return answerFamily(text(headers['accept']), text(headers['content-type']))
}

const jsonAnswer = (status: number, media: string, family: MediaFamily, body: string): Answer => ({
  status,
  headers: { 'content-type': mediaTypeIn(family, media), 'cache-control': 'no-store' },
  body,
})
