import type { ScimResult } from '../../scim/errors.ts'
import { parseFilter } from '../../scim/filter/parse.ts'
import { project } from '../../scim/project.ts'
import { parseRequestedAttributes } from '../../scim/requested-attributes.ts'
import { groupType, userType } from '../../scim/schema/resource-types.ts'
import { meInV1 } from '../../scim/v1/me.ts'
import { listResponseV1 } from '../../scim/v1/messages.ts'
import { roleType } from '../../scim/v1/roles.ts'
import { schemaInV1 } from '../../scim/v1/schemas-document.ts'
import { selectFromV1 } from '../../scim/v1/select.ts'
import { serviceProviderConfigs } from '../../scim/v1/service-provider-configs.ts'
import { permits } from '../../oauth/scopes.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Answer, Call, Route } from '../route.ts'
import { jsonAnswer } from './answers.ts'
import { baseUrlOf, v1Route } from './v1-route.ts'

/** What the façade says about itself, and about who asks. */
export const discoveryRoutes = (): readonly Route[] => [
  v1Route('GET', '/Schemas', (call) => Promise.resolve(schemas(call))),
  v1Route('GET', '/ServiceProviderConfigs', (call) =>
    Promise.resolve(ok(jsonAnswer(JSON.stringify(serviceProviderConfigs(baseUrlOf(call)))))),
  ),
  v1Route('GET', '/Me', (call) => Promise.resolve(me(call))),
]

/** One schema at a time, by `filter=name eq "User"` (access-contract §4.2). */
function schemas(call: Call): ScimResult<Answer> {
  const name = nameAskedFor(new URLSearchParams(call.query).get('filter') ?? '')
  if (!name.ok) return name
  const found = [userType, groupType, roleType].filter((type) => type.name.toLowerCase() === name.value.toLowerCase())
  const resources = found.map((type) => JSON.stringify(schemaInV1(type)))
  return ok(jsonAnswer(listResponseV1({ totalResults: resources.length, startIndex: 1, resources })))
}

function nameAskedFor(text: string): ScimResult<string> {
  const filter = parseFilter(text)
  if (filter.ok) {
    const { value } = filter
    const isName = value.kind === 'compare' && value.path.toLowerCase() === 'name' && value.operator === 'eq'
    if (isName && value.value.kind === 'text') return ok(value.value.text)
  }
  const detail = 'Ask for one schema by its name: filter=name eq "User", "Group" or "Role".'
  return fail({ kind: 'invalidFilter', detail })
}

function me(call: Call): ScimResult<Answer> {
  const { caller } = call
  if (caller === undefined) return fail({ kind: 'forbidden', detail: 'This request has no caller.' })
  const { actor, scopes, tenantId } = caller
  const requested = parseRequestedAttributes(new URLSearchParams(call.query))
  if (!requested.ok) return requested
  const selection = selectFromV1(userType, requested.value)
  if (!selection.ok) return selection
  const who = { kind: actor.kind, name: actor.name, mayAdminister: permits(scopes, 'admin'), tenantId }
  const whole = meInV1(who, baseUrlOf(call))
  return ok(jsonAnswer(JSON.stringify(selection.value === undefined ? whole : project(selection.value, whole))))
}
