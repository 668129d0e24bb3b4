import { ok, type Result } from '../../../shared/result.ts'
import type { Stopped } from '../../checks.ts'
import { textAt } from '../../read-json.ts'
import { doing, NO_USERS, sentence } from '../sentences.ts'
import type { Transport } from '../../wire/transport.ts'
import type { WorkspaceOneApp } from './app.ts'
import { readListV1 } from './judge.ts'

const TWO_USERS = '/Users?startIndex=1&count=2'
const GROUPS = '/Groups?startIndex=1&count=100'

/** "Test API Credentials". */
export async function testConnection(
  app: WorkspaceOneApp,
  stepName = 'W1.2 test the credentials',
): Promise<Result<number, Stopped>> {
  const answer = await app.transport.get(TWO_USERS)
  const step = app.checks.step(stepName, answer.request)
  const list = readListV1(step, answer, doing.authenticating())
  if (list === undefined) return step.stop()
  if (app.strict && !step.must('there is at least one user', list.resources.length > 0, answer.text, NO_USERS))
    return step.stop()
  return ok(list.total)
}

/** Saving "To App" sends two requests, always the same ones; what the second finds decides later who is pushed anew. */
export async function saveIntegration(app: WorkspaceOneApp): Promise<Result<number, Stopped>> {
  const saved = await testConnection(app, 'W1.3 save "To App": users')
  if (!saved.ok) return saved
  const answer = await app.transport.get(GROUPS)
  const step = app.checks.step('W1.4 save "To App": groups', answer.request)
  const list = readListV1(step, answer, doing.authenticating())
  if (list === undefined) return step.stop()
  for (const group of list.resources) {
    const [id, name] = [textAt(group, 'id'), textAt(group, 'displayName')]
    if (id !== undefined && name !== undefined) app.groups.set(name, { id })
  }
  return saved
}

/** What an administrator meets who pasted a token that is none. Access answers that outside of SCIM, in another shape. */
export async function tryWrongToken(app: WorkspaceOneApp, intruder: Transport): Promise<void> {
  const answer = await intruder.get(TWO_USERS)
  const step = app.checks.step('W1.1 test with a wrong token', answer.request)
  const got = `${answer.status} ${answer.text}`
  const reads = sentence(doing.authenticating(), answer)
  step.must('a wrong token is answered with 401', answer.status === 401, got, reads)
  if (answer.status !== 401) return
  step.should('errors says why', textAt(answer.json, 'errors', 0, 'message') !== undefined, answer.text)
  const challenge = answer.headers['www-authenticate']
  step.should('WWW-Authenticate is there', challenge !== undefined, 'no such header')
}
