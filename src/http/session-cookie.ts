/**
 * The console's session: the token of the session in a cookie. With the prefix `__Host-` a browser takes it only over
 * https or from this machine, for this host alone (RFC 6265bis §4.1.3.2); plain http elsewhere has to do without.
 */
const SECURE_NAME = '__Host-muster_session'
const PLAIN_NAME = 'muster_session'

/** The session token of a `Cookie` header. */
export function sessionTokenIn(cookie: string | undefined): string | undefined {
  if (cookie === undefined) return undefined
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    if (name === SECURE_NAME || name === PLAIN_NAME) return pair.slice(equals + 1).trim()
  }
  return undefined
}

/** `Set-Cookie` that starts a session; `seconds` is how long it lasts at the most. */
export const sessionCookie = (origin: string, token: string, seconds: number): string =>
  cookie(origin, token, `Max-Age=${seconds}`)

/** `Set-Cookie` that ends it. */
export const endedSessionCookie = (origin: string): string => cookie(origin, '', 'Max-Age=0')

function cookie(origin: string, value: string, age: string): string {
  const secure = isTrustworthy(new URL(origin))
  const name = secure ? `${SECURE_NAME}=${value}; Secure` : `${PLAIN_NAME}=${value}`
  return `${name}; Path=/; HttpOnly; SameSite=Strict; ${age}`
}

/** Where a browser keeps a cookie that is marked Secure. */
const isTrustworthy = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || /^(?:localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Whether a request that a browser authenticates by itself comes from our own pages (security §3.7): browsers say so in
 * `Sec-Fetch-Site`, older ones at least where it comes from.
 */
export function isFromOwnPages(headers: Headers, origin: string): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined ? headers['origin'] === origin : site === 'same-origin'
}
