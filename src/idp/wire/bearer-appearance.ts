import type { Header } from '../http-client.ts'
import { authorization } from './authorization.ts'
import type { Appearance } from './transport.ts'

/** Headers of a client of which no more is known than these; absent ones are not sent. */
export function bearerAppearance(
  token: string,
  looks: { readonly agent?: string; readonly accept?: string; readonly contentType: string; readonly alsoOnGet?: true },
): Appearance {
  const get: Header[] = []
  if (looks.agent !== undefined) get.push(['User-Agent', looks.agent])
  if (looks.accept !== undefined) get.push(['Accept', looks.accept])
  get.push(authorization(token, 'bearer'))
  const withBody: Header[] = [...get, ['Content-Type', looks.contentType]]
  return looks.alsoOnGet ? { get: withBody, withBody, withoutBody: withBody } : { get, withBody, withoutBody: get }
}
