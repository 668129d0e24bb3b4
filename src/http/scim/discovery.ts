import type { ScimResult } from '../../scim/errors.ts'
import {
  resourceTypeDocument,
  resourceTypesDocument,
  schemaDocument,
  schemasDocument,
  serviceProviderConfig,
} from '../../scim/schema/document.ts'
import { resourceTypes } from '../../scim/schema/resource-types.ts'
import type { JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { jsonAnswer } from './represent.ts'
import { scimRoutes } from './scim-route.ts'

/** RFC 7644 §4. Read-only; a filter on them is refused with 403, other parameters are ignored. */
export function discoveryRoutes(): readonly Route[] {
  return [
    ...document('/ServiceProviderConfig', (baseUrl) => serviceProviderConfig(baseUrl)),
    ...document('/ResourceTypes', (baseUrl) => resourceTypesDocument(resourceTypes, baseUrl)),
    ...document('/ResourceTypes/:name', (baseUrl, call) =>
      resourceTypeDocument(resourceTypes, call.params['name'] ?? '', baseUrl),
    ),
    ...document('/Schemas', (baseUrl) => schemasDocument(resourceTypes, baseUrl)),
    ...document('/Schemas/:name', (baseUrl, call) => schemaDocument(resourceTypes, call.params['name'] ?? '', baseUrl)),
  ]
}

function document(path: string, make: (baseUrl: string, call: Call) => JsonObject | undefined): readonly Route[] {
  return scimRoutes('GET', path, (call): Promise<ScimResult<Answer>> => {
    if (/(?:^|&)filter=/i.test(call.query)) {
      return Promise.resolve(
        fail({ kind: 'forbidden', detail: 'The discovery documents cannot be filtered. Read them whole.' }),
      )
    }
    const { slug } = call.params
    const baseUrl =
      slug === undefined ? `${call.origin}/scim/v2` : `${call.origin}/directories/${encodeURIComponent(slug)}/scim/v2`
    const found = make(baseUrl, call)
    if (found !== undefined) return Promise.resolve(ok(jsonAnswer(JSON.stringify(found))))
    return Promise.resolve(
      fail({
        kind: 'notFound',
        detail: `There is no ${JSON.stringify(call.params['name'] ?? '')} here. The list above this address names what there is.`,
      }),
    )
  })
}

/** RFC 7644 §3.7, §3.11: not offered, and said so in the protocol's shape. */
export function unsupportedRoutes(): readonly Route[] {
  const refuse = (what: string) => (): Promise<ScimResult<Answer>> =>
    Promise.resolve(fail({ kind: 'notImplemented', detail: `${what} is not offered by this server.` }))
  return [...scimRoutes('POST', '/Bulk', refuse('Bulk')), ...scimRoutes('GET', '/Me', refuse('/Me'))]
}
