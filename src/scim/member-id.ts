/**
 * The id that a client means. Ours are lower-case UUIDs, and a UUID is the same in any case (RFC 9562 §4); what is none of
 * ours is kept as it came. Spaces around it come from mappings.
 */
export function memberIdOf(written: string): string {
  const id = written.trim()
  return UUID.test(id) ? id.toLowerCase() : id
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id in the address of a resource: `…/Users/{id}`. */
export function idInAddress(address: string): string | undefined {
  const last = /\/([^/?#]+)\/?(?:[?#].*)?$/.exec(address.trim())?.[1]
  return last === undefined ? undefined : memberIdOf(last)
}
