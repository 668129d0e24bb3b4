import type { Json, JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import { objectAt } from '../read-json.ts'
import type { OktaApp } from './app.ts'
import { PATCH_OP } from '../wire/urns.ts'
import { isTaken } from './judge.ts'
import { shouldBeScimJson } from '../wire/judge.ts'

export type PatchOperation = {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path?: string
  readonly value?: Json
}

export type Patched = {
  readonly step: Step
  /** The resource, or `undefined` after a 204. */
  readonly resource: JsonObject | undefined
}

/** One PATCH of the catalogue app. 200 with the resource and 204 without are both fine with Okta. */
export async function patchResource(
  app: OktaApp,
  target: {
    readonly collection: 'Users' | 'Groups'
    readonly id: string
    readonly step: string
    readonly what: string
  },
  operations: readonly PatchOperation[],
): Promise<Result<Patched, Stopped>> {
  const path = `/${target.collection}/${encodeURIComponent(target.id)}`
  const answer = await app.transport.send('PATCH', path, { schemas: [PATCH_OP], Operations: operations })
  const step = app.checks.step(target.step, answer.request)
  if (!isTaken(step, answer, [200, 204], target.what)) return step.stop()
  const resource = objectAt(answer.json)
  if (answer.status === 200) {
    step.should('a 200 has the resource', resource !== undefined, answer.text)
    shouldBeScimJson(step, answer)
  }
  step.should('no password comes back', !Object.hasOwn(resource ?? {}, 'password'), 'a password')
  return ok({ step, resource })
}
