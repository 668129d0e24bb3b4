import type { ScimResult } from '../../scim/errors.ts'
import { matches } from '../../scim/filter/matches.ts'
import { bindListQuery, parseListQuery } from '../../scim/list-query.ts'
import { asMissingPage, V1_PAGE_LIMITS } from '../../scim/v1/list-parameters.ts'
import { listResponseV1 } from '../../scim/v1/messages.ts'
import { ROLES, roleType, type Role } from '../../scim/v1/roles.ts'
import { CORE_V1 } from '../../scim/v1/schema-names.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { jsonAnswer } from './answers.ts'
import { baseUrlOf, v1Route } from './v1-route.ts'

/** Access's roles, to be looked at. Who may administer is decided in the console (access-contract §4.2). */
export const roleRoutes = (): readonly Route[] => [
  v1Route('GET', '/Roles', (call) => Promise.resolve(list(call))),
  v1Route('GET', '/Roles/:id', (call) => Promise.resolve(get(call))),
  v1Route('PATCH', '/Roles/:id', (call) => Promise.resolve(refuse(call))),
]

function list(call: Call): ScimResult<Answer> {
  const parsed = parseListQuery(new URLSearchParams(call.query), V1_PAGE_LIMITS)
  if (!parsed.ok) return fail(asMissingPage(parsed.error))
  const query = bindListQuery(roleType, parsed.value)
  if (!query.ok) return fail(asMissingPage(query.error))
  const { filter, startIndex, count } = query.value
  const found = ROLES.filter((role) => filter === undefined || matches(filter, { attributes: role, id: role.id }))
  const page = found.slice(startIndex - 1, startIndex - 1 + count)
  const resources = page.map((role) => JSON.stringify(represent(call, role)))
  return ok(jsonAnswer(listResponseV1({ totalResults: found.length, startIndex, resources })))
}

function get(call: Call): ScimResult<Answer> {
  const role = roleIn(call)
  return role.ok ? ok(jsonAnswer(JSON.stringify(represent(call, role.value)))) : role
}

function refuse(call: Call): ScimResult<Answer> {
  const role = roleIn(call)
  if (!role.ok) return role
  const detail = `The role ${role.value.displayName} cannot be given over SCIM. Administrators are made in the console.`
  return fail({ kind: 'forbidden', detail })
}

function roleIn(call: Call): ScimResult<Role> {
  const id = call.params['id'] ?? ''
  const role = ROLES.find((one) => one.id === id.toLowerCase())
  return role === undefined
    ? fail({ kind: 'notFound', detail: `There is no role with the id ${JSON.stringify(id.slice(0, 64))}.` })
    : ok(role)
}

const represent = (call: Call, role: Role) => ({
  schemas: [CORE_V1],
  id: role.id,
  meta: { location: `${baseUrlOf(call)}/Roles/${role.id}` },
  displayName: role.displayName,
})
