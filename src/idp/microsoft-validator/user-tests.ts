import { patch } from '../moves/send.ts'
import { probe } from '../moves/probes.ts'
import { lostBetween } from '../moves/echo.ts'
import { valueAtPath } from '../moves/value-at-path.ts'
import { objectAt } from '../read-json.ts'
import { ENTERPRISE_USER } from '../wire/urns.ts'
import { randomMail, randomText } from './random-text.ts'
import { inventReplacements } from './user-body.ts'
import { lookAgain, shouldAnswer, shouldBeGone, shouldFind, taskOf, type Validator, withUser } from './validator.ts'

/** Tests 1 to 5. */
export async function createAndFilterUsers(validator: Validator): Promise<void> {
  const { random } = validator
  await withUser(validator, '1 create a user', async ({ id }, sent) => {
    const [found] = await shouldFind(validator, '1 create a user', 'Users', ['userName', sent.userName], [id])
    const step = validator.app.checks.step('1 create a user', 'GET /Users')
    const lost = found === undefined ? ['the user'] : lostBetween(sent, found)
    step.must('every attribute comes back equal', lost.length === 0, { lost, found })
  })
  await withUser(validator, '2 create a duplicate user', (_, sent) =>
    shouldAnswer(validator, '2 create a duplicate user', 'POST', '/Users', 409, sent),
  )
  await withUser(validator, '3 filter for an existing user', ({ id }, { userName }) =>
    shouldFind(validator, '3 filter for an existing user', 'Users', ['userName', userName], [id]),
  )
  await shouldFind(validator, '4 filter for nobody', 'Users', ['userName', randomText(random)], [])
  await withUser(validator, '5 filter in capitals', ({ id }, { userName }) =>
    shouldFind(validator, '5 filter in capitals', 'Users', ['userName', userName.toUpperCase()], [id]),
  )
}

/** Tests 6 to 8. */
export async function patchUsers(validator: Validator): Promise<void> {
  await withUser(validator, '6 replace verbosely', ({ id }, sent) => replaceVerbosely(validator, id, sent))
  await withUser(validator, '7 change userName', async ({ id }) => {
    const userName = randomMail(validator.random)
    const task = taskOf('7 change userName', 'Users')
    await patch(validator.app, 'Users', id, [{ op: 'replace', value: { userName } }], task)
    const { step, resource } = await lookAgain(validator, task.step, 'Users', id)
    step.must('userName is the new one', resource['userName'] === userName, resource['userName'])
  })
  await withUser(validator, '8 disable a user', async ({ id }) => {
    const task = taskOf('8 disable a user', 'Users')
    await patch(validator.app, 'Users', id, [{ op: 'replace', path: 'active', value: false }], task)
    const { step, resource } = await lookAgain(validator, task.step, 'Users', id)
    step.must('active is false', resource['active'] === false, resource['active'])
  })
}

async function replaceVerbosely(validator: Validator, id: string, sent: object): Promise<void> {
  const task = taskOf('6 replace verbosely', 'Users')
  const replacements = inventReplacements(validator.random)
  const operations = replacements.map((each) => ({ op: 'replace', ...each }))
  await patch(validator.app, 'Users', id, operations, task)
  const { step, resource } = await lookAgain(validator, task.step, 'Users', id)
  for (const { path, value } of replacements) {
    const there = valueAtPath(resource, path)
    step.must(`${path} is the new one`, there === value, there)
  }
  const manager = valueAtPath(resource, `${ENTERPRISE_USER}:manager`)
  const before = objectAt(sent as Parameters<typeof objectAt>[0], ENTERPRISE_USER, 'manager')
  step.must('the manager, not mentioned, stays', lostBetween(before ?? null, manager).length === 0, manager)
}

const MANAGER = `${ENTERPRISE_USER}:manager`

/** Tests 9 to 11; other users are made first, whose ids are the managers. */
export async function changeManagers(validator: Validator): Promise<void> {
  const { app } = validator
  const becomes = async (test: string, id: string, op: string, value: string) => {
    await patch(app, 'Users', id, [{ op, path: MANAGER, value: { value } }], taskOf(test, 'Users'))
    const user = await probe(app, 'Users', id, test)
    const there = valueAtPath(user, MANAGER)
    const expected = value === '' ? there === undefined : objectAt(there)?.['value'] === value
    app.checks
      .step(test, `GET /Users/${id}`)
      .must(value === '' ? 'no manager is left' : 'the manager is the new one', expected, user)
  }
  await withUser(validator, '9 add a manager', ({ id: boss }) =>
    withUser(validator, '9 add a manager', ({ id }) => becomes('9 add a manager', id, 'add', boss)),
  )
  await withUser(validator, '10 replace the manager', ({ id: first }) =>
    withUser(validator, '10 replace the manager', ({ id: second }) =>
      withUser(validator, '10 replace the manager', async ({ id }) => {
        await becomes('10 replace the manager', id, 'add', first)
        await becomes('10 replace the manager', id, 'replace', second)
      }),
    ),
  )
  await withUser(validator, '11 clear the manager', ({ id }) => becomes('11 clear the manager', id, 'replace', ''))
}

/** Test 12, and of the previews those on users: 25 to 28. */
export async function endUsers(validator: Validator): Promise<void> {
  const { app, random } = validator
  await withUser(validator, '12 delete a user', ({ id }) => shouldBeGone(validator, '12 delete a user', 'Users', id))
  await withUser(validator, '25 two operations on two attributes', async ({ id }) => {
    const task = taskOf('25 two operations on two attributes', 'Users')
    const [displayName, title] = [randomText(random), randomText(random)]
    const operations = [
      { op: 'add', path: 'displayName', value: displayName },
      { op: 'replace', path: 'title', value: title },
    ]
    await patch(app, 'Users', id, operations, task)
    const { step, resource } = await lookAgain(validator, task.step, 'Users', id)
    step.must('displayName is the new one', resource['displayName'] === displayName, resource['displayName'])
    step.must('title is the new one', resource['title'] === title, resource['title'])
  })
  await withUser(validator, '26 three operations on one attribute', async ({ id }) => {
    const task = taskOf('26 three operations on one attribute', 'Users')
    const last = randomText(random)
    const operations = [
      { op: 'remove', path: 'displayName' },
      { op: 'add', path: 'displayName', value: randomText(random) },
      { op: 'replace', path: 'displayName', value: last },
    ]
    await patch(app, 'Users', id, operations, task)
    const { step, resource } = await lookAgain(validator, task.step, 'Users', id)
    step.must('the last one wins', resource['displayName'] === last, resource['displayName'])
  })
  await shouldAnswer(validator, '27 delete an unknown user', 'DELETE', `/Users/${randomText(random)}`, 404)
  await withUser(validator, '28 delete a user twice', async ({ id }) => {
    await shouldAnswer(validator, '28 delete a user twice', 'DELETE', `/Users/${id}`, 204)
    await shouldAnswer(validator, '28 delete a user twice', 'DELETE', `/Users/${id}`, 404)
  })
}
