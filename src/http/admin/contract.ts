import type { AuditAct as KnownAct } from '../../shared/audit-entry.ts'
import { Type, type Static, type TProperties } from 'typebox'

/**
 * Every body of the admin API, declared once: the validators, the OpenAPI document and the console's types are made of it.
 * Instants are ISO 8601 in UTC, lifetimes minutes. A `description` completes the sentence "it must be …".
 */

const text = (description: string, maxLength = 256) => Type.String({ maxLength, description })
const instant = Type.String({ format: 'date-time', description: 'an instant, ISO 8601 in UTC' })
const maybe = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Optional(schema)
const instantOrNull = Type.Union([instant, Type.Null()])
const textOrNull = Type.Union([Type.String(), Type.Null()])
const minutes = Type.Integer({ description: 'a whole number of minutes' })
/** To the minute; address and agent are what the request came with. */
const lastUse = {
  lastUsedAt: instantOrNull,
  lastUsedFrom: textOrNull,
  lastUsedAgent: textOrNull,
}
const count = Type.Integer({ minimum: 0 })
/** What a request carries. A member that is not read is refused: a misspelt one would otherwise do nothing, silently. */
const body = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false })
const words = (description: string) => Type.Array(Type.String({ maxLength: 2_048 }), { maxItems: 100, description })

export const Problem = Type.Object({
  status: Type.Integer(),
  title: Type.String(),
  code: Type.String({ description: 'stable, for programs' }),
  detail: Type.String({ description: 'for people: the cause, then what to do' }),
  field: maybe(Type.String({ description: 'the member of the body that is wrong' })),
})

const role = Type.Union([Type.Literal('owner'), Type.Literal('administrator'), Type.Literal('auditor')], {
  description: '"owner", "administrator" or "auditor"',
})

export const Credentials = body({
  username: text('the name of the administrator'),
  password: text('the password', 1_024),
  code: maybe(text('the code of the authenticator app, or a recovery code, where the account has a second factor', 64)),
})
export const Session = Type.Object({
  administrator: Type.Object({ id: Type.String(), username: Type.String(), role }),
  tenant: Type.Object({ slug: Type.String(), name: Type.String() }),
  expiresAt: instant,
})
export const Sessions = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Type.String(),
      createdAt: instant,
      signedInFrom: textOrNull,
      signedInAgent: textOrNull,
      expiresAt: instant,
      idleMinutes: Type.Union([Type.Integer(), Type.Null()], {
        description: 'minutes without a request after which it ends sooner',
      }),
      ...lastUse,
      current: Type.Boolean({ description: 'whether it is the one that asks' }),
    }),
  ),
})
export const SessionsEnded = Type.Object({ ended: count })

export const SetupState = Type.Object({ open: Type.Boolean() })
export const SetupClaim = body({
  token: text('the token of the set-up link', 200),
  username: text('the name the administrator will sign in with'),
  password: text('a password of at least 15 characters', 1_024),
})
/**
 * What a browser gives back (`RegistrationResponseJSON`, WebAuthn Level 3 §5.1). It grows with every level of the
 * standard, so unlike our own bodies it may hold more than is read here.
 */
const registration = Type.Object(
  {
    id: text('the id of the credential, base64url', 1_400),
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: text('base64url', 8_192),
      attestationObject: text('base64url', 32_768),
      transports: maybe(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 16 })),
    }),
  },
  { description: 'the credential that the browser made, in its JSON form' },
)
const assertion = Type.Object(
  {
    id: text('the id of the credential, base64url', 1_400),
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: text('base64url', 8_192),
      authenticatorData: text('base64url', 8_192),
      signature: text('base64url', 8_192),
      userHandle: maybe(Type.Union([text('base64url'), Type.Null()])),
    }),
  },
  { description: 'the answer of the authenticator, in the JSON form of the browser' },
)
const passkeyName = text('a name to recognise the passkey by, of 1 to 64 characters')
const credentialType = Type.Literal('public-key')

