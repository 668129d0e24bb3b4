import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { EXIT, type Io } from '../../src/cli/command.ts'
import { demoCommand } from '../../src/cli/commands/demo.ts'
import { dispatch } from '../../src/cli/dispatch.ts'
import { startThrowAwayMuster } from '../../src/cli/muster-process.ts'
import { createTestIo } from '../../src/cli/test-io.ts'

const administrator = { username: 'admin', password: 'correct horse battery staple' }
const world: Partial<Io> = {
  environment: { ...process.env, MUSTER_PORT: '0' },
  randomText: (bytes) => 'Kx7_vQ2-'.repeat(bytes),
}

test('the demo walks the guide, provisions people and shows how to reach them', async () => {
  const { io, out, err } = createTestIo(world)
  const exit = await dispatch([demoCommand], ['demo', '--once', '--users', '40', '--groups', '5'], io)
  assert.equal(exit, EXIT.ok, err())
  assert.match(out(), /Create directory .*\n {2}Okta provisions {3}40 people, 5 groups; 2 changed, 2 deactivated\n/)
  assert.match(out(), /SCIM base URL {2}http:\/\/127\.0\.0\.1:\d+\/scim\/v2\n/)
  assert.equal(out().match(/ (in)?active$/gm)?.length, 10)
})

test('with --json the document stands alone, and the people in it were asked from the server', async () => {
  const { io, out } = createTestIo(world)
  await dispatch([demoCommand], ['demo', '--once', '--json', '--users', '8', '--groups', '0'], io)
  const summary = JSON.parse(out())
  assert.equal(summary.people.length, 8)
  assert.equal(summary.people.filter(({ active }: { active: boolean }) => !active).length, 1)
})

test('a port that somebody holds is not taken from them, and the store goes with the server', async () => {
  const { io, err } = createTestIo()
  const first = await startThrowAwayMuster({ environment: world.environment ?? {}, administrator, log: io.stderr })
  assert.ok(first.ok, err())
  const { port } = new URL(first.value.url)
  const second = await startThrowAwayMuster({
    environment: { ...process.env, MUSTER_PORT: port },
    administrator,
    log: io.stderr,
  })
  assert.ok(second.ok, err())
  assert.notEqual(second.value.url, first.value.url)
  await Promise.all([first.value.stop(), second.value.stop()])
  assert.equal(existsSync(first.value.store), false)
})
