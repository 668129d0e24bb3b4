/** Where Okta takes the answer of an authorization: one address per cell, with the name of the app in it (scim-clients §1.2). */
const OKTA_CALLBACK =
  /^https:\/\/system-admin\.(?:okta\.com|okta-emea\.com|oktapreview\.com|trexcloud\.com)\/admin\/app\/cpc\/(?<app>\{appName\}|[A-Za-z0-9_-]{1,128})\/oauth\/callback$/

/**
 * Whether `presented` is one of the registered addresses: the same text, character by character (RFC 9700 §2.1). The one
 * exception is Okta's callback, registered with `{appName}` where Okta puts a name that nobody knows before it is set up.
 */
export const matchesRedirectUri = (registered: readonly string[], presented: string): boolean =>
  registered.some((uri) => (isPattern(uri) ? fitsOkta(uri, presented) : uri === presented))

const isPattern = (uri: string): boolean => OKTA_CALLBACK.exec(uri)?.groups?.['app'] === '{appName}'

function fitsOkta(pattern: string, presented: string): boolean {
  const app = OKTA_CALLBACK.exec(presented)?.groups?.['app']
  return app !== undefined && app !== '{appName}' && pattern.replace('{appName}', app) === presented
}
