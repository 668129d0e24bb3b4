import { compileDefinitions } from '../scim/schema/compile-definitions.ts'
import type { Definitions, ExtensionDefinition, ResourceTypeDefinition } from '../scim/schema/definition.ts'
import {
  readExtension,
  readResourceType,
  type ExtensionWish,
  type ResourceTypeWish,
} from '../scim/schema/read-definition.ts'
import { auditEntry, type AuditOrigin } from '../shared/audit-entry.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { directoryTarget } from './manage-directories.ts'
import type { Actor, Directory, DirectoryStore } from './ports.ts'
import type { SchemaError } from './schema-errors.ts'
import { settleSchemas, typeChanges, type SettleDeps } from './settle-schemas.ts'
import { counted, surveyChange } from './survey-schemas.ts'

export type ManageSchemasDeps = SettleDeps & { readonly directories: DirectoryStore }

/** Who asks for a change of which directory; `confirm` as the query has it. */
export type SchemaRequest = {
  readonly directory: Directory
  readonly actor: Actor
  readonly from?: AuditOrigin | undefined
  readonly confirm?: string | undefined
}

export const definitionsOf = (deps: ManageSchemasDeps, directory: Directory): Promise<Definitions> =>
  deps.schemas.definitions(directory, directory.schemaVersion)

/** The extension with this URN, in any case. */
export async function getExtension(
  deps: ManageSchemasDeps,
  directory: Directory,
  urn: string,
): Promise<Result<ExtensionDefinition, SchemaError>> {
  const found = findExtension(await definitionsOf(deps, directory), urn)
  return found === undefined ? noExtension(urn) : ok(found)
}

export async function getResourceType(
  deps: ManageSchemasDeps,
  directory: Directory,
  name: string,
): Promise<Result<ResourceTypeDefinition, SchemaError>> {
  const found = findType(await definitionsOf(deps, directory), name)
  return found === undefined ? noType(name) : ok(found)
}

export const createExtension = (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  wish: ExtensionWish,
): Promise<Result<ExtensionDefinition, SchemaError>> =>
  change(deps, request, (now) => {
    const read = readExtension(now, wish, undefined)
    if (!read.ok) return read
    const definitions = { ...now, lastNumber: read.value.number, extensions: [...now.extensions, read.value] }
    return ok({ definitions, summary: `Defined the extension ${read.value.id}`, result: read.value })
  })

export const replaceExtension = (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  urn: string,
  wish: ExtensionWish,
): Promise<Result<ExtensionDefinition, SchemaError>> =>
  change(deps, request, (now) => {
    const old = findExtension(now, urn)
    if (old === undefined) return noExtension(urn)
    const read = readExtension(now, wish, old)
    if (!read.ok) return read
    const extensions = now.extensions.map((one) => (one === old ? read.value : one))
    return ok({ definitions: { ...now, extensions }, summary: `Changed the extension ${old.id}`, result: read.value })
  })

export const deleteExtension = (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  urn: string,
): Promise<Result<void, SchemaError>> =>
  change(deps, request, (now) => {
    const old = findExtension(now, urn)
    if (old === undefined) return noExtension(urn)
    const extensions = now.extensions.filter((one) => one !== old)
    return ok({ definitions: { ...now, extensions }, summary: `Removed the extension ${old.id}`, result: undefined })
  })

export const createResourceType = (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  wish: ResourceTypeWish,
): Promise<Result<ResourceTypeDefinition, SchemaError>> =>
  change(deps, request, (now) => {
    const read = readResourceType(now, wish, undefined)
    if (!read.ok) return read
    const definitions = { ...now, resourceTypes: [...now.resourceTypes, read.value] }
    return ok({ definitions, summary: `Defined the resource type ${read.value.name}`, result: read.value })
  })

/** Its name and its name attribute stay: by the one its resources are kept, by the other they are told apart. */
export const replaceResourceType = (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  name: string,
  wish: ResourceTypeWish,
): Promise<Result<ResourceTypeDefinition, SchemaError>> =>
  change(deps, request, (now) => {
    const old = findType(now, name)
    if (old === undefined) return noType(name)
    if (wish.name !== old.name) return stays('name', old.name)
    if (wish.nameAttribute !== old.nameAttribute) return stays('nameAttribute', old.nameAttribute ?? 'left out')
    const read = readResourceType(now, wish, old)
    if (!read.ok) return read
    const resourceTypes = now.resourceTypes.map((one) => (one === old ? read.value : one))
    const summary = `Changed the resource type ${old.name}`
    return ok({ definitions: { ...now, resourceTypes }, summary, result: read.value })
  })

