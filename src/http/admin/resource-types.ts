import {
  createResourceType,
  definitionsOf,
  deleteResourceType,
  getResourceType,
  replaceResourceType,
  type ManageSchemasDeps,
} from '../../directory/manage-schemas.ts'
import type { ResourceTypeDefinition } from '../../scim/schema/definition.ts'
import type { Json } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { describeSchema } from './described-schema.ts'
import { inDirectory } from './directories.ts'
import { operation, type Operation } from './operation.ts'

const PATH = '/api/v1/directories/:slug/resource-types'

/** Resource types that a directory defines beside users and groups, RFC 7643 §6. */
export const resourceTypeOperations = (deps: ManageSchemasDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'The resource types that a directory defines',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.ResourceTypes,
    handle: (call) =>
      inDirectory(deps, call, async ({ directory }) => {
        const { resourceTypes } = await definitionsOf(deps, directory)
        return ok({ body: { resourceTypes: resourceTypes.map(describe) } })
      }),
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Define a resource type; it is served at its endpoint from now on',
    access: 'admin',
    perDirectory: true,
    request: contract.ResourceType,
    status: 201,
    answer: contract.ResourceType,
    handle: (call, body) =>
      inDirectory(deps, call, async (request) => {
        const created = await createResourceType(deps, request, body)
        return created.ok ? ok({ body: describe(created.value) }) : created
      }),
  }),
  operation({
    method: 'GET',
    path: `${PATH}/:name`,
    summary: 'One resource type',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.ResourceType,
    handle: (call) =>
      inDirectory(deps, call, async ({ directory }) => {
        const found = await getResourceType(deps, directory, call.params['name'] ?? '')
        return found.ok ? ok({ body: describe(found.value) }) : found
      }),
  }),
  operation({
    method: 'PUT',
    path: `${PATH}/:name`,
    summary: 'Change a resource type; taking attributes away that have values asks for `confirm`',
    access: 'admin',
    perDirectory: true,
    query: { confirm: 'how many resources hold values that lose their declaration' },
    request: contract.ResourceType,
    answer: contract.ResourceType,
    handle: (call, body) =>
      inDirectory(deps, call, async (request) => {
        const changed = await replaceResourceType(deps, request, call.params['name'] ?? '', body)
        return changed.ok ? ok({ body: describe(changed.value) }) : changed
      }),
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:name`,
    summary: 'Remove a resource type that has no resources any more',
    access: 'admin',
    perDirectory: true,
    handle: (call) =>
      inDirectory(deps, call, async (request) => {
        const deleted = await deleteResourceType(deps, request, call.params['name'] ?? '')
        return deleted.ok ? ok({}) : deleted
      }),
  }),
]

const describe = ({ schema, ...type }: ResourceTypeDefinition): Json => ({
  ...type,
  schema: describeSchema(schema) as Json,
})
