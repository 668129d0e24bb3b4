import type { Client } from '../../access/ports/clients.ts'
import type { JsonObject } from '../../shared/json.ts'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const DIRECTORY = 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json'

/**
 * The guide's requests for one client, as far as it may make them, filled in as far as they can be: the secret is only
 * known to who kept it. `directory` is the slug of the one that the client is bound to.
 */
export function postmanOf(
  origin: string,
  client: Client,
  directory: string | undefined,
): { readonly collection: JsonObject; readonly environment: JsonObject } {
  const name = `Muster: ${client.clientId}`
  const base = directory === undefined ? '/scim/v2' : `/directories/${directory}/scim/v2`
  return {
    collection: {
      info: { name, schema: SCHEMA },
      auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
      item: [
        ...(client.grantTypes.includes('client_credentials') ? [tokenRequest(client.scopes)] : []),
        ...(directory === undefined && client.scopes.includes('admin') ? [createDirectory] : []),
        findUser(base),
      ],
    },
    environment: {
      name,
      values: [
        variable('baseUrl', origin, 'default'),
        variable('clientId', client.clientId, 'default'),
        variable('clientSecret', '', 'secret'),
        variable('token', '', 'secret'),
      ],
      _postman_variable_scope: 'environment',
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

const findUser = (base: string): JsonObject => ({
  name: 'Find a user',
  request: {
    method: 'GET',
    url: {
      raw: `{{baseUrl}}${base}/Users?filter=userName eq "ada.quill@example.com"`,
      host: ['{{baseUrl}}'],
      path: [...base.slice(1).split('/'), 'Users'],
      query: [{ key: 'filter', value: 'userName eq "ada.quill@example.com"' }],
    },
  },
})
