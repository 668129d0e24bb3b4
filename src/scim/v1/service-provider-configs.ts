import type { JsonObject } from '../../shared/json.ts'
import { V1_PAGE_LIMITS } from './list-parameters.ts'
import { CORE_V1 } from './schema-names.ts'

/** SCIM 1.1 §9: what this façade does, and nothing that it does not. */
export const serviceProviderConfigs = (baseUrl: string): JsonObject => ({
  schemas: [CORE_V1],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: V1_PAGE_LIMITS.most },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  xmlDataFormat: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth bearer token',
      description: 'A token of a client of this service, sent as "Authorization: Bearer …"',
      specUrl: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { location: `${baseUrl}/ServiceProviderConfigs` },
})
