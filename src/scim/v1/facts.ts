import type { JsonObject } from '../../shared/json.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { flag, text } from '../schema/builders.ts'
import { defaultDomain, userTypeOf, type Home } from './home.ts'

/**
 * The attributes of the workspace block that are nobody's to write: they follow from the directory and from `active`
 * (access-contract §4.3). They are shown, can be filtered by, and are dropped when a client sends them back.
 */

const readOnly = { mutability: 'readOnly' } as const

const OF_DIRECTORY: readonly Attribute[] = [
  text('userStoreUuid', 'Identifier of the store; the same as directoryUuid.', readOnly),
  text('directoryUuid', 'Identifier of the directory.', readOnly),
  text('directoryName', 'Name of the directory.', readOnly),
  text('directoryType', 'Type of the directory.', readOnly),
]

const USER_FACTS: readonly Attribute[] = [
  text('userStatus', '"1" enabled, "2" disabled.', { ...readOnly, canonicalValues: ['1', '2'] }),
  text('internalUserType', 'PROVISIONED in a directory of type Other, LOCAL in a local one; accepted on create.', {
    ...readOnly,
    canonicalValues: ['PROVISIONED', 'LOCAL'],
  }),
  ...OF_DIRECTORY,
]

const GROUP_FACTS: readonly Attribute[] = [
  text('internalGroupType', 'INTERNAL: its members are written here.', { ...readOnly, canonicalValues: ['INTERNAL'] }),
  ...OF_DIRECTORY,
]

/** Access knows these about its own users; here there is nothing to say, so they are neither kept nor shown. */
const FOREIGN_FACTS: readonly Attribute[] = [
  flag('isSoftDeleted', 'Never shown here.', readOnly),
  flag('softDeleted', 'Never shown here.', readOnly),
  text('userGroups', 'Never shown here; see groups.', readOnly),
  text('otaLink', 'Never shown here.', readOnly),
  text('firstLoginUrl', 'Never shown here.', readOnly),
  flag('isPasswordChangeFeatureEnabled', 'Never shown here.', readOnly),
  flag('isUserInPreHireGroup', 'Never shown here.', readOnly),
]

export const factAttributes = (resourceType: ResourceType): readonly Attribute[] =>
  resourceType.name === 'User' ? USER_FACTS : resourceType.name === 'Group' ? GROUP_FACTS : []

const READ_ONLY: ReadonlySet<string> = new Set(
  [...USER_FACTS, ...GROUP_FACTS, ...FOREIGN_FACTS].map(({ name }) => name.toLowerCase()),
)

/** Whether a name of the workspace block, in any case, is one that clients may send and nobody may write. */
export const isFact = (name: string): boolean => READ_ONLY.has(name.toLowerCase())

/** `domain` is the only one that can also be stored: this is what holds when it is not. */
export function factsOf(resourceType: ResourceType, home: Home, active: boolean): JsonObject {
  const own: JsonObject =
    resourceType.name === 'User'
      ? { userStatus: statusOf(active), internalUserType: userTypeOf(home) }
      : { internalGroupType: 'INTERNAL' }
  return { ...own, ...placeOf(home) }
}

export const statusOf = (active: boolean): '1' | '2' => (active ? '1' : '2')

function placeOf({ uuid, name, type, ...rest }: Home): JsonObject {
  const domain = defaultDomain({ uuid, name, type, ...rest })
  return { domain, userStoreUuid: uuid, directoryUuid: uuid, directoryName: name, directoryType: type }
}