export const PasskeyCreation = Type.Object({
  challenge: Type.String(),
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ type: credentialType, alg: Type.Integer() })),
  timeout: Type.Integer({ description: 'milliseconds' }),
  attestation: Type.Literal('none'),
  excludeCredentials: Type.Array(
    Type.Object({ type: credentialType, id: Type.String(), transports: Type.Array(Type.String()) }),
  ),
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal('required'),
    requireResidentKey: Type.Boolean(),
    userVerification: Type.Literal('required'),
  }),
})
export const PasskeyRequest = Type.Object({
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer({ description: 'milliseconds' }),
  userVerification: Type.Literal('required'),
})
export const PasskeySignIn = body({
  username: maybe(text('the name of the administrator, when it was typed')),
  credential: assertion,
})
export const PasskeySetupStart = body({
  token: text('the token of the set-up link', 200),
  username: text('the name the administrator will have'),
})
export const PasskeySetupClaim = body({
  ...PasskeySetupStart.properties,
  name: passkeyName,
  credential: registration,
})
export const NewPasskey = body({ name: passkeyName, credential: registration })
export const PasskeyChange = body({ name: passkeyName })
export const Passkey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  host: Type.String({ description: 'the host name it works under' }),
  createdAt: instant,
  lastUsedAt: instantOrNull,
})
export const Passkeys = Type.Object({
  passkeys: Type.Array(Passkey),
  password: Type.Boolean({ description: 'whether you can sign in with a password too' }),
})

export const SecondFactor = Type.Object({
  since: instantOrNull,
  recoveryCodesLeft: count,
})
export const TotpSetup = Type.Object({
  secret: Type.String({ description: 'for an authenticator app, base32' }),
  uri: Type.String({ description: 'the same as such an app reads it from a QR code' }),
})
export const TotpConfirmation = body({ code: text('the six digits that the app shows now', 64) })
export const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), { description: 'each is good for one sign-in' }),
})

export const SetupDone = Type.Object({ sessionToken: Type.String(), expiresIn: Type.Integer(), scope: Type.String() })

