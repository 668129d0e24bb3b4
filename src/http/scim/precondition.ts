import { versionTag } from '../../scim/representation.ts'
import type { Precondition } from '../../directory/resource-deps.ts'
import type { Call } from '../route.ts'

/**
 * `If-Match` (RFC 9110 §13.1.1, RFC 7644 §3.14). Our tags are weak and name a version, which is what SCIM clients mean,
 * so they are compared weakly; a tag that is none of ours matches nothing.
 */
export function ifMatch(call: Call): Precondition | undefined {
  const header = call.headers['if-match']
  if (typeof header !== 'string') return undefined
  if (header.trim() === '*') return () => true
  const tags = tagsIn(header)
  return (version) => tags.has(opaque(versionTag(version)))
}

/** `If-None-Match` on a read (RFC 9110 §13.1.2): whether the caller already has this version. */
export function alreadyHas(call: Call, version: number): boolean {
  const header = call.headers['if-none-match']
  if (typeof header !== 'string') return false
  return header.trim() === '*' || tagsIn(header).has(opaque(versionTag(version)))
}

const tagsIn = (header: string): ReadonlySet<string> => new Set(header.split(',').map((tag) => opaque(tag.trim())))

const opaque = (tag: string): string => tag.replace(/^W\//, '')
