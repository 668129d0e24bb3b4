import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Io, Output } from './command.ts'

/** The real world for a command. */
export function processIo(interrupted: AbortSignal): Io {
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    environment: process.env,
    fetch: globalThis.fetch,
    stopwatch: () => performance.now(),
    sleep: (ms) => sleep(ms),
    randomText: (bytes) => randomBytes(bytes).toString('base64url'),
    interrupted,
  }
}

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
})