const accessType = Type.Union([Type.Literal('service'), Type.Literal('user')], { description: '"service" or "user"' })
const grantType = Type.Union(
  [
    Type.Literal('client_credentials'),
    Type.Literal('authorization_code'),
    Type.Literal('refresh_token'),
    Type.Literal('password'),
  ],
  { description: 'a grant type' },
)
const settings = {
  accessType: maybe(accessType),
  scopes: maybe(words('a list of scopes')),
  grantTypes: maybe(
    Type.Array(grantType, {
      description: 'a list of client_credentials, authorization_code and refresh_token',
    }),
  ),
  redirectUris: maybe(words('a list of redirect addresses')),
  accessTokenTtl: maybe(minutes),
  refreshTokenTtl: maybe(minutes),
  refreshTokenIdleTtl: maybe(minutes),
}
/** Members of a group that are no users or groups of the directory yet. */
const unknownMembers = Type.Union([Type.Literal('park'), Type.Literal('refuse')], {
  description: '"park": members that do not exist yet wait for them; "refuse": a write that names one is refused',
})
export const ClientSettings = body({
  ...settings,
  displayName: maybe(text('a name to show')),
  enabled: maybe(Type.Boolean({ description: 'true or false' })),
  directory: maybe(
    Type.Union([text('the slug of a directory'), Type.Null()], {
      description: 'the slug of a directory, or null for all',
    }),
  ),
  unknownMembers: maybe(unknownMembers),
})
export const NewClient = body({ clientId: text('the id of the client', 1_024), ...ClientSettings.properties })
export const Client = Type.Object({
  clientId: Type.String(),
  accessType,
  displayName: Type.String(),
  scopes: Type.Array(Type.String()),
  grantTypes: Type.Array(grantType),
  redirectUris: Type.Array(Type.String()),
  accessTokenTtl: minutes,
  refreshTokenTtl: minutes,
  refreshTokenIdleTtl: minutes,
  enabled: Type.Boolean(),
  directory: Type.Union([Type.String(), Type.Null()]),
  unknownMembers,
  createdAt: instant,
  updatedAt: instant,
  lastUsedAt: instantOrNull,
  liveTokens: count,
  secrets: Type.Array(
    Type.Object({
      secretId: Type.String(),
      hint: Type.String({ description: 'the last four characters' }),
      createdAt: instant,
      retiresAt: instantOrNull,
      kept: Type.Boolean({ description: 'prolonged: it does not retire by itself when it is quiet' }),
      ...lastUse,
    }),
  ),
})
export const Clients = Type.Object({ clients: Type.Array(Client) })
export const CreatedClient = Type.Object({
  client: Client,
  secret: Type.String({ description: 'the secret; it is in this answer and in no other' }),
})
export const DeletedClient = Type.Object({ endedTokens: count })
export const Availability = Type.Object({ available: Type.Boolean(), detail: maybe(Type.String()) })
export const Regeneration = body({
  overlapMinutes: maybe(
    Type.Integer({
      minimum: 0,
      maximum: 10_080,
      description: 'a whole number of minutes from 0 (replace now) to 10080 (seven days)',
    }),
  ),
  revokeTokens: Type.Boolean({
    description: 'true (the tokens issued so far end: the secret leaked) or false (they go on: it was lost)',
  }),
})
export const RegeneratedSecret = Type.Object({
  clientId: Type.String(),
  secret: Type.String(),
  hint: Type.String(),
  previousEndsAt: instant,
  revokedTokens: count,
})
export const SecretEnd = body({
  minutes: Type.Integer({
    minimum: 0,
    maximum: 10_080,
    description: 'a whole number of minutes from now, from 0 (retire now) to 10080 (seven days)',
  }),
})
export const EndingSecret = Type.Object({ retiresAt: instant })
export const PastedCredential = body({ credential: text('a secret or a token that was found somewhere', 2_048) })
export const Identified = Type.Object({
  kind: Type.Union(
    [
      Type.Literal('foreign'),
      Type.Literal('unknown'),
      Type.Literal('secret'),
      Type.Literal('accessToken'),
      Type.Literal('refreshToken'),
      Type.Literal('session'),
    ],
    { description: '"foreign": not of our making; "unknown": ours, but of another tenant or long gone' },
  ),
  live: Type.Boolean(),
  clientId: maybe(Type.String()),
  username: maybe(Type.String()),
  secretId: maybe(Type.String()),
  tokenId: maybe(Type.String()),
  current: maybe(Type.Boolean({ description: 'the current secret of its client, which can only be replaced' })),
  createdAt: maybe(instant),
  endsAt: maybe(instantOrNull),
})
export const TokenWish = body({
  scope: maybe(text('scope names separated by spaces', 1_000)),
  lifetimeMinutes: maybe(minutes),
})
export const GeneratedToken = Type.Object({
  token: Type.String({ description: 'the token; it is in this answer and in no other' }),
  expiresAt: instant,
  scope: Type.String(),
})
export const Tokens = Type.Object({
  tokens: Type.Array(
    Type.Object({
      tokenId: Type.String(),
      kind: Type.Union([Type.Literal('access'), Type.Literal('refresh')], { description: '"access" or "refresh"' }),
      scopes: Type.Array(Type.String()),
      issuedAt: instant,
      expiresAt: instant,
      ...lastUse,
    }),
  ),
})
export const Notices = Type.Object({
  notices: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('accessToken'), Type.Literal('refreshToken'), Type.Literal('secret')]),
      clientId: Type.String(),
      credentialId: Type.String({ description: 'id of the token or the secret' }),
      hint: Type.Union([Type.String(), Type.Null()], { description: 'the last four characters of a secret' }),
      expiresAt: instant,
      stage: Type.Union([Type.Literal(30), Type.Literal(14), Type.Literal(7), Type.Literal(1)], {
        description: 'at most so many days are left',
      }),
      ...lastUse,
      renew: Type.String({ description: 'what to do, for people' }),
      renewAt: Type.String({ description: 'the page of the console to do it on' }),
    }),
  ),
})
export const NewClientKey = body({
  jwk: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
    description: 'a public key as a JWK (RFC 7517)',
  }),
})
const algorithm = Type.Union([
  Type.Literal('ES256'),
  Type.Literal('RS256'),
  Type.Literal('PS256'),
  Type.Literal('EdDSA'),
])
export const ClientKey = Type.Object({
  keyId: Type.String({ description: 'its thumbprint (RFC 7638), which `kid` may name' }),
  algorithm,
  jwk: Type.Record(Type.String(), Type.String()),
  createdAt: instant,
  lastUsedAt: instantOrNull,
})
export const ClientKeys = Type.Object({ keys: Type.Array(ClientKey) })
export const Postman = Type.Object({ collection: Type.Unknown(), environment: Type.Unknown() })

