import type { Json } from '../../shared/json.ts'
import type { Connector } from '../moves/connector.ts'
import { probe } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { type Operation, patch } from '../moves/send.ts'
import { at, textAt } from '../read-json.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'

const MANAGER = `${ENTERPRISE_USER}:manager`

/** B3.3: every way in which a manager has been seen to be set and cleared; an id may be nobody's yet. */
export async function changeManager(
  { app }: Connector,
  id: string,
  userName: string,
  managerId: string,
): Promise<void> {
  const set = (what: string, value: Json): readonly [string, Operation, string] => [
    what,
    { op: 'Add', path: MANAGER, value },
    managerId,
  ]
  const clear = (what: string, operation: Operation): readonly [string, Operation, undefined] => [
    what,
    { path: MANAGER, ...operation },
    undefined,
  ]
  const variants: readonly (readonly [what: string, operation: Operation, expected: string | undefined])[] = [
    set('text', managerId),
    clear('empty text', { op: 'Replace', value: '' }),
    set('object', { value: managerId }),
    clear('an object with an empty text', { op: 'Replace', value: { value: '' } }),
    set('list', [{ $ref: null, value: managerId }]),
    clear('null', { op: 'Replace', value: null }),
    ['path with a dot', { op: 'Add', path: `${ENTERPRISE_USER}.manager`, value: managerId }, managerId],
    clear('a removal', { op: 'Remove' }),
    clear('a removal of what is gone', { op: 'Remove' }),
    ['an id that is nobody’s yet', { op: 'Add', path: MANAGER, value: 'not-yet-created' }, 'not-yet-created'],
    clear('a removal', { op: 'Remove' }),
  ]
  for (const [what, operation, expected] of variants) {
    const verb = expected === undefined ? 'cleared by' : 'as'
    const task = userTask('update', userName, `B3.3 manager ${verb} ${what}`)
    const patched = await patch(app, 'Users', id, [operation], task)
    if (!patched.ok) continue
    const user = await probe(app, 'Users', id, task.step)
    const step = app.checks.step(task.step, `GET /Users/${id}`)
    const there = textAt(user, ENTERPRISE_USER, 'manager', 'value')
    step.should(
      expected === undefined ? 'there is no manager' : 'the manager is there',
      there === expected,
      at(user, ENTERPRISE_USER),
    )
    if (expected === undefined) {
      const rest = at(user, ENTERPRISE_USER, 'manager')
      step.should('nothing is left of the manager', rest === undefined, rest)
    }
  }
}
