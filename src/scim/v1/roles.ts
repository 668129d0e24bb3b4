import type { ResourceType } from '../schema/attribute.ts'
import { schema, text } from '../schema/builders.ts'

/** Access's own two roles, as far as its SCIM shows them: read-only, the same in every tenant. */
export type Role = { readonly id: string; readonly displayName: string }

export const USER_ROLE: Role = { id: '8ddd47fb-2b0a-5ff3-b26d-0d4bb3a04c98', displayName: 'User' }
export const ADMIN_ROLE: Role = { id: '8f3c6254-334f-5d02-b343-903ea54d505a', displayName: 'Admin' }

export const ROLES: readonly Role[] = [ADMIN_ROLE, USER_ROLE]

/** A role given back by a client that was shown it; it is no role of the identity provider's. */
export const isOwnRole = (id: string): boolean => ROLES.some((role) => role.id === id.toLowerCase())

export const roleType: ResourceType = Object.freeze({
  name: 'Role',
  endpoint: '/Roles',
  description: 'Roles of the service',
  schema: schema({
    id: 'urn:scim:schemas:core:1.0',
    name: 'Role',
    description: 'A role of the service',
    alias: '',
    attributes: [text('displayName', 'Name of the role.', { mutability: 'readOnly' })],
  }),
  extensions: Object.freeze([]),
  nameAttribute: 'displayName',
})
