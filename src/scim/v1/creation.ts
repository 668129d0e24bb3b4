import type { Json, JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import type { ScimResult } from '../errors.ts'
import { accessTextOf, domainOf } from '../named-values.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { userTypeOf, type Home } from './home.ts'
import { wholeFromV1 } from './whole-resource.ts'

/**
 * What a create has to say (access-contract §4.4, §7 rows 18–20): a `userName`; and who is called PROVISIONED also their
 * `externalId`, and the `domain` unless the token already means one directory. Who is not called anything is taken as
 * what the directory holds.
 */
export function creationFromV1(
  resourceType: ResourceType,
  body: Json,
  options: { readonly boundToDirectory: boolean },
): ScimResult<JsonObject> {
  const whole = wholeFromV1(resourceType, body)
  if (!whole.ok || resourceType.name !== 'User') return whole
  const provisioned = userTypeIn(resourceType, body) === 'PROVISIONED'
  const missing = [
    ...(hasText(whole.value, 'username') ? [] : ['userName']),
    ...(provisioned && !hasText(whole.value, 'externalid') ? ['externalId'] : []),
    ...(provisioned && !options.boundToDirectory && domainOf(resourceType, whole.value) === undefined
      ? ['domain']
      : []),
  ]
  const [first] = missing
  if (first === undefined) return whole
  const detail = `Required user attributes:[${missing.join(', ')}] are missing. Map them at the identity provider.`
  return fail({ kind: 'invalidValue', path: first, detail })
}

const userTypeIn = (resourceType: ResourceType, body: Json): string | undefined =>
  accessTextOf(resourceType, body, 'internalusertype')?.toUpperCase()

function hasText(body: JsonObject, name: string): boolean {
  const key = Object.keys(body).find((candidate) => candidate.toLowerCase() === name)
  const value = key === undefined ? undefined : body[key]
  return value !== undefined && value !== ''
}

/** The kind of user that a create asks for must be the kind that its directory holds. */
export function fitsDirectory(resourceType: ResourceType, home: Home, body: Json): ScimResult<Home> {
  const asked = resourceType.name === 'User' ? userTypeIn(resourceType, body) : undefined
  const held = userTypeOf(home)
  if (asked === undefined || asked === held) return ok(home)
  const detail = `User creation is not supported for specified directory id. The directory ${JSON.stringify(home.name)} holds users of the type ${held}, not ${asked.slice(0, 40)}: map internalUserType to ${held}.`
  return fail({ kind: 'invalidValue', path: 'internalUserType', detail })
}
