import type { Clock } from '../shared/clock.ts'
import type { NewId } from '../shared/ids.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'
import { domainKey, problemWithDomain } from './domain-name.ts'
import type { DirectoryError } from './errors.ts'
import type { Actor, Directory, DirectoryStore, DirectoryType } from './ports.ts'

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
  actor: Actor,
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
    actor,
  )
  if (created.ok) return created
  const { error } = created
  if (error.kind === 'directoryNameTaken') {
    return fail({ ...error, detail: `There already is a directory named ${JSON.stringify(error.directoryName)}. Choose another name.` })
  }
  const owner = JSON.stringify(error.directoryName)
  const detail = `The domain ${error.domain} already belongs to the directory ${owner}. A domain belongs to one directory of a tenant, whatever its case: use that directory, or choose another domain.`
  return fail({ kind: 'domainTaken', domain: error.domain, detail })
}

export async function getDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  tenantId: number,
  uuid: string,
): Promise<Result<Directory, DirectoryError>> {
  const directory = await deps.directories.byUuid(tenantId, uuid)
  if (directory !== undefined) return ok(directory)
  return fail({ kind: 'directoryNotFound', detail: 'There is no directory with this id in this tenant. It may have been deleted.' })
}

/** Removes the directory with its users, groups and domains, and says how many users and groups went. */
export async function deleteDirectory(
  deps: Pick<ManageDirectoriesDeps, 'directories'>,
  tenantId: number,
  uuid: string,
): Promise<Result<{ readonly users: number; readonly groups: number }, DirectoryError>> {
  const found = await getDirectory(deps, tenantId, uuid)
  return found.ok ? ok(await deps.directories.remove(found.value)) : found
}

function problemWithName(name: string): DirectoryError | undefined {
  const invalid = (detail: string): DirectoryError => ({ kind: 'directoryInvalid', field: 'name', detail })
  if (name.trim() === '') return invalid('A directory needs a name, for example "Okta Universal Directory".')
  if (name.length > MAX_NAME) return invalid(`The name of a directory has at most ${MAX_NAME} characters; this one has ${name.length}.`)
  if (name !== name.trim()) return invalid('The name of a directory neither begins nor ends with white space.')
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name)) return invalid('The name of a directory has a character that cannot be shown.')
  return undefined
}

function problemWithDomains(domains: readonly string[]): DirectoryError | undefined {
  const invalid = (detail: string): DirectoryError => ({ kind: 'directoryInvalid', field: 'domains', detail })
  if (domains.length === 0) return invalid('A directory needs at least one domain, for example ["OKTA.COM"].')
  if (domains.length > MAX_DOMAINS) return invalid(`A directory has at most ${MAX_DOMAINS} domains; this one has ${domains.length}.`)
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
  return slug === '' ? 'directory' : slug
}
