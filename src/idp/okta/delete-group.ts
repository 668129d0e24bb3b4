import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import type { OktaApp } from './app.ts'
import { isTaken } from './judge.ts'
import { pushedGroup } from './members.ts'
import { doing } from './sentences.ts'

/** "Unlink, and delete the group in the target app". The one thing that Okta ever deletes. */
export async function deleteGroup(app: OktaApp, name: string): Promise<Result<string, Stopped>> {
  const remote = pushedGroup(app, name)
  if (!remote.ok) return remote
  const { id } = remote.value
  const answer = await app.transport.send('DELETE', `/Groups/${encodeURIComponent(id)}`)
  const step = app.checks.step('A14.1 delete the group', answer.request)
  if (!isTaken(step, answer, [200, 204], doing.deletingGroup(name))) return step.stop()
  step.should('a 204 has no body', answer.status !== 204 || answer.text === '', answer.text)
  app.groups.delete(name)
  return ok(id)
}
