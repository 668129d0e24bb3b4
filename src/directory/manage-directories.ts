import type { Clock } from '../shared/clock.ts'
import { auditEntry, changedFields, type AuditedBy, type AuditTarget } from '../shared/audit-entry.ts'
import type { NewId } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'
import { domainKey, problemWithDomain } from './domain-name.ts'
import type { DirectoryError } from './errors.ts'
import type { Directory, DirectoryNameTaken, DirectoryStore, DirectoryType, DomainTaken } from './ports.ts'

export type ManageDirectoriesDeps = {
  readonly directories: DirectoryStore
  readonly clock: Clock
  readonly newId: NewId
}

export type NewDirectory = { readonly type: DirectoryType; readonly name: string; readonly domains: readonly string[] }

const MAX_NAME = 128
const MAX_DOMAINS = 100

/** Creates a directory with its domains. Name and domains are unique in the tenant; the database decides, so of two at once one wins. */
export async function createDirectory(
  deps: ManageDirectoriesDeps,
  tenantId: number,
  wanted: NewDirectory,
  by: AuditedBy,
): Promise<Result<Directory, DirectoryError>> {
  const problem = problemWithName(wanted.name) ?? problemWithDomains(wanted.domains)
  if (problem !== undefined) return fail(problem)
  const created = await deps.directories.create(
    {
      tenantId,
      uuid: deps.newId(),
      slug: slugOf(wanted.name),
      type: wanted.type,
      name: wanted.name,
      domains: wanted.domains,
      createdAt: deps.clock(),
    },
    by.actor,
    (made) => {
      const { type, slug, domains } = made
      return auditEntry(by, made.createdAt, 'directory.create', directoryTarget(made), { type, slug, domains })
    },
  )
  return created.ok ? created : fail(taken(created.error))
}

export async function getDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  tenantId: number,
  uuid: string,
): Promise<Result<Directory, DirectoryError>> {
  const directory = await deps.directories.byUuid(tenantId, uuid)
  return directory === undefined ? fail(NOT_FOUND) : ok(directory)
}

/** Removes the directory with its users, groups and domains, and says how many users and groups went. */
export async function deleteDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories' | 'clock'>,
  tenantId: number,
  uuid: string,
  by: AuditedBy,
): Promise<Result<{ readonly users: number; readonly groups: number }, DirectoryError>> {
  const found = await getDirectory(deps, tenantId, uuid)
  return found.ok ? ok(await removeDirectory(deps, found.value, by)) : found
}

export function removeDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories' | 'clock'>,
  directory: Directory,
  by: AuditedBy,
): Promise<{ readonly users: number; readonly groups: number }> {
  const at = deps.clock()
  return deps.directories.remove(directory, (counts) =>
    auditEntry(by, at, 'directory.remove', directoryTarget(directory), { removed: Object.fromEntries(counts) }),
  )
}

export const directoryTarget = ({ uuid, name }: Directory): AuditTarget => ({ kind: 'directory', id: uuid, name })

/** Renames a directory or changes its domains; what is left out stays, and so does the slug in its base URL. */
export async function updateDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories' | 'clock'>,
  directory: Directory,
  by: AuditedBy,
  change: { readonly name?: string; readonly domains?: readonly string[] },
): Promise<Result<Directory, DirectoryError>> {
  const { name = directory.name, domains = directory.domains } = change
  const problem = problemWithName(name) ?? problemWithDomains(domains)
  if (problem !== undefined) return fail(problem)
  const at = deps.clock()
  const updated = await deps.directories.update(directory, { name, domains }, (before) => {
    const changed = changedFields({ name: before.name, domains: before.domains }, { name, domains })
    return auditEntry(by, at, 'directory.update', directoryTarget({ ...directory, name }), { changed })
  })
  if (updated === undefined) return fail(NOT_FOUND)
  return updated.ok ? updated : fail(taken(updated.error))
}

