import type { JsonObject } from '../../shared/json.ts'
import { coreUser, emptyGroup } from '../moves/bodies.ts'
import type { Connector } from '../moves/connector.ts'
import { formEncoded } from '../moves/filters.ts'
import { probeMembers, probeShows } from '../moves/probes.ts'
import { groupTask, userTask } from '../moves/remote-app.ts'
import { create, patch, remove } from '../moves/send.ts'
import type { Person } from '../people.ts'
import type { Scene } from '../provider.ts'
import { listAt, textAt } from '../read-json.ts'
import { isTaken, readList, shouldBeError } from '../wire/judge.ts'
import { ENTERPRISE_USER, PATCH_OP } from '../wire/urns.ts'
import { BODY_QUIRKS } from './body-quirks.ts'
import { MEMBER_QUIRKS, USER_PATCH_QUIRKS } from './patch-quirks.ts'
import { FILTER_QUIRKS, type Sought, TARGET_QUIRKS } from './query-quirks.ts'

/** Every quirk once, on people of its own. */
export async function playQuirks(connector: Connector, { company }: Scene): Promise<void> {
  const [ann, bob, cyd] = company.cast
  const odd = { ...cyd, userName: `quirk.${company.tag}@example.com`, externalId: `quirk.${cyd.externalId}` }
  await writeOddly(connector, odd)
  await patchOddly(connector, odd)
  await askOddly(connector, odd)
  const members = [await connector.users.add(ann), await connector.users.add(bob)]
  const [one, two] = members.flatMap((each) => (each.ok ? [each.value] : []))
  if (one !== undefined && two !== undefined) await changeMembersOddly(connector, `Quirks ${company.tag}`, one, two)
}

async function writeOddly({ app }: Connector, person: Person): Promise<void> {
  for (const { what, sent, shows } of BODY_QUIRKS) {
    const { title: _, emails: __, displayName: ___, ...plain } = coreUser(person)
    const task = userTask('create', person.userName, `write a user with ${what}`)
    const made = await create(app, 'Users', { ...plain, ...sent }, task, { userName: person.userName, ...shows })
    if (!made.ok) continue
    await probeShows(app, 'Users', made.value.id, shows, task.step)
    await remove(app, 'Users', made.value.id, userTask('delete', person.userName))
  }
}

async function patchOddly({ app }: Connector, person: Person): Promise<void> {
  const made = await create(app, 'Users', coreUser(person), userTask('create', person.userName))
  if (!made.ok) return
  const { id } = made.value
  const send = (body: JsonObject) => app.transport.send('PATCH', `/Users/${encodeURIComponent(id)}`, body)
  for (const { what, body, shows } of USER_PATCH_QUIRKS) {
    const answer = await send(body)
    const name = `patch a user with ${what}`
    const step = app.checks.step(name, answer.request)
    if (isTaken(step, answer, [200, 204])) await probeShows(app, 'Users', id, shows, name)
  }
  await refuseNonsense(app, await send({ schemas: [PATCH_OP] }), 'a PATCH without operations')
  await remove(app, 'Users', id, userTask('delete', person.userName))
}

async function refuseNonsense(
  { checks }: Connector['app'],
  answer: Awaited<ReturnType<Connector['app']['transport']['get']>>,
  what: string,
): Promise<void> {
  const step = checks.step(`refuse ${what}`, answer.request)
  step.should('it is refused with 400', answer.status === 400, `${answer.status} ${answer.text}`)
  if (answer.status === 400) shouldBeError(step, answer)
}

async function askOddly({ app }: Connector, person: Person): Promise<void> {
  const { userName } = person
  const email = `mail.${userName}`
  const body = {
    ...coreUser(person),
    emails: [{ value: email, type: 'work', primary: true }],
    [ENTERPRISE_USER]: { manager: { value: 'boss-1' } },
  }
  const made = await create(app, 'Users', body, userTask('create', userName))
  if (!made.ok) return
  const sought: Sought = { id: made.value.id, userName, email }
  for (const { what, filter } of FILTER_QUIRKS)
    await find(app, `/Users?filter=${formEncoded(filter(sought))}`, what, sought)
  const plain = formEncoded(`userName eq "${userName}"`)
  for (const { what, target } of TARGET_QUIRKS) await find(app, target(plain), what, sought)
  await remove(app, 'Users', sought.id, userTask('delete', userName))
}

async function find(
  { transport, checks }: Connector['app'],
  target: string,
  what: string,
  { id }: Sought,
): Promise<void> {
  const answer = await transport.get(target)
  const step = checks.step(`ask with ${what}`, answer.request)
  const list = readList(step, answer, { refused: undefined, unreadable: undefined })
  const found = list?.resources.map((each) => textAt(each, 'id')) ?? []
  step.must('just the one user is found', found.length === 1 && found[0] === id, answer.text)
}

async function changeMembersOddly({ app }: Connector, name: string, one: string, two: string): Promise<void> {
  const body = { ...emptyGroup(name), members: [{ value: two }] }
  const made = await create(app, 'Groups', body, groupTask('create', name))
  if (!made.ok) return
  const { id } = made.value
  for (const { what, operation, leaves } of MEMBER_QUIRKS) {
    const task = groupTask('update', name, `change members with ${what}`)
    const patched = await patch(app, 'Groups', id, [operation(one, two)], task)
    if (patched.ok) await probeMembers(app, id, leaves(one, two), task.step)
  }
  await keepMembersWithoutAWord({ app }, id, name, one)
  await remove(app, 'Groups', id, groupTask('delete', name))
}

/** A PUT that says nothing of members leaves them; one with an empty list does not. */
async function keepMembersWithoutAWord({ app }: Pick<Connector, 'app'>, id: string, name: string, one: string) {
  await patch(app, 'Groups', id, [{ op: 'add', path: 'members', value: [{ value: one }] }], groupTask('update', name))
  const put = async (body: JsonObject, what: string, wanted: readonly string[]) => {
    const answer = await app.transport.send('PUT', `/Groups/${encodeURIComponent(id)}`, body)
    const step = app.checks.step(`PUT a group ${what}`, answer.request)
    if (!isTaken(step, answer, [200])) return
    const there = listAt(answer.json, 'members') ?? []
    step.should('the answer has the members', there.length === wanted.length, answer.text)
    await probeMembers(app, id, wanted, `PUT a group ${what}`)
  }
  await put(emptyGroup(name), 'without members', [one])
  await put({ ...emptyGroup(name), id: 'another', members: [] }, 'with an empty list', [])
}
