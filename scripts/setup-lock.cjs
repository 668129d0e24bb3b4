'use strict'

// One set-up at a time in a checkout: `npm start` and `npm test` may be typed at once in two terminals.

const fs = require('node:fs')

const POLL_MS = 200
const HEARTBEAT_MS = 2_000
/** Longer than any pause of a living holder. Counted while we watch, so a machine that slept does not count as silence. */
const SILENCE_MS = 60_000

/**
 * Waits for `file`, then holds it: `pid pid-of-the-child`, touched while the holder lives. A lock whose processes are
 * gone, or that was not touched for a minute (its pid belongs to somebody else since a restart), is broken.
 * Answers a function that lets go; its `watch` also records a child, which may outlive a killed holder.
 */
async function holdLock(file) {
  let told = false
  const seen = { text: '', touched: 0, since: Date.now() }
  while (!take(file)) {
    const current = look(file)
    if (current === undefined) continue
    if (current.text !== seen.text || current.touched !== seen.touched)
      Object.assign(seen, current, { since: Date.now() })
    if (!isAlive(current.text) || Date.now() - seen.since > SILENCE_MS) {
      breakLock(file, current.text)
      continue
    }
    if (!told) process.stderr.write(`muster: waiting for the installation that process ${current.text} has begun …\n`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return held(file)
}

function held(file) {
  let child
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS)
  // Once and no more: after the first call the file is the next holder's.
  const release = () => {
    process.removeListener('exit', release)
    for (const signal of SIGNALS) process.removeListener(signal, stop)
    clearInterval(heartbeat)
    fs.rmSync(file, { force: true })
  }
  // npm is told and waited for: letting go while it still writes would put two installations into one folder.
  const stop = (signal) => {
    if (child !== undefined && child.exitCode === null) child.kill(signal)
    else process.exit(1)
  }
  release.watch = (started) => {
    child = started
    if (started.pid !== undefined) replace(file, `${process.pid} ${started.pid}`)
  }
  for (const signal of SIGNALS) process.on(signal, stop)
  process.on('exit', release)
  return release
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** A link is made whole or not at all, so nobody ever reads a lock without its pid. */
function take(file) {
  const own = `${file}.${process.pid}`
  fs.writeFileSync(own, String(process.pid))
  try {
    fs.linkSync(own, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    fs.rmSync(own, { force: true })
  }
}

/** Only the holder of a second lock may remove the first, and only as it was judged: else two waiters could each remove the other's. */
function breakLock(file, judged) {
  const breaker = `${file}.break`
  if (!take(breaker)) {
    const other = look(breaker)
    if (other !== undefined && !isAlive(other.text)) fs.rmSync(breaker, { force: true })
    return
  }
  try {
    if (look(file)?.text === judged) fs.rmSync(file, { force: true })
  } finally {
    fs.rmSync(breaker, { force: true })
  }
}

function replace(file, text) {
  const own = `${file}.${process.pid}`
  fs.writeFileSync(own, text)
  fs.renameSync(own, file)
}

function look(file) {
  try {
    return { text: fs.readFileSync(file, 'utf8'), touched: fs.statSync(file).mtimeMs }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function touch(file) {
  const now = new Date()
  try {
    fs.utimesSync(file, now, now)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(text) {
  return text.split(' ').some((pid) => {
    try {
      return process.kill(Number(pid), 0)
    } catch (error) {
      return error.code === 'EPERM'
    }
  })
}

module.exports = { holdLock }
