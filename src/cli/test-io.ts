import type { Io, Output } from './command.ts'

export type TestIo = { readonly io: Io; readonly out: () => string; readonly err: () => string }

/** A world of strings for tests of commands: nothing waits, the clock stands unless it is moved. */
export function createTestIo(overrides: Partial<Io> = {}): TestIo {
  const written = { out: '', err: '' }
  const sink = (to: keyof typeof written): Output => ({
    write: (text) => void (written[to] += text),
    isTerminal: false,
  })
  const io: Io = {
    stdout: sink('out'),
    stderr: sink('err'),
    environment: {},
    fetch: globalThis.fetch,
    stopwatch: () => 0,
    sleep: async () => {},
    randomText: (bytes) => 'r'.repeat(bytes),
    interrupted: new AbortController().signal,
    ...overrides,
  }
  return { io, out: () => written.out, err: () => written.err }
}
