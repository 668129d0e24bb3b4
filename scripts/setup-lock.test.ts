import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(join(tmpdir(), 'muster-lock-'))
after(() => rmSync(folder, { recursive: true }))

const lockModule = fileURLToPath(new URL('setup-lock.cjs', import.meta.url))

test('of many set-ups at once, each works alone, and nothing is left behind', async () => {
  const file = join(folder, 'many')
  const journal = join(folder, 'journal')
  await Promise.all(Array.from({ length: 5 }, () => hold(file, journal)))
  const lines = readFileSync(journal, 'utf8').trim().split('\n')
  assert.equal(lines.length, 10)
  for (let i = 0; i < lines.length; i += 2) assert.equal(lines[i]?.replace('begin', 'end'), lines[i + 1])
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('many')),
    [],
  )
})

test('a lock whose processes are gone is broken', async () => {
  const file = join(folder, 'stale')
  const { pid: gone } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, `${gone} ${gone}`)
  await hold(file, join(folder, 'journal-of-stale'))
  assert.equal(existsSync(file), false)
})

test('a lock whose npm outlived the set-up is waited for', async () => {
  const file = join(folder, 'orphan')
  const journal = join(folder, 'journal-of-orphan')
  const { pid: gone } = spawnSync(process.execPath, ['--version'])
  const npm = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  writeFileSync(file, `${gone} ${npm.pid ?? 0}`)
  const waiting = hold(file, journal, (text) => {
    if (!text.includes('waiting for')) return
    assert.equal(existsSync(journal), false)
    npm.kill()
  })
  await waiting
  assert.equal(readFileSync(journal, 'utf8').trim().split('\n').length, 2)
})

/** A process that takes the lock, notes begin and end of its work, and lets go. */
function hold(file: string, journal: string, onStderr: (text: string) => void = () => undefined): Promise<void> {
  const script = `
    const { holdLock } = require(${JSON.stringify(lockModule)})
    const note = (word) => require('node:fs').appendFileSync(${JSON.stringify(journal)}, word + ' ' + process.pid + '\\n')
    holdLock(${JSON.stringify(file)}).then((release) => {
      note('begin')
      setTimeout(() => { note('end'); release() }, 20)
    })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', onStderr)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the holder ended with ${code}`))))
  })
}
