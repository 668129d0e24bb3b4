import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run screenshots`: the pictures of docs/guide.md, taken by the test that walks the guide in the browser. */
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'docs', 'guide')
mkdirSync(folder, { recursive: true })
const { status } = spawnSync(process.execPath, ['scripts/test.ts', 'test/console/whole-guide.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MUSTER_SCREENSHOTS: folder },
})
process.exitCode = status ?? 1
