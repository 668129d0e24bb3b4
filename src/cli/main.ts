import type { Command } from './command.ts'
import { demoCommand } from './commands/demo.ts'
import { simulateCommand } from './commands/simulate.ts'
import { dispatch } from './dispatch.ts'
import { processIo } from './process-io.ts'

const COMMANDS: readonly Command[] = [demoCommand, simulateCommand]

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort(signal))

process.exitCode = await dispatch(COMMANDS, process.argv.slice(2), processIo(interruption.signal))