const authorizationQuery = text('the query string that the client sent the browser with', 16_384)
export const AuthorizationQuestion = body({ query: authorizationQuery })
export const Authorization = Type.Object({
  clientId: Type.String(),
  displayName: Type.String(),
  redirectUri: Type.String(),
  scopes: Type.Array(Type.String()),
  directory: Type.Union([Type.String(), Type.Null()], {
    description: 'the slug of the directory that the client is bound to',
  }),
  refreshes: Type.Boolean({ description: 'whether access goes on without anybody until it is revoked or not used' }),
  accessTokenTtl: minutes,
  refreshTokenTtl: minutes,
  refreshTokenIdleTtl: minutes,
})
export const AuthorizationAnswer = body({
  query: authorizationQuery,
  approve: Type.Boolean({ description: 'true or false' }),
  directory: maybe(
    Type.Union([text('the slug of a directory'), Type.Null()], {
      description: 'the slug of the directory that the client may touch, or null for all',
    }),
  ),
})
export const AuthorizationDone = Type.Object({
  redirectTo: Type.String({ description: 'where the browser goes now' }),
})

export const NewTemplate = body({ name: text('the name of the template'), ...settings })
export const Template = Type.Object({ id: Type.String(), name: Type.String(), ...settings })
export const Templates = Type.Object({ templates: Type.Array(Template) })

const directoryType = Type.Union([Type.Literal('OTHER_DIRECTORY'), Type.Literal('LOCAL_DIRECTORY')], {
  description: '"OTHER_DIRECTORY" or "LOCAL_DIRECTORY"',
})
export const NewDirectory = body({
  type: maybe(directoryType),
  name: text('the name of the directory', 1_024),
  domains: words('a list of domains, such as ["OKTA.COM"]'),
})
export const DirectoryChange = body({
  name: maybe(text('the name of the directory', 1_024)),
  domains: maybe(words('a list of domains, such as ["OKTA.COM"]')),
})
export const Directory = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  type: directoryType,
  name: Type.String(),
  domains: Type.Array(Type.String()),
  users: count,
  groups: count,
  createdAt: instant,
  baseUrls: Type.Object({ scim: Type.String(), directory: Type.String(), access: Type.String() }),
})
export const Directories = Type.Object({ directories: Type.Array(Directory) })
export const DirectoryAvailability = Type.Object({ name: maybe(Availability), domain: maybe(Availability) })
export const DeletedDirectory = Type.Object({ users: count, groups: count })

const attributeType = Type.Union(
  [
    Type.Literal('string'),
    Type.Literal('boolean'),
    Type.Literal('decimal'),
    Type.Literal('integer'),
    Type.Literal('dateTime'),
    Type.Literal('reference'),
    Type.Literal('binary'),
    Type.Literal('complex'),
  ],
  { description: 'a type of RFC 7643 §2.3' },
)
const yesOrNo = Type.Boolean({ description: 'true or false' })
const manyWords = (description: string) => Type.Array(Type.String({ maxLength: 256 }), { maxItems: 100, description })
const simpleAttribute = {
  name: text('the name of the attribute'),
  type: attributeType,
  multiValued: maybe(yesOrNo),
  description: maybe(text('what the attribute is for', 1_024)),
  required: maybe(yesOrNo),
  caseExact: maybe(yesOrNo),
  mutability: maybe(
    Type.Union(
      [Type.Literal('readOnly'), Type.Literal('readWrite'), Type.Literal('immutable'), Type.Literal('writeOnly')],
      { description: '"readOnly", "readWrite", "immutable" or "writeOnly"' },
    ),
  ),
  returned: maybe(
    Type.Union([Type.Literal('always'), Type.Literal('never'), Type.Literal('default'), Type.Literal('request')], {
      description: '"always", "never", "default" or "request"',
    }),
  ),
  uniqueness: maybe(
    Type.Union([Type.Literal('none'), Type.Literal('server'), Type.Literal('global')], {
      description: '"none", "server" (in the directory) or "global" (in the tenant)',
    }),
  ),
  canonicalValues: maybe(manyWords('a list of values to suggest')),
  referenceTypes: maybe(manyWords('a list of resource types, or "uri" and "external"')),
}
const subAttribute = body(simpleAttribute)
const schemaDefinition = {
  id: text('the URN of the schema'),
  name: text('the name of the schema'),
  description: maybe(text('what the schema is for', 1_024)),
  attributes: Type.Array(
    body({
      ...simpleAttribute,
      subAttributes: maybe(
        Type.Array(subAttribute, { maxItems: 1_000, description: 'a list of attributes that are not complex' }),
      ),
    }),
    { maxItems: 20_000, description: 'a list of attributes, each with a name and a type' },
  ),
}
/** RFC 7643 §7, for the extensions and resource types that a directory defines for itself. */
export const Extension = body({
  ...schemaDefinition,
  extends: Type.Array(
    body({ resourceType: text('the name of a resource type, such as User'), required: maybe(yesOrNo) }),
    { maxItems: 100, description: 'a list of resource types, such as [{"resourceType":"User"}]' },
  ),
})
export const Extensions = Type.Object({ extensions: Type.Array(Extension) })
export const ResourceType = body({
  name: text('the name of the resource type, such as Entitlement'),
  endpoint: text('its address, such as /Entitlements'),
  description: maybe(text('what the resource type is for', 1_024)),
  schema: Type.Object(schemaDefinition, {
    additionalProperties: false,
    description: 'a schema with an id, a name and attributes',
  }),
  nameAttribute: maybe(text('the attribute that names a resource')),
})
export const ResourceTypes = Type.Object({ resourceTypes: Type.Array(ResourceType) })
export const SchemaHistory = Type.Object({
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      at: instant,
      actor: Type.Object({ kind: Type.String(), name: Type.String() }),
      summary: Type.String({ description: 'what was changed' }),
    }),
  ),
})

