import type { Client } from '../../access/ports.ts'
import type { JsonObject } from '../../shared/json.ts'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const DIRECTORY = 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json'

/** The guide's requests for one client, filled in as far as they can be: the secret is only known to who kept it. */
export function postmanOf(
  origin: string,
  { clientId, scopes }: Client,
): { readonly collection: JsonObject; readonly environment: JsonObject } {
  return {
    collection: {
      info: { name: `Muster: ${clientId}`, schema: SCHEMA },
      auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
      item: [tokenRequest(scopes), createDirectory, findUser],
    },
    environment: {
      name: `Muster: ${clientId}`,
      values: [
        variable('baseUrl', origin, 'default'),
        variable('clientId', clientId, 'default'),
        variable('clientSecret', '', 'secret'),
        variable('token', '', 'secret'),
      ],
    },
  }
}

const variable = (key: string, value: string, type: 'default' | 'secret'): JsonObject => ({
  key,
  value,
  type,
  enabled: true,
})

const tokenRequest = (scopes: readonly string[]): JsonObject => ({
  name: 'Get an access token',
  event: [
    {
      listen: 'test',
      script: { type: 'text/javascript', exec: ["pm.environment.set('token', pm.response.json().access_token)"] },
    },
  ],
  request: {
    method: 'POST',
    url: '{{baseUrl}}/SAAS/auth/oauthtoken',
    auth: {
      type: 'basic',
      basic: [
        { key: 'username', value: '{{clientId}}', type: 'string' },
        { key: 'password', value: '{{clientSecret}}', type: 'string' },
      ],
    },
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'grant_type', value: 'client_credentials' },
        { key: 'scope', value: scopes.join(' ') },
      ],
    },
  },
})

const createDirectory: JsonObject = {
  name: 'Create a directory of type Other',
  request: {
    method: 'POST',
    url: '{{baseUrl}}/SAAS/jersey/manager/api/connectormanagement/directoryconfigs',
    header: [{ key: 'Content-Type', value: DIRECTORY }],
    body: {
      mode: 'raw',
      raw: JSON.stringify(
        { type: 'OTHER_DIRECTORY', domains: ['OKTA.COM'], name: 'Okta Universal Directory' },
        undefined,
        2,
      ),
    },
  },
}

const findUser: JsonObject = {
  name: 'Find a user',
  request: {
    method: 'GET',
    url: {
      raw: '{{baseUrl}}/scim/v2/Users?filter=userName eq "ada.quill@example.com"',
      host: ['{{baseUrl}}'],
      path: ['scim', 'v2', 'Users'],
      query: [{ key: 'filter', value: 'userName eq "ada.quill@example.com"' }],
    },
  },
}