/** Refused while it has resources: unlike the values of an attribute they could not be reached any more. */
export const deleteResourceType = async (
  deps: ManageSchemasDeps,
  request: SchemaRequest,
  name: string,
): Promise<Result<void, SchemaError>> => {
  const { directory } = request
  const deleted = await change(deps, request, (now) => {
    const old = findType(now, name)
    if (old === undefined) return noType(name)
    const user = now.extensions.find((one) => one.extends.some(({ resourceType }) => resourceType === old.name))
    if (user !== undefined)
      return inUse(`The extension ${user.id} extends ${old.name}. Change or remove the extension first.`)
    const resourceTypes = now.resourceTypes.filter((one) => one !== old)
    const summary = `Removed the resource type ${old.name}`
    return ok({ definitions: { ...now, resourceTypes }, summary, result: old.name, ending: old.name })
  })
  if (!deleted.ok) return deleted
  const { tenantId, directoryId } = directory
  await deps.schemas.forgetType({ tenantId, directoryId, resourceType: deleted.value })
  return ok(undefined)
}

type Step<T> = {
  readonly definitions: Definitions
  readonly summary: string
  readonly result: T
  readonly ending?: string
}

/** How often a change is made anew because somebody else has changed the definitions in between. */
const MAX_ANEW = 5

/**
 * One change: worked out on the definitions as they stand, surveyed, kept as the next version if they still stand so, and
 * carried through to the stored resources before it is answered.
 */
async function change<T>(
  deps: ManageSchemasDeps,
  { directory: asked, actor, from, confirm }: SchemaRequest,
  step: (now: Definitions) => Result<Step<T>, SchemaError>,
): Promise<Result<T, SchemaError>> {
  let directory: Directory | undefined = asked
  for (let time = 1; time <= MAX_ANEW && directory !== undefined; time += 1) {
    const next = step(await definitionsOf(deps, directory))
    if (!next.ok) return next
    const { definitions, summary, result, ending } = next.value
    const changes = typeChanges(directory.resourceTypes, compileDefinitions(definitions))
    const allowed = await surveyChange(deps.schemas, directory, changes, confirm)
    if (!allowed.ok) return allowed
    const version = { at: deps.clock(), actor, summary, definitions, ...(ending === undefined ? {} : { ending }) }
    const target = directoryTarget(directory)
    const details = { summary, version: directory.schemaVersion + 1 }
    const audit = auditEntry({ actor, from }, version.at, 'schema.update', target, details)
    const kept = await deps.schemas.keep(directory, version, audit)
    if (!kept.ok && kept.error.kind === 'typeInUse')
      return inUse(`The directory still has ${counted(kept.error.live)} of this type. Delete them first.`)
    directory = await deps.directories.byUuid(asked.tenantId, asked.uuid)
    if (!kept.ok) continue
    if (directory !== undefined) await settleSchemas(deps, directory, actor)
    return ok(result)
  }
  return inUse('Somebody else is changing the definitions of this directory. Try again.')
}

const findExtension = ({ extensions }: Definitions, urn: string): ExtensionDefinition | undefined =>
  extensions.find(({ id }) => id.toLowerCase() === urn.toLowerCase())

const findType = ({ resourceTypes }: Definitions, name: string): ResourceTypeDefinition | undefined =>
  resourceTypes.find((type) => type.name.toLowerCase() === name.toLowerCase())

const noExtension = (urn: string): Result<never, SchemaError> =>
  fail({
    kind: 'definitionNotFound',
    detail: `This directory defines no extension ${JSON.stringify(urn.slice(0, 200))}. The standard schemas cannot be changed.`,
  })

const noType = (name: string): Result<never, SchemaError> =>
  fail({
    kind: 'definitionNotFound',
    detail: `This directory defines no resource type ${JSON.stringify(name.slice(0, 80))}. The standard ones cannot be changed.`,
  })

const stays = (field: string, value: string): Result<never, SchemaError> =>
  fail({ kind: 'definitionInvalid', field, detail: `${field}: this cannot be changed; it is ${value}.` })

const inUse = (detail: string): Result<never, SchemaError> => fail({ kind: 'definitionInUse', detail })