export const Change = Type.Object({
  sequence: Type.Integer(),
  at: instant,
  kind: Type.Union([Type.Literal('create'), Type.Literal('update'), Type.Literal('delete'), Type.Literal('revive')]),
  resourceType: Type.String(),
  resourceId: Type.String(),
  version: Type.Integer(),
  actor: Type.Object({ kind: Type.String(), name: Type.String() }),
  difference: Type.Unknown({
    description: 'per attribute [before, after]; members and groups as added and removed ids',
  }),
})
export const Changes = Type.Object({
  changes: Type.Array(Change),
  nextBefore: Type.Union([Type.Integer(), Type.Null()]),
})
export const AuditEntry = Type.Object({
  sequence: Type.Integer({ description: 'from 1, without gaps' }),
  at: instant,
  actor: Type.Object({
    kind: Type.String({ description: 'administrator, client, system or unknown' }),
    name: Type.String({ description: 'the name of the administrator or the id of the client' }),
    tokenId: Type.Union([Type.String(), Type.Null()]),
  }),
  from: Type.Union([
    Type.Object({ address: Type.String(), agent: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  act: Type.String(),
  target: Type.Object({
    kind: Type.String(),
    id: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
  }),
  details: Type.Unknown({ description: 'what there is to know beyond that; changed holds [before, after] per field' }),
  previousHash: Type.String({ description: 'hash of the entry before' }),
  hash: Type.String({ description: 'SHA-256 over the entry and the hash before it, lower-case hex' }),
})
export const AuditLog = Type.Object({
  entries: Type.Array(AuditEntry),
  nextBefore: Type.Union([Type.Integer(), Type.Null()]),
})
export const AuditExport = Type.String({ description: 'entries of the audit log, one a line' })
export const Deleted = Type.Object({
  deleted: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), deletedAt: instant })),
})
export const ParkedMembers = Type.Object({
  total: count,
  members: Type.Array(
    Type.Object({
      id: Type.String({ description: 'the id that the identity provider named' }),
      type: Type.Union([Type.Literal('User'), Type.Literal('Group'), Type.Null()], {
        description: 'what the identity provider says it is; null when it does not say',
      }),
    }),
  ),
})
export const Restored = Type.Object({ id: Type.String(), version: Type.Integer() })

export const NewAdministrator = body({
  username: text('the name the administrator will sign in with'),
  password: text('a password of at least 15 characters', 1_024),
  role,
})
export const AdministratorChange = body({
  role: maybe(role),
  disabled: maybe(Type.Boolean({ description: 'true or false' })),
})
export const Administrator = Type.Object({
  id: Type.String(),
  username: Type.String(),
  role,
  disabled: Type.Boolean(),
  createdAt: instant,
})
export const Administrators = Type.Object({ administrators: Type.Array(Administrator) })
export const PasswordChange = body({
  current: maybe(text('your current password, if you have one', 1_024)),
  next: text('a password of at least 15 characters', 1_024),
})

