import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { createPasswordHasher } from '../../access/argon2.ts'
import { createAdministrator } from '../../access/create-administrator.ts'
import type { Administrator } from '../../access/ports/administrators.ts'
import type { Tenant } from '../../access/ports/tenants.ts'
import { defaultTenant } from '../../app.ts'
import { type Args, type Command, EXIT, type ExitCode, flag, type Io, text } from '../command.ts'
import { type StorageWork, withStorage } from '../with-storage.ts'

const ROLES = ['owner', 'administrator', 'auditor'] as const satisfies Administrator['role'][]

export const adminCreateCommand: Command = {
  name: 'admin create',
  summary: 'Create an administrator in the store at MUSTER_DATA, while no server runs on it.',
  options: [
    { name: 'username', kind: 'text', placeholder: 'name', required: true, summary: 'The name to sign in with' },
    {
      name: 'password',
      kind: 'text',
      placeholder: 'text',
      environment: 'MUSTER_NEW_PASSWORD',
      summary: 'At least 15 characters; without it one is made and printed',
    },
    {
      name: 'role',
      kind: 'choice',
      choices: ROLES,
      summary: 'What the administrator may do; owner for the first one, else administrator',
    },
    {
      name: 'tenant',
      kind: 'text',
      placeholder: 'slug',
      summary: 'The slug of the tenant; without it the default tenant',
    },
  ],
  run: (args, io) => withStorage(io, (storage) => createIn(args, io, storage)),
}

async function createIn(args: Args, io: Io, storage: Parameters<StorageWork>[0]): Promise<ExitCode> {
  const tenant = await findTenant(storage, text(args, 'tenant'))
  if (tenant === undefined) return refuse(io, `there is no tenant with the slug ${text(args, 'tenant') ?? ''}`)
  const chosen = text(args, 'password')
  const password = chosen ?? io.randomText(15)
  const { administrators } = storage
  const deps = { administrators, clock: Date.now, newId: randomUUIDv7, hasher: createPasswordHasher(randomBytes) }
  const usual = (await administrators.count(tenant.tenantId)) === 0 ? 'owner' : 'administrator'
  const role = ROLES.find((each) => each === text(args, 'role')) ?? usual
  const username = text(args, 'username') ?? ''
  const created = await createAdministrator(deps, { tenantId: tenant.tenantId, username, password, role })
  if (!created.ok) return refuse(io, created.error.detail)
  const made = { tenant: tenant.slug, username, role, ...(chosen === undefined ? { password } : {}) }
  io.stdout.write(flag(args, 'json') ? `${JSON.stringify(made)}\n` : sentence(made))
  return EXIT.ok
}

/** Undefined for a slug that nobody has. */
async function findTenant(storage: Parameters<StorageWork>[0], slug: string | undefined): Promise<Tenant | undefined> {
  const fallback = await defaultTenant(storage, Date.now)
  if (slug === undefined) return fallback
  return (await storage.tenants.list()).find((tenant) => tenant.slug === slug)
}

type Made = { readonly tenant: string; readonly username: string; readonly role: string; readonly password?: string }

const sentence = ({ tenant, username, role, password }: Made): string =>
  `Created the ${role} ${username} of the tenant ${tenant}.\n` +
  (password === undefined ? '' : `The password, shown this once: ${password}\n`)

function refuse(io: Io, sentence: string): ExitCode {
  io.stderr.write(`muster: ${sentence}\n`)
  return EXIT.failed
}
