import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { guidOf } from '../guid.ts'
import { readDocuments } from '../moves/discovery.ts'
import { comparison, formEncoded } from '../moves/filters.ts'
import { find } from '../moves/find.ts'
import { groupTask, type RemoteApp, userTask } from '../moves/remote-app.ts'

export const userQuery = (attribute: string, value: string): string =>
  `filter=${formEncoded(comparison(attribute, value))}`

/** Members are never wanted when a group is looked up. */
export const groupQuery = (name: string): string =>
  `excludedAttributes=members&filter=${formEncoded(comparison('displayName', name))}`

export const NOBODY = guidOf('nobody')

/** B1: somebody who does not exist must not be found, groups must answer too, and the portal reads the schemas. */
export async function testConnection(app: RemoteApp): Promise<Result<unknown, Stopped>> {
  const alive = await probeLiveness(app, 'B1.1 test the connection')
  if (!alive.ok) return alive
  const groups = await find(app, 'Groups', groupQuery(NOBODY), groupTask('connect', NOBODY, 'B1.2 test the groups'))
  if (!groups.ok) return groups
  const step = app.checks.step('B1.2 test the groups', 'GET /Groups')
  step.should('no group is found', groups.value === undefined, groups.value)
  await readDocuments(app, '/Schemas')
  return ok(undefined)
}

/** B6: the same question opens every cycle. */
export async function probeLiveness(app: RemoteApp, stepName: string): Promise<Result<unknown, Stopped>> {
  const found = await find(app, 'Users', userQuery('userName', NOBODY), userTask('connect', NOBODY, stepName))
  if (!found.ok) return found
  app.checks.step(stepName, 'GET /Users').should('nobody is found', found.value === undefined, found.value)
  return found
}
