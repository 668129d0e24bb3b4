import { accessGroupSchema } from './access-group.ts'
import { accessUserSchema } from './access-user.ts'
import type { ResourceType } from './attribute.ts'
import { enterpriseUserSchema } from './enterprise-user.ts'
import { groupSchema } from './group.ts'
import { userSchema } from './user.ts'

export const userType: ResourceType = Object.freeze({
  name: 'User',
  endpoint: '/Users',
  description: 'People',
  schema: userSchema,
  extensions: Object.freeze([
    { schema: enterpriseUserSchema, required: false },
    { schema: accessUserSchema, required: false },
  ]),
  nameAttribute: 'userName',
})

export const groupType: ResourceType = Object.freeze({
  name: 'Group',
  endpoint: '/Groups',
  description: 'Groups of people',
  schema: groupSchema,
  extensions: Object.freeze([{ schema: accessGroupSchema, required: false }]),
  nameAttribute: 'displayName',
})

/** Users first: one client takes the first entry of `/ResourceTypes` for its users (scim-clients §2.9). */
export const resourceTypes: readonly ResourceType[] = Object.freeze([userType, groupType])

/** The type of this very name. */
export const typeNamed = (types: readonly ResourceType[], name: string): ResourceType | undefined =>
  types.find((type) => type.name === name)

/** The type served at `/Users`, in any case: hand-written clients ask for `/users` (scim-clients T5). */
export function typeAt(types: readonly ResourceType[], endpoint: string): ResourceType | undefined {
  const exact = types.find((type) => type.endpoint === endpoint)
  if (exact !== undefined) return exact
  const wanted = endpoint.toLowerCase()
  return types.find((type) => type.endpoint.toLowerCase() === wanted)
}
