import type { Header } from '../http-client.ts'

/** `bearer` for nearly everybody, `raw` for Okta's catalogue apps in header mode, which send what was typed. */
export type TokenHeader = 'bearer' | 'raw'

export const authorization = (token: string, style: TokenHeader): Header => [
  'Authorization',
  style === 'bearer' ? `Bearer ${token}` : token,
]
