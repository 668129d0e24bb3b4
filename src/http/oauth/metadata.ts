import type { Answer, Call } from '../route.ts'
import { issuerOf } from './inspect.ts'

/** RFC 8414 §2, §3.2. Made from the address that the tenant is reached by, so that every tenant has its own issuer. */
export function answerMetadata(call: Call): Promise<Answer> {
  const issuer = issuerOf(call)
  const authentication = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']
  const signing = ['ES256', 'RS256', 'PS256', 'EdDSA']
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/SAAS/auth/oauth2/authorize`,
    token_endpoint: `${issuer}/SAAS/auth/oauthtoken`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    scopes_supported: ['admin', 'scim', 'scim:read'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    token_endpoint_auth_methods_supported: authentication,
    token_endpoint_auth_signing_alg_values_supported: signing,
    introspection_endpoint_auth_methods_supported: authentication,
    introspection_endpoint_auth_signing_alg_values_supported: signing,
    revocation_endpoint_auth_methods_supported: authentication,
    revocation_endpoint_auth_signing_alg_values_supported: signing,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
  return Promise.resolve({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
    body: JSON.stringify(metadata),
  })
}
