import type { Header } from '../../http-client.ts'
import type { OktaApp } from '../app.ts'
import type { Appearance } from '../../wire/transport.ts'

/**
 * Okta's catalogue app "VMware Workspace ONE" speaks SCIM 1.1. Sources: Okta's SCIM 1.1 protocol reference (read 2026-11),
 * the Access guide for Okta, and what was seen of Access itself. Whether the app itself changes profiles by PUT or by
 * PATCH is not public, so both are tried.
 */
export type WorkspaceOneApp = OktaApp & {
  /** The constant that its administrator maps to `domain`: a domain of the directory. */
  readonly domain: string
}

export const CORE = 'urn:scim:schemas:core:1.0'
export const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:1.0'
export const WORKSPACE = 'urn:scim:schemas:extension:workspace:1.0'

/** The app is given the root of the tenant as its Base URL, and appends this by itself. */
export const SCIM_PATH = '/SAAS/jersey/manager/api/scim'

/** What an administrator types as Base URL, with a slash at its end or without. */
export const scimBaseOf = (root: URL): URL => new URL(root.href.replace(/\/*$/, SCIM_PATH))

/** As {@link oktaAppearance}, in the media type of 1.1. */
export function workspaceOneAppearance(credential: Header): Appearance {
  const headers: Header[] = [
    ['User-Agent', 'Okta SCIM Client 1.0.0'],
    ['Accept', 'application/json'],
    ['Accept-Charset', 'utf-8'],
    ['Accept-Encoding', 'gzip,deflate'],
    ['Connection', 'Keep-Alive'],
    credential,
  ]
  const withBody: Header[] = [...headers, ['Content-Type', 'application/json; charset=utf-8']]
  return { get: headers, withBody, withoutBody: headers }
}
