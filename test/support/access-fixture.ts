import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { createPasswordHasher } from '../../src/access/argon2.ts'
import type { Caller } from '../../src/access/caller.ts'
import type { ClientSettings } from '../../src/access/client-settings.ts'
import { createFailureLimiter } from '../../src/access/failures.ts'
import { createLimits, DEFAULT_LIMITS } from '../../src/access/limits.ts'
import { createClient } from '../../src/access/manage-clients.ts'
import { REFUSAL_LIMITS } from '../../src/access/note-refusal.ts'
import { CODE_LIMITS } from '../../src/access/prove-second-factor.ts'
import type { Provenance } from '../../src/access/ports/provenance.ts'
import type { Tenant } from '../../src/access/ports/tenants.ts'
import { openStorage } from '../../src/storage/open-storage.ts'

/** Where nobody in particular asks from. */
export const FROM: Provenance = { address: '192.0.2.9', agent: undefined }

/** The use cases of access control on a store of their own, with a clock that a test moves by hand. */
export async function openAccess() {
  let now = Date.UTC(2026, 0, 15, 12)
  const clock = () => now
  const storage = await openStorage({ path: ':temporary:', clock, onFatal: (error) => console.error(error) })
  const deps = {
    ...storage,
    clock,
    newId: () => randomUUIDv7(),
    randomBytes,
    hasher: createPasswordHasher(randomBytes),
    limits: createLimits(clock, DEFAULT_LIMITS),
    secretFailures: createFailureLimiter(clock),
    passwordFailures: createFailureLimiter(clock),
    refusalsNoted: createFailureLimiter(clock, REFUSAL_LIMITS),
    codeFailures: createFailureLimiter(clock, CODE_LIMITS),
  }
  const createTenant = async (slug: string): Promise<Tenant> => {
    const made = await storage.tenants.create({
      slug,
      name: slug,
      hosts: [`${slug}.test`],
      suspended: false,
      createdAt: now,
    })
    if (!made.ok) throw new Error(`tenant ${slug}: ${made.error.kind}`)
    return made.value
  }
  return {
    deps,
    createTenant,
    tenant: await createTenant('acme'),
    pass: (milliseconds: number) => void (now += milliseconds),
    close: () => storage.close(),
  }
}

export type AccessFixture = Awaited<ReturnType<typeof openAccess>>

export const administratorOf = (tenant: Tenant): Caller => ({
  tenantId: tenant.tenantId,
  actor: { kind: 'administrator', name: 'ada' },
  scopes: ['admin'],
  directoryId: undefined,
  unknownMembers: 'park',
})

/** A service client and its secret. */
export async function aClient(
  { deps }: AccessFixture,
  tenant: Tenant,
  clientId: string,
  settings: ClientSettings = {},
): Promise<string> {
  const made = await createClient(deps, administratorOf(tenant), clientId, {
    grantTypes: 'client_credentials',
    ...settings,
  })
  if (!made.ok) throw new Error(made.error.detail)
  return made.value.secret
}
