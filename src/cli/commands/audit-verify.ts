import { type AuditVerdict, verifyAudit } from '../../access/verify-audit.ts'
import { type Args, type Command, EXIT, type ExitCode, flag, type Io, text } from '../command.ts'
import { type StorageWork, withStorage } from '../with-storage.ts'

export const auditVerifyCommand: Command = {
  name: 'audit verify',
  summary:
    'Check that nobody changed the audit log in the store at MUSTER_DATA behind the program. Fails where somebody did.',
  options: [
    {
      name: 'tenant',
      kind: 'text',
      placeholder: 'slug',
      summary: 'The log of this tenant alone; without it every one',
    },
  ],
  run: (args, io) => withStorage(io, (storage) => verifyIn(args, io, storage)),
}

type Verified = AuditVerdict & { readonly tenant: string }

async function verifyIn(args: Args, io: Io, storage: Parameters<StorageWork>[0]): Promise<ExitCode> {
  const slug = text(args, 'tenant')
  const tenants = (await storage.tenants.list()).filter((tenant) => slug === undefined || tenant.slug === slug)
  if (slug !== undefined && tenants.length === 0) {
    io.stderr.write(`muster: there is no tenant with the slug ${slug}\n`)
    return EXIT.failed
  }
  const verified: Verified[] = []
  for (const tenant of tenants)
    verified.push({ tenant: tenant.slug, ...(await verifyAudit(storage.audit, tenant.tenantId)) })
  if (flag(args, 'json')) io.stdout.write(`${JSON.stringify({ tenants: verified })}\n`)
  else for (const each of verified) io.stdout.write(sentence(each))
  return verified.some(({ broken }) => broken !== undefined) ? EXIT.failed : EXIT.ok
}

function sentence({ tenant, good, purged, last, broken }: Verified): string {
  const counted = `${good} ${good === 1 ? 'entry is' : 'entries are'} good`
  const before = purged === 0 ? '' : `, behind ${purged} that were purged`
  return broken === undefined
    ? `${tenant}: ${counted}${before}. The last one is ${last.sequence} with the hash ${last.hash}.\n`
    : `${tenant}: BROKEN at entry ${broken.sequence}: ${broken.reason}. Up to there ${counted}${before}.\n`
}
