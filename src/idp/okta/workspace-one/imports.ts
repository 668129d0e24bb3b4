import type { JsonObject } from '../../../shared/json.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import { textAt } from '../../read-json.ts'
import type { Imported } from '../import-all.ts'
import { doing } from '../sentences.ts'
import type { WorkspaceOneApp } from './app.ts'
import { readListV1, shouldBeResourceV1 } from './judge.ts'
import type { Collection } from './write-resource.ts'

const PAGE = 100

export async function importAll(app: WorkspaceOneApp): Promise<Result<Imported, Stopped>> {
  const users = await readPages(app, 'Users', 'W8.1 import users')
  if (!users.ok) return users
  const groups = await readPages(app, 'Groups', 'W8.2 import groups')
  return groups.ok ? ok({ users: users.value, groups: groups.value }) : groups
}

/** Everything of a collection, a hundred at a time; the next page begins behind what the last one held. */
async function readPages(
  app: WorkspaceOneApp,
  collection: Collection,
  stepName: string,
): Promise<Result<readonly JsonObject[], Stopped>> {
  const all: JsonObject[] = []
  for (let total = 1; all.length < total;) {
    const answer = await app.transport.get(`/${collection}?startIndex=${all.length + 1}&count=${PAGE}`)
    const step = app.checks.step(stepName, answer.request)
    const list = readListV1(step, answer, doing.importing())
    if (list === undefined) return step.stop()
    total = list.total
    const goesOn = list.resources.length > 0 || all.length >= total
    if (!step.must('pages are not empty before the total is reached', goesOn, answer.text, doing.importing()))
      return step.stop()
    for (const resource of list.resources) shouldBeResourceV1(step, resource, collection)
    all.push(...list.resources)
  }
  return ok(all)
}

/** Two imports: everybody whom Okta knows is in them, once, and in the same order. */
export async function importTwice(app: WorkspaceOneApp): Promise<Result<number, Stopped>> {
  const first = await importAll(app)
  if (!first.ok) return first
  const second = await importAll(app)
  if (!second.ok) return second
  const step = app.checks.step('W8.3 compare the imports', 'GET /Users')
  const [one, two] = [first.value, second.value].map(({ users }) => users.map((user) => textAt(user, 'id') ?? ''))
  step.should('the order is the same twice', one?.join() === two?.join(), `${one?.length} and ${two?.length} users`)
  const imported = new Set(one)
  step.should('nobody comes twice', imported.size === one?.length, imported.size)
  const missing = [...app.assigned.values()].filter((id) => !imported.has(id))
  step.should('nobody is missing', missing.length === 0, missing)
  const groupIds = new Set(first.value.groups.map((group) => textAt(group, 'id')))
  const lost = [...app.groups].filter(([, { id }]) => !groupIds.has(id)).map(([name]) => name)
  step.should('no group is missing', lost.length === 0, lost)
  return ok(imported.size)
}
