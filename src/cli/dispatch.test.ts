import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, EXIT } from './command.ts'
import { dispatch } from './dispatch.ts'
import { createTestIo } from './test-io.ts'

const command = (name: string): Command => ({
  name,
  summary: `does ${name}`,
  options: [{ name: 'size', kind: 'count', default: 3, summary: 'how big' }],
  run: async (_, io) => {
    io.stdout.write(`ran ${name}`)
    return EXIT.ok
  },
})
const COMMANDS = [command('serve'), command('admin create')]

test('a command of two words is found, and its words are not taken for operands', async () => {
  const { io, out } = createTestIo()
  assert.equal(await dispatch(COMMANDS, ['admin', 'create', '--size', '1'], io), EXIT.ok)
  assert.equal(out(), 'ran admin create')
})

test('an unknown command runs nothing, and the nearest name is offered', async () => {
  for (const [words, near] of [
    [['sevre'], 'serve'],
    [['admin', 'creat'], 'admin create'],
  ] as const) {
    const { io, out, err } = createTestIo()
    assert.equal(await dispatch(COMMANDS, words, io), EXIT.usage)
    assert.equal(out(), '')
    assert.match(err(), new RegExp(`did you mean "${near}"`))
  }
})

test('a wrong option is answered with the usage of its command on stderr', async () => {
  const { io, out, err } = createTestIo()
  assert.equal(await dispatch(COMMANDS, ['serve', '--sise', '1'], io), EXIT.usage)
  assert.match(err(), /did you mean --size\?[\s\S]*Usage: muster serve \[options\]/)
  assert.equal(out(), '')
})

test('help lists every command, or explains one with its defaults', async () => {
  const all = createTestIo()
  assert.equal(await dispatch(COMMANDS, ['--help'], all.io), EXIT.ok)
  assert.match(all.out(), /admin create {2}does admin create/)
  const one = createTestIo()
  assert.equal(await dispatch(COMMANDS, ['serve', '--help'], one.io), EXIT.ok)
  assert.match(one.out(), /--size N {2}how big \(default 3\)/)
})

test('no command at all is wrong usage, with the list of commands', async () => {
  const { io, out } = createTestIo()
  assert.equal(await dispatch(COMMANDS, [], io), EXIT.usage)
  assert.match(out(), /Usage: muster <command>/)
})
