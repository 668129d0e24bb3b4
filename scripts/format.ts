import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `npm run format [-- path …]`: rewrites what `npm run check` would call badly formatted. */
const program = fileURLToPath(new URL('../node_modules/oxfmt/bin/oxfmt', import.meta.url))
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
