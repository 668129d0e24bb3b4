import type { Command } from './command.ts'
import { adminCreateCommand } from './commands/admin-create.ts'
import { auditVerifyCommand } from './commands/audit-verify.ts'
import { conformanceCommand } from './commands/conformance.ts'
import { demoCommand } from './commands/demo.ts'
import { simulateCommand } from './commands/simulate.ts'
import { tenantCreateCommand } from './commands/tenant-create.ts'
import { dispatch } from './dispatch.ts'
import { processIo } from './process-io.ts'

const COMMANDS: readonly Command[] = [
  demoCommand,
  simulateCommand,
  conformanceCommand,
  adminCreateCommand,
  tenantCreateCommand,
  auditVerifyCommand,
]

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort(signal))

process.exitCode = await dispatch(COMMANDS, process.argv.slice(2), processIo(interruption.signal))
// work that was interrupted may still have requests under way; nobody waits for their answers
if (interruption.signal.aborted) process.exit()
