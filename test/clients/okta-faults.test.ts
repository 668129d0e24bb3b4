import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChecks } from '../../src/idp/checks.ts'
import { createHttpClient } from '../../src/idp/http-client.ts'
import { createOktaApp } from '../../src/idp/okta/app.ts'
import { oktaAppearance } from '../../src/idp/okta/appearance.ts'
import { authorization } from '../../src/idp/wire/authorization.ts'
import { createTransport } from '../../src/idp/wire/transport.ts'
import { createOktaWizard } from '../../src/idp/okta-wizard.ts'
import { generatePeople } from '../../src/idp/people.ts'
import { startSmallServer } from './small-server.ts'

const [ann, bob] = generatePeople('faults', 2)
assert.ok(ann && bob)

async function connect(answer: Parameters<typeof startSmallServer>[1]) {
  const server = await startSmallServer([], answer)
  const waits: number[] = []
  const client = createHttpClient(server.base, {
    sleep: async (ms) => void waits.push(ms),
    stopwatch: () => 0,
    record: () => {},
  })
  const checks = createChecks()
  const transport = createTransport(client, oktaAppearance(authorization(server.token, 'bearer')))
  const okta = createOktaWizard(createOktaApp(transport, checks))
  const close = () => {
    client.close()
    server.close()
  }
  const sent = (prefix: string) => server.log.filter((line) => line.startsWith(prefix)).length
  return { okta, waits, sent, close, log: server.log, bodies: server.bodies }
}

test('429 with Retry-After is repeated after those seconds, and the assignment succeeds', async () => {
  const { okta, waits, sent, close } = await connect((method, _, nth) =>
    method === 'POST' && nth === 1 ? { status: 429, headers: { 'Retry-After': '2' } } : undefined,
  )
  const assigned = await okta.assignUser(ann)
  close()
  assert.ok(assigned.ok)
  assert.deepEqual(waits, [2_000])
  assert.equal(sent('POST'), 2)
})

test('400 is final, and the administrator reads the detail', async () => {
  const { okta, sent, close } = await connect((method) =>
    method === 'POST' ? { status: 400, body: { detail: 'the domain OKTA.ORG belongs to no directory' } } : undefined,
  )
  const assigned = await okta.assignUser(ann)
  close()
  assert.equal(sent('POST'), 1)
  assert.equal(
    !assigned.ok && assigned.error.administratorReads,
    `Automatic provisioning of user ${ann.userName} failed: Error while creating user ${ann.userName}: ` +
      'Bad Request. Errors reported by remote server: the domain OKTA.ORG belongs to no directory',
  )
})

test('a gateway page on the deactivation is shown as invalid JSON and the deactivation is not tried again', async () => {
  let broken = false
  const { okta, sent, close } = await connect((method) => (broken && method === 'PUT' ? 'upstream down' : undefined))
  await okta.assignUser(ann)
  broken = true
  const left = await okta.unassign(ann)
  close()
  assert.equal(sent('PUT'), 1)
  assert.match((!left.ok && left.error.administratorReads) || '', /Invalid JSON: Unrecognized token 'upstream'$/)
})

test('a user who vanished is neither written nor created by an update or by unassigning, but anew by re-assigning', async () => {
  let goneId = ''
  const { okta, sent, close } = await connect((_, target) =>
    goneId !== '' && (target.includes(goneId) || target.includes('filter=userName'))
      ? target.includes('filter')
        ? { status: 200, body: { totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] } }
        : { status: 404, body: { detail: 'no such user' } }
      : undefined,
  )
  const assigned = await okta.assignUser({ ...ann, userName: 'gone@example.com' })
  goneId = assigned.ok ? assigned.value.id : 'none'
  const gone = { ...bob, userName: 'gone@example.com' }

  const updated = await okta.updateProfile(gone)
  assert.equal(!updated.ok && updated.error.step, 'A3.1 update: read')
  const left = await okta.unassign(gone)
  assert.equal(!left.ok && left.error.step, 'A9.1 unassign: read')
  assert.deepEqual([sent('PUT'), sent('POST')], [0, 1])

  await okta.reassign({ ...gone, userName: 'gone@example.com' })
  close()
  assert.deepEqual([sent('PUT'), sent('POST')], [0, 2])
})

test('a create without a body, or an answer that keeps somebody inactive, gets the sentences that Okta has for them', async () => {
  const empty = await connect((method) => (method === 'POST' ? { status: 201 } : undefined))
  const assigned = await empty.okta.assignUser(ann)
  empty.close()
  assert.equal(!assigned.ok && assigned.error.administratorReads, 'Create new user returned empty user')

  const frozen = await connect((method) => (method === 'PUT' ? { status: 200, body: { active: false } } : undefined))
  await frozen.okta.assignUser(bob)
  const back = await frozen.okta.reassign(bob)
  frozen.close()
  assert.match((!back.ok && back.error.administratorReads) || '', /delay in reactivating remote User\. Rescheduling$/)
})

test('a pushed group is found, created, read and written, and each later push reads and writes twice', async () => {
  const { okta, close, log } = await connect(() => undefined)
  await okta.assignUser(ann)
  log.length = 0
  await okta.pushGroup({ name: 'A "B"', members: [ann, bob] })
  await okta.changeMembers({ name: 'A "B"', members: [] })
  close()
  assert.equal(log[0], 'GET /scim/v2/Groups?filter=displayName%20eq%20%22A%20%5C%22B%5C%22%22&startIndex=1&count=100')
  assert.deepEqual(
    log.map((line) => line.split(' ')[0]),
    ['GET', 'POST', 'GET', 'PUT', 'GET', 'GET', 'PUT', 'PUT'],
  )
})

test('who joins is in both PUTs, who leaves is missing from the second alone, and a rename is in both', async () => {
  const { okta, close, log, bodies } = await connect(() => undefined)
  await okta.assignUser(ann)
  await okta.assignUser(bob)
  await okta.pushGroup({ name: 'A', members: [ann] })
  const from = log.length
  await okta.changeMembers({ name: 'A', members: [ann, bob] })
  await okta.changeMembers({ name: 'A', members: [bob] })
  await okta.renameGroup({ name: 'A', members: [bob] }, 'B')
  close()
  const puts = bodies.slice(from).filter((_, i) => log[from + i]?.startsWith('PUT'))
  assert.deepEqual(
    puts.map(({ displayName, members }) => [displayName, (members as unknown[]).length]),
    [
      ['A', 2],
      ['A', 2],
      ['A', 2],
      ['A', 1],
      ['B', 1],
      ['B', 1],
    ],
  )
})
