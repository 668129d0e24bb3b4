import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { textAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { readPages } from './import-all.ts'
import { readList } from './judge.ts'
import { shouldBeError } from '../wire/judge.ts'
import { doing, NO_USERS, sentence } from './sentences.ts'
import type { Transport } from '../wire/transport.ts'

const TWO_USERS = '/Users?startIndex=1&count=2'

/**
 * "Test Connector Configuration" and both saves send the same request. With *Import Groups* on, the last save also
 * fills the cache of groups that later decides between creating and linking.
 */
export async function testConnection(
  app: OktaApp,
  stepName = 'A1.2 test the connection',
): Promise<Result<number, Stopped>> {
  const answer = await app.transport.get(TWO_USERS)
  const step = app.checks.step(stepName, answer.request)
  const list = readList(step, answer, doing.authenticating())
  if (list === undefined) return step.stop()
  if (app.strict && !step.must('there is at least one user', list.resources.length > 0, answer.text, NO_USERS)) {
    return step.stop()
  }
  return ok(list.total)
}

export async function saveIntegration(app: OktaApp): Promise<Result<number, Stopped>> {
  const saved = await testConnection(app, 'A1.3 save the integration')
  if (!saved.ok) return saved
  const toApp = await testConnection(app, 'A1.4 save "To App"')
  return toApp.ok && app.importGroups ? fillGroupCache(app) : toApp
}

async function fillGroupCache(app: OktaApp): Promise<Result<number, Stopped>> {
  const groups = await readPages(app, 'Groups', 'A1.5 read the groups')
  if (!groups.ok) return groups
  for (const group of groups.value) {
    const [id, name] = [textAt(group, 'id'), textAt(group, 'displayName')]
    if (id !== undefined && name !== undefined) app.groups.set(name, { id })
  }
  return ok(groups.value.length)
}

/** What an administrator meets who mistyped the token. `intruder` is a transport with a wrong one. */
export async function tryWrongToken(app: OktaApp, intruder: Transport): Promise<void> {
  const answer = await intruder.get(TWO_USERS)
  const step = app.checks.step('A1.1 test with a wrong token', answer.request)
  const refused = answer.status === 401
  step.must(
    'a wrong token is answered with 401',
    refused,
    `${answer.status} ${answer.text}`,
    sentence(doing.authenticating(), answer),
  )
  if (!refused) return
  shouldBeError(step, answer)
  const challenge = answer.headers['www-authenticate']
  step.should('WWW-Authenticate is there', challenge !== undefined, 'no such header')
}