export type Availability = { readonly available: boolean; readonly detail?: string }

/** Whether a name or a domain could be given to a new directory, or to `except`, for a form that asks while typing. */
export async function checkAvailability(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  tenantId: number,
  asked: { readonly name?: string; readonly domain?: string; readonly except?: string },
): Promise<{ readonly name?: Availability; readonly domain?: Availability }> {
  const others = (await deps.directories.list(tenantId)).filter(({ slug }) => slug !== asked.except)
  return {
    ...(asked.name === undefined ? {} : { name: nameAvailability(others, asked.name) }),
    ...(asked.domain === undefined ? {} : { domain: domainAvailability(others, asked.domain) }),
  }
}

function nameAvailability(others: readonly Directory[], name: string): Availability {
  const problem = problemWithName(name)
  if (problem !== undefined) return { available: false, detail: problem.detail }
  const holder = others.find((one) => canonicalKey(one.name) === canonicalKey(name))
  if (holder === undefined) return { available: true }
  return { available: false, detail: taken({ kind: 'directoryNameTaken', directoryName: holder.name }).detail }
}

function domainAvailability(others: readonly Directory[], domain: string): Availability {
  const problem = problemWithDomains([domain])
  if (problem !== undefined) return { available: false, detail: problem.detail }
  const holder = others.find((one) => one.domains.some((own) => domainKey(own) === domainKey(domain)))
  if (holder === undefined) return { available: true }
  return { available: false, detail: taken({ kind: 'domainTaken', domain, directoryName: holder.name }).detail }
}

function taken(error: DomainTaken | DirectoryNameTaken): DirectoryError {
  if (error.kind === 'directoryNameTaken') {
    return {
      ...error,
      detail: `There already is a directory named ${JSON.stringify(error.directoryName)}. Choose another name.`,
    }
  }
  const owner = JSON.stringify(error.directoryName)
  const detail = `The domain ${error.domain} already belongs to the directory ${owner}. A domain belongs to one directory of a tenant, whatever its case: use that directory, or choose another domain.`
  return { kind: 'domainTaken', domain: error.domain, detail }
}

const NOT_FOUND: DirectoryError = {
  kind: 'directoryNotFound',
  detail: 'There is no such directory in this tenant. It may have been deleted.',
}

function problemWithName(name: string): DirectoryError | undefined {
  const invalid = (detail: string): DirectoryError => ({ kind: 'directoryInvalid', field: 'name', detail })
  if (name.trim() === '') return invalid('A directory needs a name, for example "Okta Universal Directory".')
  if (name.length > MAX_NAME)
    return invalid(`The name of a directory has at most ${MAX_NAME} characters; this one has ${name.length}.`)
  if (name !== name.trim()) return invalid('The name of a directory neither begins nor ends with white space.')
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name))
    return invalid('The name of a directory has a character that cannot be shown.')
  return undefined
}

function problemWithDomains(domains: readonly string[]): DirectoryError | undefined {
  const invalid = (detail: string): DirectoryError => ({ kind: 'directoryInvalid', field: 'domains', detail })
  if (domains.length === 0) return invalid('A directory needs at least one domain, for example ["OKTA.COM"].')
  if (domains.length > MAX_DOMAINS)
    return invalid(`A directory has at most ${MAX_DOMAINS} domains; this one has ${domains.length}.`)
  for (const domain of domains) {
    const problem = problemWithDomain(domain)
    if (problem !== undefined) return invalid(`${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`)
  }
  if (new Set(domains.map(domainKey)).size < domains.length) return invalid('A domain is listed twice.')
  return undefined
}

/** `Okta Universal Directory` → `okta-universal-directory`: readable in a base URL, and without the `_` that Okta refuses. */
function slugOf(name: string): string {
  const slug = canonicalKey(name)
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
  // `/directories/check` is another address
  if (slug === 'check') return 'check-directory'
  return slug === '' ? 'directory' : slug
}
