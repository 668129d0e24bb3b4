/**
 * Workspace ONE Access names its resources in vendor media types and is renaming the vendor: `vnd.vmware` and
 * `vnd.omnissa` mean the same. Plain JSON is understood as well (access-contract §1.4).
 */
export type MediaFamily = 'vmware' | 'omnissa' | 'json'

/** The media type alone, in lower case, of a `Content-Type` or one element of an `Accept`. */
export const essenceOf = (mediaType: string): string => (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase()

/** The family a media type belongs to; undefined for wildcards and for anything that is not JSON. */
export function familyOf(mediaType: string): MediaFamily | undefined {
  const essence = essenceOf(mediaType)
  if (essence === 'application/json') return 'json'
  return VENDOR.exec(essence)?.[1] as MediaFamily | undefined
}

/** `horizon.manager.oauth2client` of `application/vnd.vmware.horizon.manager.oauth2client+json`. */
export const vendorNameOf = (mediaType: string): string | undefined => VENDOR.exec(essenceOf(mediaType))?.[2]

const VENDOR = /^application\/vnd\.(vmware|omnissa)\.([a-z0-9._-]+)\+json$/

/** The full media type of `name` in a family. */
export const mediaTypeIn = (family: MediaFamily, name: string): string =>
  family === 'json' ? 'application/json' : `application/vnd.${family}.${name}+json`

/**
 * The family to answer in: the first one that `Accept` names, else the one the request itself was written in when that
 * is a vendor's, else `vmware`. Nothing is ever refused for its `Accept`.
 */
export function answerFamily(accept: string | undefined, contentType: string | undefined): MediaFamily {
  for (const element of (accept ?? '').split(',')) {
    const family = /;\s*q=0(?:\.0*)?\s*$/i.test(element) ? undefined : familyOf(element)
    if (family !== undefined) return family
  }
  const sent = familyOf(contentType ?? '')
  return sent === 'omnissa' ? sent : 'vmware'
}
