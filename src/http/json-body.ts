/**
 * Whether a `Content-Type` announces JSON in UTF-8: `application/json`, `application/scim+json`, any `+json` (scim-clients
 * T1, X14). Another character set or another kind of media is refused before anything is parsed.
 */
export function acceptsJson(contentType: string): boolean {
  const semicolon = contentType.indexOf(';')
  const mediaType = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase()
  if (!/^[a-z]+\/(?:[a-z0-9.-]+\+)?json$/.test(mediaType)) return false
  const charset = semicolon < 0 ? null : /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)
  return charset === null || /^utf-?8$/i.test(charset[1] ?? '')
}
