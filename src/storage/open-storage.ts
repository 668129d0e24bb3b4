import type { AdministratorStore, SecondFactorStore, SetupStore } from '../access/ports/administrators.ts'
import type { AuditStore } from '../access/ports/audit.ts'
import type { ClientKeyStore } from '../access/ports/client-keys.ts'
import type { ClientStore, TemplateStore } from '../access/ports/clients.ts'
import type { ExpiryStore } from '../access/ports/expiry.ts'
import type { GrantStore } from '../access/ports/grants.ts'
import type { ChallengeStore, PasskeyStore } from '../access/ports/passkeys.ts'
import type { TenantStore } from '../access/ports/tenants.ts'
import type { TokenStore } from '../access/ports/tokens.ts'
import type { CursorKeys, DirectoryStore, ResourceStore, SchemaStore } from '../directory/ports.ts'
import type { Clock } from '../shared/clock.ts'
import { administratorStore } from './administrator-store.ts'
import { auditStore } from './audit-store.ts'
import { challengeStore } from './challenge-store.ts'
import { clientKeyStore } from './client-key-store.ts'
import { clientStore } from './client-store.ts'
import { cursorKeys } from './cursor-keys.ts'
import { DirectoryList } from './directory-list.ts'
import { schemaStore } from './schema-store.ts'
import { schemas } from './migrations/0011-schemas.ts'
import { memberNames } from './migrations/0012-member-names.ts'
import { audit as auditMigration } from './migrations/0013-audit.ts'
import { sessions } from './migrations/0014-sessions.ts'
import { nestedMembers } from './migrations/0015-nested-members.ts'
import { unknownMembers } from './migrations/0016-unknown-members.ts'
import { parkedMembersIndex } from './migrations/0017-parked-members.ts'
import { secondFactors } from './migrations/0019-second-factors.ts'
import { directoryStore } from './directory-store.ts'
import { grantStore } from './grant-store.ts'
import { expiryStore } from './expiry-store.ts'
import { foundation } from './migrations/0001-foundation.ts'
import { administration } from './migrations/0002-administration.ts'
import { tenantList } from './migrations/0003-tenant-list.ts'
import { changeRetention } from './migrations/0004-change-retention.ts'
import { authorizationGrants } from './migrations/0005-authorization-grants.ts'
import { passkeys } from './migrations/0006-passkeys.ts'
import { clientKeys } from './migrations/0007-client-keys.ts'
import { indexSchemas } from './migrations/0008-index-schemas.ts'
import { cursorKey } from './migrations/0009-cursor-key.ts'
import { credentialUse } from './migrations/0010-credential-use.ts'
import { longLivedTokens } from './migrations/0018-long-lived-tokens.ts'
import { openDatabase, type PostgresPlace, type SqlitePlace } from './open-database.ts'
import { OwnPositions } from './own-positions.ts'
import { passkeyStore } from './passkey-store.ts'
import { purge } from './purge.ts'
import { resourceStore } from './resource-store.ts'
import { secondFactorStore } from './second-factor-store.ts'
import { setupStore } from './setup-store.ts'
import { SharedPositions } from './shared-positions.ts'
import { sql } from './sql.ts'
import { templateStore } from './template-store.ts'
import { tenantStore } from './tenant-store.ts'
import { tokenStore } from './token-store.ts'

export type StorageOptions = (SqlitePlace | PostgresPlace) & {
  readonly clock: Clock
  /** The disk failed. Writes are refused from now on; the process should say so and exit. */
  readonly onFatal: (error: Error) => void
}

export type Storage = {
  readonly audit: AuditStore
  readonly tenants: TenantStore
  readonly administrators: AdministratorStore
  readonly passkeys: PasskeyStore
  readonly challenges: ChallengeStore
  readonly secondFactors: SecondFactorStore
  readonly setup: SetupStore
  readonly clients: ClientStore
  readonly clientKeys: ClientKeyStore
  readonly templates: TemplateStore
  readonly tokens: TokenStore
  readonly expiries: ExpiryStore
  readonly grants: GrantStore
  readonly directories: DirectoryStore
  readonly resources: ResourceStore
  readonly cursorKeys: CursorKeys
  readonly schemas: SchemaStore
  /** Whether it can be read right now. */
  ready(): Promise<boolean>
  /** Deletes for good what can no longer be brought back; to be called once an hour or so. Returns the resources that went. */
  purge(): Promise<number>
  /** Answers what it has accepted, refuses the rest. */
  close(): Promise<void>
}

export const MIGRATIONS = [
  foundation,
  administration,
  tenantList,
  changeRetention,
  authorizationGrants,
  passkeys,
  clientKeys,
  indexSchemas,
  cursorKey,
  credentialUse,
  schemas,
  memberNames,
  auditMigration,
  sessions,
  nestedMembers,
  unknownMembers,
  parkedMembersIndex,
  longLivedTokens,
  secondFactors,
]

/** Opens the database, brings its schema up to date and gives the stores. Throws {@link StorageError}. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { clock } = options
  const database = await openDatabase(options, MIGRATIONS)
  const { reader } = database
  const positions = database.dialect.manyWriters ? new SharedPositions(reader) : new OwnPositions(reader)
  const directories = new DirectoryList(database, clock)
  const tenants = await tenantStore(database)
  const tokens = tokenStore(database)
  const clients = clientStore(database)
  return {
    audit: auditStore(database),
    tenants,
    administrators: administratorStore(database),
    passkeys: passkeyStore(database),
    challenges: challengeStore(database),
    secondFactors: secondFactorStore(database),
    setup: setupStore(database),
    templates: templateStore(database),
    clients,
    clientKeys: clientKeyStore(database),
    tokens,
    expiries: expiryStore(database),
    grants: grantStore(database),
    cursorKeys: cursorKeys(database),
    directories: directoryStore(database, positions, clock, directories),
    resources: resourceStore(database, positions, clock, directories),
    schemas: schemaStore(database, positions, directories),
    ready: async () => (await reader.get(sql`SELECT 1 FROM migration WHERE number = 1`)) !== undefined,
    purge: () => purge(database, clock()),
    async close() {
      tenants.stopWatching()
      const noted = Promise.all([tokens.flushUses(), clients.flushUses()])
      await database.close()
      await noted
    },
  }
}
