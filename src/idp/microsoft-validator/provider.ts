import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { readDocuments } from '../moves/discovery.ts'
import { createRemoteApp, userTask } from '../moves/remote-app.ts'
import { create, remove } from '../moves/send.ts'
import type { Provider, Scene } from '../provider.ts'
import { createRandom } from '../random.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'
import { createTransport } from '../wire/transport.ts'
import { CORE_USER, ENTERPRISE_USER } from '../wire/urns.ts'
import { bodyFromSchemas } from './discovered-body.ts'
import { changeMembers, endGroups, readGroups, writeGroups } from './group-tests.ts'
import { changeManagers, createAndFilterUsers, endUsers, patchUsers } from './user-tests.ts'
import type { Validator } from './validator.ts'

const SUITES: readonly ((validator: Validator) => Promise<void>)[] = [
  createAndFilterUsers,
  patchUsers,
  changeManagers,
  readGroups,
  writeGroups,
  changeMembers,
  endGroups,
  endUsers,
  testDiscoveredSchema,
]

/** The 31 tests, previews included. It makes what it needs and deletes it: the numbers of users and groups do not count. */
export const microsoftValidator: Provider = {
  title: 'Microsoft SCIM Validator',
  sources: [
    'learn.microsoft.com: SCIM validator tutorial',
    'pranems/SCIMServer: scim-results-9.json, a raw run of 2026-02-10',
  ],
  asOf: '2026-10',
  play: runTests,
}

async function runTests({ client, checks, settings, effects }: Scene): Promise<Result<unknown, Stopped>> {
  const appearance = bearerAppearance(settings.token, { contentType: 'application/scim+json; charset=utf-8' })
  const app = createRemoteApp(createTransport(client, appearance), checks, () => undefined)
  const validator = { app, random: createRandom(`${settings.seed}/${effects.nonce}`) }
  for (const [done, suite] of SUITES.entries()) {
    effects.progress('tests', done, SUITES.length)
    await suite(validator)
  }
  return ok(undefined)
}

async function testDiscoveredSchema({ app, random }: Validator): Promise<void> {
  const schemas = await readDocuments(app, '/Schemas')
  if (!schemas.ok) return
  // an extension of the server's own may name things that have to exist, where random text is rightly refused
  const ofUsers = schemas.value.filter(({ id }) => id === CORE_USER || id === ENTERPRISE_USER)
  const body = bodyFromSchemas(ofUsers, CORE_USER, random)
  const task = userTask('create', 'a user', 'create a user of the discovered schema')
  const made = await create(app, 'Users', body, task)
  if (made.ok) await remove(app, 'Users', made.value.id, task)
}
