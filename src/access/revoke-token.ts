import { endToken } from './end-tokens.ts'
import { findOwn, type InspectDeps, type Inspector } from './introspect.ts'

/**
 * RFC 7009 §2.1: ends the token; a refresh token takes everything that descends from the same authorization with it. What
 * is unknown, ended already or somebody else's is left alone without a word (§2.2).
 */
export async function revokePresented(deps: InspectDeps, inspector: Inspector, presented: string): Promise<void> {
  const token = await findOwn(deps, inspector, presented)
  if (token?.clientId === undefined) return
  await endToken(deps, inspector, { clientId: token.clientId }, token.tokenId)
}
