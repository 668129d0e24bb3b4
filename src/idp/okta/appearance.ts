import type { Header } from '../http-client.ts'
import type { Appearance } from '../wire/transport.ts'

const MEDIA_TYPE = 'application/scim+json'

const common = (agent: string, accept: string, credential: Header): Header[] => [
  ['User-Agent', agent],
  ['Accept', accept],
  ['Accept-Charset', 'utf-8'],
  ['Accept-Encoding', 'gzip,deflate'],
  ['Connection', 'Keep-Alive'],
  credential,
]

/** Both of Okta's provisioning clients; only the `Authorization` differs. */
export function oktaAppearance(credential: Header): Appearance {
  const headers = common('Okta SCIM Client 1.0.0', MEDIA_TYPE, credential)
  const withBody: Header[] = [...headers, ['Content-Type', `${MEDIA_TYPE}; charset=utf-8`]]
  return { get: headers, withBody, withoutBody: headers }
}

/** Okta's published SPEC test: another agent, a Content-Type on GETs, and plain `application/json` on POSTs. */
export function specAppearance(credential: Header): Appearance {
  const agent = 'OKTA SCIM Integration'
  const asking = common(agent, MEDIA_TYPE, credential)
  const posting = common(agent, `${MEDIA_TYPE}; charset=utf-8`, credential)
  return {
    get: [...asking, ['Content-Type', `${MEDIA_TYPE}; charset=utf-8`]],
    withBody: [...posting, ['Content-Type', 'application/json']],
    withoutBody: asking,
  }
}
