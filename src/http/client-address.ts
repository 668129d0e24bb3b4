import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * Where a request comes from. Behind a trusted proxy that is the last hop that no such proxy is; some proxies write its port
 * too (Azure Application Gateway), or something that is no address, for which the socket's counts.
 */
export function addressOf(request: FastifyRequest): string {
  const { ip } = request
  const { remoteAddress } = request.raw.socket
  const address = ip === remoteAddress ? ip : (readHop(ip) ?? remoteAddress)
  // a socket that listens on IPv6 shows IPv4 inside of it; one that is closed already has none
  return address?.startsWith('::ffff:') === true ? address.slice('::ffff:'.length) : (address ?? '')
}

function readHop(hop: string): string | undefined {
  if (isIP(hop) !== 0) return hop
  const bare = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/.exec(hop)
  const address = bare?.[1] ?? bare?.[2]
  return address !== undefined && isIP(address) !== 0 ? address : undefined
}
