import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { OktaConnector } from '../okta-connector.ts'
import { textAt } from '../read-json.ts'
import { importAll } from './import-all.ts'

/** A12: two imports, users and groups. Everybody whom Okta knows must be in them, and the order must be the same twice. */
export async function importTwice(okta: OktaConnector): Promise<Result<number, Stopped>> {
  const app = { ...okta.app, importGroups: true }
  const first = await importAll(app)
  if (!first.ok) return first
  const second = await importAll(app)
  if (!second.ok) return second
  const step = app.checks.step('A12.3 compare the imports', 'GET /Users')
  const orders = [first, second].map(({ value }) => value.users.map((user) => textAt(user, 'id') ?? ''))
  const [one = [], two = []] = orders
  step.should('the order is the same twice', one.join() === two.join(), `${one.length} and ${two.length} users`)
  const imported = new Set(one)
  const missing = [...app.assigned.values()].filter((id) => !imported.has(id))
  step.should('nobody is missing', missing.length === 0, missing)
  const groupIds = new Set(first.value.groups.map((group) => textAt(group, 'id')))
  const lost = [...app.groups].filter(([, { id }]) => !groupIds.has(id)).map(([name]) => name)
  step.should('no group is missing', lost.length === 0, lost)
  return ok(one.length)
}
