import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ClientSettings } from '../../access/client-settings.ts'
import { TTL_RULE } from '../../access/client-rules.ts'
import type { Client } from '../../access/ports/clients.ts'
import { dropUndefined } from '../../shared/drop-undefined.ts'
import { ok, type Result } from '../../shared/result.ts'
import { type BodyInvalid, readBody } from '../validated-body.ts'

const text = (maxLength: number, description = `text of at most ${maxLength} characters`) =>
  Type.String({ maxLength, description })
const textOrNull = (maxLength: number) =>
  Type.Union([Type.String({ maxLength }), Type.Null()], {
    description: `text of at most ${maxLength} characters, or null`,
  })
const yesOrNo = Type.Optional(Type.Boolean({ description: 'true or false' }))
// the bounds are a rule of clients and are checked there, in words that name both ends
const minutes = Type.Optional(Type.Integer({ description: TTL_RULE }))

/** Fields of a client on the wire (access-contract §1.4). What is not among them is tolerated and dropped. */
const fields = {
  scope: Type.Optional(text(1_000, 'scope names separated by spaces')),
  secret: Type.Optional(
    Type.Union([text(1_000), Type.Null()], { description: 'left out or empty; secrets are generated' }),
  ),
  redirectUri: Type.Optional(textOrNull(10_000)),
  rememberAs: Type.Optional(textOrNull(256)),
  accessTokenTTL: minutes,
  refreshTokenTTL: minutes,
  refreshTokenIdleTTL: minutes,
  tokenType: Type.Optional(Type.Literal('Bearer', { description: '"Bearer"' })),
  tokenLength: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_024, description: 'a whole number from 0 to 1024' }),
  ),
  displayUserGrant: yesOrNo,
  inheritanceAllowed: yesOrNo,
  strData: Type.Optional(textOrNull(4_096)),
  resourceUuid: Type.Optional(textOrNull(64)),
}

const clientId = Type.String({ description: 'the id of the client' })
const grantTypes = text(
  200,
  'one or more of client_credentials, authorization_code, refresh_token, separated by spaces',
)

const newClientBody = Compile(Type.Object({ ...fields, clientId, authGrantTypes: grantTypes }))
const changedClientSchema = Type.Object({
  ...fields,
  clientId: Type.Optional(clientId),
  authGrantTypes: Type.Optional(grantTypes),
})
const changedClientBody = Compile(changedClientSchema)

export type NewClientBody = { readonly clientId: string; readonly settings: ClientSettings }
export type ChangedClientBody = { readonly clientId: string | undefined; readonly settings: ClientSettings }

export function readNewClient(body: string): Result<NewClientBody, BodyInvalid> {
  const wire = readBody(body, newClientBody)
  return wire.ok ? ok({ clientId: wire.value.clientId, settings: settingsOf(wire.value) }) : wire
}

/** Everything may be left out and stays as it was then. */
export function readChangedClient(body: string): Result<ChangedClientBody, BodyInvalid> {
  const wire = readBody(body, changedClientBody)
  return wire.ok ? ok({ clientId: wire.value.clientId, settings: settingsOf(wire.value) }) : wire
}

function settingsOf(wire: Static<typeof changedClientSchema>): ClientSettings {
  return dropUndefined({
    displayName: wire.rememberAs ?? undefined,
    scope: wire.scope,
    grantTypes: wire.authGrantTypes,
    redirectUris: wire.redirectUri ?? undefined,
    secret: wire.secret ?? undefined,
    accessTokenTtl: wire.accessTokenTTL,
    refreshTokenTtl: wire.refreshTokenTTL,
    refreshTokenIdleTtl: wire.refreshTokenIdleTTL,
    extra: extraOf(wire),
  })
}

/** Fields that mean nothing here and are given back as they came. */
const KEPT = ['tokenLength', 'displayUserGrant', 'inheritanceAllowed', 'strData', 'resourceUuid'] as const

const extraOf = (wire: Static<typeof changedClientSchema>): Client['extra'] =>
  Object.fromEntries(KEPT.flatMap((name) => (wire[name] === undefined ? [] : [[name, wire[name]]])))
