import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { startEmptyApp } from '../support/start-empty-app.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The address and the administrator that README.md tells its readers to start with. */
const ADDRESS = 'http://127.0.0.1:8080'
const ADMINISTRATOR = { username: 'admin', password: 'quiet harbour lantern seven' }

const curl = spawnSync('curl', ['--version']).status === 0
const skip = curl ? false : 'there is no curl on this machine'

test(
  'the shell blocks of README.md, one after the other, set up a directory and provision a person',
  { skip },
  async () => {
    const app = await startEmptyApp(ADMINISTRATOR)
    try {
      const { stdout } = await runShell(shellBlocks().join('\n').replaceAll(ADDRESS, app.base))
      assert.match(stdout, /"name":"Okta Universal Directory"/)
      assert.match(stdout, /"totalResults":1\b.*"userName":"ada\.quill@example\.com"/)
      assert.match(stdout, /"active":false/)
    } finally {
      await app.close()
    }
  },
)

test('README.md starts the server with the administrator that its requests sign in as', () => {
  assert.ok(
    readme.includes(
      `MUSTER_ADMIN_USERNAME=${ADMINISTRATOR.username} MUSTER_ADMIN_PASSWORD='${ADMINISTRATOR.password}'`,
    ),
  )
})

const shellBlocks = (): string[] => [...readme.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block)

/** As a reader's terminal would, but it stops at the first failure and uses no proxy or settings of curl. */
function runShell(script: string): Promise<{ stdout: string }> {
  const environment = { PATH: process.env['PATH'], NO_PROXY: '127.0.0.1', CURL_HOME: '/nonexistent' }
  return promisify(execFile)('sh', ['-euc', script], { env: environment, timeout: 60_000 })
}
