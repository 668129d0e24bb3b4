import type { Json } from '../../shared/json.ts'
import type { Connector } from '../moves/connector.ts'
import { probe } from '../moves/probes.ts'
import { userTask } from '../moves/remote-app.ts'
import { type Operation, patch } from '../moves/send.ts'
import { at, listAt, textAt } from '../read-json.ts'

const COMPLEX = JSON.stringify({ id: '1', value: 'Admin', displayName: 'Admin' })

/** B3.4: the three styles of mapping app roles; the complex one puts a JSON document into a text. */
export async function changeRoles({ app }: Connector, id: string, userName: string): Promise<void> {
  const send = async (what: string, operations: readonly Operation[]): Promise<readonly Json[]> => {
    const task = userTask('update', userName, `B3.4 roles: ${what}`)
    const patched = await patch(app, 'Users', id, operations, task)
    if (!patched.ok) return []
    return listAt(await probe(app, 'Users', id, task.step), 'roles') ?? []
  }
  const judge = (what: string, expected: string, passed: boolean, got: Json) =>
    app.checks.step(`B3.4 roles: ${what}`, `GET /Users/${id}`).should(expected, passed, got)

  const single = await send('single', [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' }])
  const made = single.length === 1 && textAt(single, 0, 'value') === 'Admin' && at(single, 0, 'primary') === true
  judge('single', 'the element is made with what the filter says, typed', made, single)

  const again = await send('single, changed', [
    { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'User' },
  ])
  judge(
    'single, changed',
    'the same element changes',
    again.length === 1 && textAt(again, 0, 'value') === 'User',
    again,
  )

  const assertive = await send('assertive', [{ op: 'Replace', path: 'roles', value: [{ value: 'A' }, { value: 'B' }] }])
  judge('assertive', 'the roles are the two that were sent', assertive.length === 2, assertive)

  const complex = await send('complex', [{ op: 'Add', path: 'roles', value: [{ value: COMPLEX }] }])
  const kept = complex.some((role) => [COMPLEX, 'Admin'].includes(textAt(role, 'value') ?? ''))
  judge('complex', 'the document in the text is kept or understood', kept && complex.length === 3, complex)
}
