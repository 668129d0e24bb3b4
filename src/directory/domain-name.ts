import { canonicalKey } from '../shared/text.ts'

const MAX_LENGTH = 100

/**
 * A domain is a label and need not be a DNS name (`OKTA.COM`, `ssp`, `local_domain` are all in use); it is kept as
 * given. What is refused could be mistaken for something else or typed by accident. Undefined when the name is fine.
 */
export function problemWithDomain(domain: string): string | undefined {
  const shown = JSON.stringify(domain.slice(0, MAX_LENGTH))
  if (domain.length > MAX_LENGTH) return `the domain ${shown}… is longer than ${MAX_LENGTH} characters`
  if (!/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(domain) || domain.includes('..')) {
    return `the domain ${shown} is not acceptable: letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit`
  }
  if (domain.split('.').some((label) => label.length > 63))
    return `a part of the domain ${shown} is longer than 63 characters`
  if (/^[\d.]+$/.test(domain)) return `the domain ${shown} looks like an address; use a name`
  if (canonicalKey(domain) === 'system domain') return 'the domain "System Domain" is reserved'
  return undefined
}

/** One key for `OKTA.COM`, `okta.com` and `Okta.Com.`; what is unique in a tenant. */
export const domainKey = (domain: string): string => canonicalKey(domain).replace(/\.$/, '')
