import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChecks } from '../../src/idp/checks.ts'
import { createHttpClient } from '../../src/idp/http-client.ts'
import { createOktaApp } from '../../src/idp/okta/app.ts'
import { oktaAppearance } from '../../src/idp/okta/appearance.ts'
import { authorization } from '../../src/idp/wire/authorization.ts'
import { createTransport } from '../../src/idp/wire/transport.ts'
import { createOktaCatalogue } from '../../src/idp/okta-catalogue.ts'
import { generatePeople } from '../../src/idp/people.ts'
import { startSmallServer } from './small-server.ts'

const [ann, bob] = generatePeople('patches', 2)
assert.ok(ann && bob)

test('the catalogue app deactivates without a path, sends the name ahead of members, and removes before it adds', async () => {
  const server = await startSmallServer()
  const client = createHttpClient(server.base, { sleep: async () => {}, stopwatch: () => 0, record: () => {} })
  const transport = createTransport(client, oktaAppearance(authorization(server.token, 'raw')))
  const okta = createOktaCatalogue(createOktaApp(transport, createChecks()))
  const [one, two] = [await okta.assignUser(ann), await okta.assignUser(bob)]
  const [annId, bobId] = [one, two].map((assigned) => (assigned.ok ? assigned.value.id : ''))
  const group = await okta.pushGroup({ name: 'A', members: [ann] })
  const id = group.ok ? group.value : ''
  await okta.changeMembers({ name: 'A', members: [bob] })
  await okta.pushNow({ name: 'A', members: [] })
  await okta.renameGroup({ name: 'A', members: [] }, 'B')
  await okta.unassign(ann)
  client.close()
  server.close()
  const patches = server.bodies.filter((_, i) => server.log[i]?.startsWith('PATCH'))
  assert.deepEqual(
    patches.map((body) => body['Operations']),
    [
      [{ op: 'replace', value: { id, displayName: 'A' } }],
      [
        { op: 'remove', path: `members[value eq "${annId}"]` },
        { op: 'add', path: 'members', value: [{ value: bobId, display: bob.userName }] },
      ],
      [{ op: 'replace', path: 'members', value: [] }],
      [{ op: 'replace', value: { id, displayName: 'B' } }],
      [{ op: 'replace', value: { active: false } }],
    ],
  )
})
