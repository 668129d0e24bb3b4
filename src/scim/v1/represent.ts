import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { isActive } from '../named-values.ts'
import { instant, parseStem, versionTag } from '../representation.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { vocabularyOf } from '../schema/vocabulary.ts'
import { factsOf, isFact } from './facts.ts'
import type { Home } from './home.ts'
import { USER_ROLE } from './roles.ts'
import { CORE_V1, ENTERPRISE_V1, nameInV1, WORKSPACE_V1 } from './schema-names.ts'

/** A resource as it comes out of the store, with the relations that were asked for. */
export type StoredView = {
  readonly stored: {
    readonly id: string
    readonly stem: string
    readonly created: number
    readonly lastModified: number
    readonly version: number
  }
  readonly groups?: readonly { readonly id: string; readonly display: string; readonly type: string }[]
  /** Finished JSON text of the array. */
  readonly membersJson?: string
}

/**
 * A resource in the words of 1.1 as Access writes them (access-contract §4.3, §4.4): schemas under their 1.0 names,
 * `meta` without `resourceType`, a manager with `managerId`, Access's own role in front of the others, and the workspace
 * block with what is stored and what follows from the directory.
 */
export function representV1(resourceType: ResourceType, home: Home, view: StoredView, location: string): JsonObject {
  const { stored } = view
  const attributes = parseStem(stored.stem)
  const { core, extensions } = split(resourceType, attributes)
  const facts = factsOf(resourceType, home, isActive(attributes))
  const blocks: JsonObject = { ...extensions, [WORKSPACE_V1]: { ...facts, ...withoutFacts(extensions[WORKSPACE_V1]) } }
  return {
    schemas: schemasOf(resourceType, blocks),
    id: stored.id,
    meta: {
      created: instant(stored.created),
      lastModified: instant(stored.lastModified),
      location,
      version: versionTag(stored.version),
    },
    ...core,
    ...relationsOf(view),
    ...(resourceType.name === 'User' ? { roles: [ownRole, ...listOf(core.roles)] } : {}),
    ...blocks,
  }
}

const ownRole: JsonObject = { value: USER_ROLE.id, display: USER_ROLE.displayName }

/** What has a schema of its own, under the name that 1.1 has for it, and the rest. */
function split(resourceType: ResourceType, attributes: Attributes): { core: JsonObject; extensions: JsonObject } {
  const { schemas } = vocabularyOf(resourceType)
  const core: Record<string, Json> = {}
  const extensions: Record<string, Json> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const schema = schemas.get(name)?.schema
    if (schema === undefined) (name.startsWith('urn:') ? extensions : core)[name] = value
    else {
      const block = schema.alias === 'enterprise' ? enterpriseInV1(value) : value
      if (!isJsonObject(block) || Object.keys(block).length > 0) extensions[nameInV1(schema)] = block
    }
  }
  return { core, extensions }
}

/** A fact is not the store's to tell, whatever was written under its name through another door. */
const withoutFacts = (block: Json | undefined): JsonObject =>
  isJsonObject(block) ? Object.fromEntries(Object.entries(block).filter(([name]) => !isFact(name))) : {}

function enterpriseInV1(block: Json): Json {
  if (!isJsonObject(block) || !isJsonObject(block.manager)) return block
  const { value, $ref: _address, ...rest } = block.manager
  const manager: JsonObject = { ...(value === undefined ? {} : { managerId: value }), ...rest }
  return Object.keys(manager).length === 0 ? without(block, 'manager') : { ...block, manager }
}

function without(block: JsonObject, name: string): JsonObject {
  const { [name]: _gone, ...rest } = block
  return rest
}

function relationsOf({ groups, membersJson }: StoredView): JsonObject {
  if (membersJson !== undefined) return { members: JSON.parse(membersJson) as Json }
  if (groups === undefined) return {}
  return { groups: groups.map(({ id, display, type }) => ({ value: id, type, display })) }
}

/** Access always names the enterprise schema of a user, also where it has no content. */
function schemasOf(resourceType: ResourceType, blocks: JsonObject): readonly string[] {
  const named = resourceType.name === 'User' ? [CORE_V1, ENTERPRISE_V1] : [CORE_V1]
  return [...new Set([WORKSPACE_V1, ...named, ...Object.keys(blocks)])]
}

const listOf = (value: Json | undefined): readonly Json[] => (isJsonArray(value) ? value : [])
