import { randomBytes } from 'node:crypto'
import { createTenant } from '../../access/create-tenant.ts'
import { issueSetupLink } from '../../access/set-up.ts'
import { defaultTenant } from '../../app.ts'
import { type Args, type Command, EXIT, type ExitCode, flag, type Io, text } from '../command.ts'
import { type StorageWork, withStorage } from '../with-storage.ts'

export const tenantCreateCommand: Command = {
  name: 'tenant create',
  summary: 'Create a tenant in the store at MUSTER_DATA, while no server runs on it, and a link to set it up.',
  options: [
    { name: 'slug', kind: 'text', placeholder: 'slug', required: true, summary: 'Small letters, digits and hyphens' },
    { name: 'name', kind: 'text', placeholder: 'text', summary: 'What people call it; without it the slug' },
    {
      name: 'hosts',
      kind: 'text',
      placeholder: 'names',
      summary: 'Its host names, separated by commas; always also SLUG.localhost',
    },
  ],
  run: (args, io) => withStorage(io, (storage, config) => createIn(args, io, storage, config.port)),
}

async function createIn(args: Args, io: Io, storage: Parameters<StorageWork>[0], port: number): Promise<ExitCode> {
  // the first tenant is what local addresses mean, so on an empty store it is made first
  await defaultTenant(storage, Date.now)
  const slug = text(args, 'slug') ?? ''
  const hosts = (text(args, 'hosts') ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '')
  const created = await createTenant({ ...storage, clock: Date.now }, { slug, name: text(args, 'name') ?? slug, hosts })
  if (!created.ok) {
    io.stderr.write(`muster: ${created.error.detail}\n`)
    return EXIT.failed
  }
  const { token, expiresAt } = await issueSetupLink({ ...storage, clock: Date.now, randomBytes }, created.value)
  const setupUrl = `http://${slug}.localhost:${port}/console/setup#token=${token}`
  const made = {
    slug,
    name: created.value.name,
    hosts: created.value.hosts,
    setupUrl,
    expiresAt: new Date(expiresAt).toISOString(),
  }
  io.stdout.write(flag(args, 'json') ? `${JSON.stringify(made)}\n` : sentence(made))
  return EXIT.ok
}

type Made = { readonly slug: string; readonly setupUrl: string; readonly expiresAt: string }

const sentence = ({ slug, setupUrl, expiresAt }: Made): string =>
  `Created the tenant ${slug}. Start the server; this link makes its first administrator, once, until ${expiresAt}:\n` +
  `  ${setupUrl}\n`
