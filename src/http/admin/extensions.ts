import {
  createExtension,
  definitionsOf,
  deleteExtension,
  getExtension,
  replaceExtension,
  type ManageSchemasDeps,
} from '../../directory/manage-schemas.ts'
import type { ExtensionDefinition } from '../../scim/schema/definition.ts'
import type { Json } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { describeSchema } from './described-schema.ts'
import { inDirectory } from './directories.ts'
import { iso, operation, type Operation } from './operation.ts'

const PATH = '/api/v1/directories/:slug/extensions'
const CONFIRM = { confirm: 'how many resources hold values that lose their declaration' }
const SHOWN = 200

/** Extensions that a directory defines for users, groups and types of its own, RFC 7643 §3.3. */
export const extensionOperations = (deps: ManageSchemasDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'The extensions that a directory defines',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.Extensions,
    handle: (call) =>
      inDirectory(deps, call, async ({ directory }) => {
        const { extensions } = await definitionsOf(deps, directory)
        return ok({ body: { extensions: extensions.map(describe) } })
      }),
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Define an extension; values of its attributes that are stored already can be found from now on',
    access: 'admin',
    perDirectory: true,
    request: contract.Extension,
    status: 201,
    answer: contract.Extension,
    handle: (call, body) =>
      inDirectory(deps, call, async (request) => {
        const created = await createExtension(deps, request, body)
        return created.ok ? ok({ body: describe(created.value) }) : created
      }),
  }),
  operation({
    method: 'GET',
    path: `${PATH}/:urn`,
    summary: 'One extension',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.Extension,
    handle: (call) =>
      inDirectory(deps, call, async ({ directory }) => {
        const found = await getExtension(deps, directory, call.params['urn'] ?? '')
        return found.ok ? ok({ body: describe(found.value) }) : found
      }),
  }),
  operation({
    method: 'PUT',
    path: `${PATH}/:urn`,
    summary: 'Change an extension; taking attributes away that have values asks for `confirm`',
    access: 'admin',
    perDirectory: true,
    query: CONFIRM,
    request: contract.Extension,
    answer: contract.Extension,
    handle: (call, body) =>
      inDirectory(deps, call, async (request) => {
        const changed = await replaceExtension(deps, request, call.params['urn'] ?? '', body)
        return changed.ok ? ok({ body: describe(changed.value) }) : changed
      }),
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:urn`,
    summary: 'Remove an extension; its values stay, and nobody finds them by a filter any more',
    access: 'admin',
    perDirectory: true,
    query: CONFIRM,
    handle: (call) =>
      inDirectory(deps, call, async (request) => {
        const deleted = await deleteExtension(deps, request, call.params['urn'] ?? '')
        return deleted.ok ? ok({}) : deleted
      }),
  }),
  operation({
    method: 'GET',
    path: '/api/v1/directories/:slug/schema-history',
    summary: 'Who changed the extensions and resource types of a directory, the newest first',
    access: 'admin:read',
    perDirectory: true,
    answer: contract.SchemaHistory,
    handle: (call) =>
      inDirectory(deps, call, async ({ directory }) => {
        const found = await deps.schemas.history(directory, SHOWN)
        const versions = found.map(({ actor: { kind, name }, at, ...version }) => ({
          ...version,
          at: iso(at),
          actor: { kind, name },
        }))
        return ok({ body: { versions } })
      }),
  }),
]

const describe = (extension: ExtensionDefinition): Json => ({
  ...(describeSchema(extension) as { [member: string]: Json }),
  extends: extension.extends.map(({ resourceType, required }) => ({ resourceType, required })),
})
