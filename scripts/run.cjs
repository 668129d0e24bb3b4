'use strict'

// Starts a TypeScript entry of the project under the project's Node: `node scripts/run.cjs src/main.ts [argument …]`.

const fs = require('node:fs')
const path = require('node:path')
const { spawn } = require('node:child_process')
const { Failure, root, runtime, setUp, reportAndExit } = require('./setup.cjs')

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** A terminal signals the whole group and npm passes on what it gets, so one key press can arrive here twice. */
const SAME_REQUEST_MS = 1_000
/** How long the terminal's own SIGINT may take before it is assumed that the child never got it. */
const TERMINAL_GRACE_MS = 3_000
const PARENT_POLL_MS = 100

/** Runs `entry` (relative to the project) to its end and ends as it ended: same exit code, same signal. */
async function run(entry, args) {
  // npm skips the pre-scripts under `ignore-scripts=true`, so the set-up is asked for here too; in place it costs 2 ms.
  await setUp()
  const file = path.join(root, entry)
  if (!fs.existsSync(file)) throw new Failure(`${entry} does not exist in ${root}`)
  const child = spawn(runtime(), [file, ...args], { stdio: 'inherit' })
  child.on('error', reportAndExit)
  child.on('exit', endAlike)
  forwardSignals(child)
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(child)
}

function forwardSignals(child) {
  let last = 0
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const now = Date.now()
      if (now - last < SAME_REQUEST_MS) return
      last = now
      if (signal === 'SIGINT' && process.stdin.isTTY) setTimeout(() => child.kill('SIGTERM'), TERMINAL_GRACE_MS).unref()
      else child.kill(signal)
    })
  }
}

/** Nobody signals us when npm is killed outright: a parent that is gone has asked us to stop. */
function stopWithParent(child) {
  const parent = process.ppid
  const poll = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(poll)
    child.kill('SIGTERM')
  }, PARENT_POLL_MS)
  poll.unref()
}

function endAlike(code, signal) {
  if (signal === null) process.exit(code)
  for (const name of SIGNALS) process.removeAllListeners(name)
  process.kill(process.pid, signal)
}

module.exports = { run }

if (require.main === module) {
  const [entry, ...args] = process.argv.slice(2)
  run(entry, args).catch(reportAndExit)
}
