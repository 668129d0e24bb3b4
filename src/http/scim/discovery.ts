import { chooseDirectory } from '../../directory/choose-directory.ts'
import type { ScimResult } from '../../scim/errors.ts'
import {
  resourceTypeDocument,
  resourceTypesDocument,
  schemaDocument,
  schemasDocument,
  serviceProviderConfig,
} from '../../scim/schema/document.ts'
import type { ResourceType } from '../../scim/schema/attribute.ts'
import { resourceTypes } from '../../scim/schema/resource-types.ts'
import type { JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { jsonAnswer } from './represent.ts'
import { scimRoutes, type ScimDeps } from './scim-route.ts'

type Make = (types: readonly ResourceType[], baseUrl: string, call: Call) => JsonObject | undefined

/** RFC 7644 §4. Read-only; a filter on them is refused with 403, other parameters are ignored. */
export function discoveryRoutes(deps: ScimDeps): readonly Route[] {
  const document = (path: string, make: Make): readonly Route[] =>
    scimRoutes('GET', path, (call) => answer(deps, call, make))
  return [
    ...document('/ServiceProviderConfig', (_types, baseUrl) => serviceProviderConfig(baseUrl)),
    ...document('/ResourceTypes', resourceTypesDocument),
    ...document('/ResourceTypes/:name', (types, baseUrl, call) =>
      resourceTypeDocument(types, call.params['name'] ?? '', baseUrl),
    ),
    ...document('/Schemas', schemasDocument),
    ...document('/Schemas/:name', (types, baseUrl, call) => schemaDocument(types, call.params['name'] ?? '', baseUrl)),
  ]
}

async function answer(deps: ScimDeps, call: Call, make: Make): Promise<ScimResult<Answer>> {
  if (/(?:^|&)filter=/i.test(call.query)) {
    return fail({ kind: 'forbidden', detail: 'The discovery documents cannot be filtered. Read them whole.' })
  }
  const { slug } = call.params
  const baseUrl =
    slug === undefined ? `${call.origin}/scim/v2` : `${call.origin}/directories/${encodeURIComponent(slug)}/scim/v2`
  const found = make(await typesFor(deps, call), baseUrl, call)
  if (found !== undefined) return ok(jsonAnswer(JSON.stringify(found)))
  return fail({
    kind: 'notFound',
    detail: `There is no ${JSON.stringify(call.params['name'] ?? '')} here. The list above this address names what there is.`,
  })
}

/** Of the directory that the request means; the standard ones where that is in doubt, because a discovery never fails. */
async function typesFor({ directories }: ScimDeps, { caller, params }: Call): Promise<readonly ResourceType[]> {
  if (caller === undefined) return resourceTypes
  const { tenantId, directoryId } = caller
  const directory = await chooseDirectory(directories, {
    tenantId,
    slug: params['slug'],
    boundTo: directoryId,
    domain: undefined,
  })
  return directory.ok ? directory.value.resourceTypes : resourceTypes
}
