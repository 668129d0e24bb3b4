import { versionTag } from './representation.ts'

/**
 * The entity tags of `If-Match` and `If-None-Match` (RFC 9110 §13.1, RFC 7644 §3.14) or of `version` in a bulk operation:
 * whether a version is among them. Our tags are weak and name a version, which is what SCIM clients mean, so they are
 * compared weakly; a tag that is none of ours matches nothing.
 */
export function tagsNaming(field: string): (version: number) => boolean {
  if (field.trim() === '*') return () => true
  const tags = new Set(field.split(',').map((tag) => opaque(tag.trim())))
  return (version) => tags.has(opaque(versionTag(version)))
}

const opaque = (tag: string): string => tag.replace(/^W\//, '')