export const Tenant = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  hosts: Type.Array(Type.String()),
  undoDays: Type.Integer({ description: 'days a deleted user or group can be brought back' }),
  changeDays: Type.Union([Type.Integer(), Type.Null()], {
    description: 'days a change stays in the change logs; null: for ever',
  }),
  auditDays: Type.Union([Type.Integer(), Type.Null()], {
    description: 'days an entry stays in the audit log; null: for ever',
  }),
})
export const TenantChange = body({
  name: maybe(text('the name of the tenant')),
  hosts: maybe(words('a list of host names')),
  undoDays: maybe(Type.Integer({ description: 'a whole number of days from 1 to 365' })),
  changeDays: maybe(
    Type.Union([Type.Integer(), Type.Null()], {
      description: 'a whole number of days, not less than undoDays, or null for every change',
    }),
  ),
  auditDays: maybe(
    Type.Union([Type.Integer(), Type.Null()], {
      description: 'a whole number of days, not less than 30, or null for every entry',
    }),
  ),
})

export type PasskeyCreation = Static<typeof PasskeyCreation>
export type PasskeyRequest = Static<typeof PasskeyRequest>
export type PasskeySignIn = Static<typeof PasskeySignIn>
export type PasskeySetupStart = Static<typeof PasskeySetupStart>
export type PasskeySetupClaim = Static<typeof PasskeySetupClaim>
export type NewPasskey = Static<typeof NewPasskey>
export type PasskeyChange = Static<typeof PasskeyChange>
export type Passkey = Static<typeof Passkey>
export type Passkeys = Static<typeof Passkeys>
export type Session = Static<typeof Session>
export type SecondFactor = Static<typeof SecondFactor>
export type TotpSetup = Static<typeof TotpSetup>
export type TotpConfirmation = Static<typeof TotpConfirmation>
export type RecoveryCodes = Static<typeof RecoveryCodes>
export type Sessions = Static<typeof Sessions>
export type SessionsEnded = Static<typeof SessionsEnded>
export type ClientSettings = Static<typeof ClientSettings>
export type Authorization = Static<typeof Authorization>
export type AuthorizationAnswer = Static<typeof AuthorizationAnswer>
export type AuthorizationDone = Static<typeof AuthorizationDone>
export type ClientKey = Static<typeof ClientKey>
export type ClientKeys = Static<typeof ClientKeys>
export type EndingSecret = Static<typeof EndingSecret>
export type Identified = Static<typeof Identified>
export type Client = Static<typeof Client>
export type Template = Static<typeof Template>
export type Directory = Static<typeof Directory>
export type Extension = Static<typeof Extension>
export type Extensions = Static<typeof Extensions>
export type ResourceType = Static<typeof ResourceType>
export type ResourceTypes = Static<typeof ResourceTypes>
export type SchemaHistory = Static<typeof SchemaHistory>
export type Change = Static<typeof Change>
export type Changes = Static<typeof Changes>
export type AuditEntry = Static<typeof AuditEntry>
export type AuditAct = KnownAct
export type AuditLog = Static<typeof AuditLog>
export type Deleted = Static<typeof Deleted>
export type ParkedMembers = Static<typeof ParkedMembers>
export type Administrator = Static<typeof Administrator>
export type Tenant = Static<typeof Tenant>
export type DirectoryAvailability = Static<typeof DirectoryAvailability>
export type Credentials = Static<typeof Credentials>
export type SetupState = Static<typeof SetupState>
export type SetupClaim = Static<typeof SetupClaim>
export type Clients = Static<typeof Clients>
export type CreatedClient = Static<typeof CreatedClient>
export type DeletedClient = Static<typeof DeletedClient>
export type Availability = Static<typeof Availability>
export type Regeneration = Static<typeof Regeneration>
export type RegeneratedSecret = Static<typeof RegeneratedSecret>
export type TokenWish = Static<typeof TokenWish>
export type GeneratedToken = Static<typeof GeneratedToken>
export type Tokens = Static<typeof Tokens>
export type Notices = Static<typeof Notices>
export type Postman = Static<typeof Postman>
export type NewTemplate = Static<typeof NewTemplate>
export type Templates = Static<typeof Templates>
export type Directories = Static<typeof Directories>
export type NewDirectory = Static<typeof NewDirectory>
export type DirectoryChange = Static<typeof DirectoryChange>
export type DeletedDirectory = Static<typeof DeletedDirectory>
export type NewAdministrator = Static<typeof NewAdministrator>
export type AdministratorChange = Static<typeof AdministratorChange>
export type Administrators = Static<typeof Administrators>
export type PasswordChange = Static<typeof PasswordChange>
export type TenantChange = Static<typeof TenantChange>
export type Restored = Static<typeof Restored>
export type Problem = Static<typeof Problem>
