/** The token request of the guide for a shell; the secret comes from the environment, so it stays out of the history. */
export const curlCommand = (origin: string, clientId: string, scope: string): string =>
  [
    `curl --user '${clientId}:'"$CLIENT_SECRET" \\`,
    '  --data grant_type=client_credentials \\',
    `  --data-urlencode 'scope=${scope}' \\`,
    `  ${origin}/SAAS/auth/oauthtoken`,
  ].join('\n')
