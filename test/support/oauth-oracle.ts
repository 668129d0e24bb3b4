import { exportJWK, generateKeyPair } from 'jose'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export type Oracle = { readonly base: string; close(): Promise<void> }

export type OracleClient = { readonly clientId: string; readonly secret: string; readonly inBody?: true }

/** A certified authorization server of somebody else's, on the loopback, that knows these service clients. */
export async function startOracle(clients: readonly OracleClient[], scopes: readonly string[]): Promise<Oracle> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(base, {
    clients: clients.map(({ clientId, secret, inBody }) => ({
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      scope: scopes.join(' '),
      token_endpoint_auth_method: inBody === true ? 'client_secret_post' : 'client_secret_basic',
    })),
    scopes: [...scopes, 'admin'],
    ttl: { ClientCredentials: 10_800 },
    jwks: { keys: [await exportJWK(privateKey)] },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      devInteractions: { enabled: false },
    },
  })
  server.on('request', provider.callback())
  return {
    base,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
