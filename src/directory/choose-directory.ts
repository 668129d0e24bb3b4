import { fail, ok, type Result } from '../shared/result.ts'
import { domainKey } from './domain-name.ts'
import type { Directory, DirectoryStore } from './ports.ts'

export type DirectoryRefusal =
  | { readonly kind: 'notFound'; readonly detail: string }
  | { readonly kind: 'invalidValue'; readonly path: string; readonly detail: string }

/**
 * Which directory a SCIM request means (DESIGN §6): the one in its address; else the one its token is bound to; else the
 * one that owns the `domain` in the body; else the tenant's only directory of type Other. A token that is bound to a
 * directory sees no other: for it they do not exist.
 */
export async function chooseDirectory(
  directories: DirectoryStore,
  asked: {
    readonly tenantId: number
    readonly slug: string | undefined
    readonly boundTo: number | undefined
    readonly domain: string | undefined
  },
): Promise<Result<Directory, DirectoryRefusal>> {
  const all = await directories.list(asked.tenantId)
  const visible = asked.boundTo === undefined ? all : all.filter((one) => one.directoryId === asked.boundTo)
  if (asked.slug !== undefined) {
    const named = visible.find((one) => one.slug === asked.slug)
    return named === undefined ? noSuchDirectory(asked.slug) : agree(named, asked.domain)
  }
  const [only] = visible
  if (asked.boundTo !== undefined) {
    return only === undefined
      ? fail({ kind: 'notFound', detail: 'The directory this token was made for has been deleted.' })
      : agree(only, asked.domain)
  }
  const others = visible.filter((one) => one.type === 'OTHER_DIRECTORY')
  if (asked.domain !== undefined) return byDomain(others, asked.domain)
  const [first, second] = others
  if (first !== undefined && second === undefined) return ok(first)
  return fail({
    kind: 'invalidValue',
    path: 'domain',
    detail: first === undefined ? NO_DIRECTORY : severalDirectories(others),
  })
}

const NO_DIRECTORY = 'This tenant has no directory of type Other yet. Create one in Muster, then try again.'

const severalDirectories = (others: readonly Directory[]): string =>
  `This tenant has several directories, and the request does not say which one it means. Send the domain of one of them (${domainsOf(others)}), or use a base URL such as /directories/${others[0]?.slug ?? ''}/scim/v2.`

const domainsOf = (all: readonly Directory[]): string => all.flatMap((one) => one.domains).join(', ')

function byDomain(others: readonly Directory[], domain: string): Result<Directory, DirectoryRefusal> {
  const owner = others.find((one) => owns(one, domain))
  if (owner !== undefined) return ok(owner)
  const detail =
    others.length === 0
      ? NO_DIRECTORY
      : `No directory of this tenant has the domain ${JSON.stringify(domain)}. Map the attribute domain to one of ${domainsOf(others)}.`
  return fail({ kind: 'invalidValue', path: 'domain', detail })
}

/**
 * A domain must be one of the directory that address or token already decided. Bodies are asked before they are read; what
 * is written is asked again (`checkDomain`), for there are many ways to write it.
 */
export function agree(directory: Directory, domain: string | undefined): Result<Directory, DirectoryRefusal> {
  if (domain === undefined || owns(directory, domain)) return ok(directory)
  const detail = `The domain ${JSON.stringify(domain)} doesn't belong to the directory ${JSON.stringify(directory.name)}, whose domains are ${directory.domains.join(', ')}. Map the attribute domain to one of them.`
  return fail({ kind: 'invalidValue', path: 'domain', detail })
}

const owns = (directory: Directory, domain: string): boolean =>
  directory.domains.some((own) => domainKey(own) === domainKey(domain))

const noSuchDirectory = (slug: string): Result<never, DirectoryRefusal> =>
  fail({
    kind: 'notFound',
    detail: `There is no directory ${JSON.stringify(slug)} for this token. Check the base URL in the identity provider.`,
  })
