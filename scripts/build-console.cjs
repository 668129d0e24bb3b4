'use strict'

// Builds the web console when its sources changed. Plain CommonJS, as all of the set-up.

const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { spawn } = require('node:child_process')

const root = path.dirname(__dirname)
const sources = path.join(root, 'console')
const target = path.join(root, 'dist', 'console')
const stamp = path.join(target, '.stamp')

/** What the build depends on, as one digest. */
function consoleFingerprint() {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json')))
  for (const file of filesUnder(sources)) hash.update(file.slice(root.length)).update(fs.readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true })
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(file) : [file]
    })
}

function isConsoleBuilt(wanted) {
  try {
    return fs.readFileSync(stamp, 'utf8') === wanted
  } catch {
    return false
  }
}

/**
 * Builds beside the old console and swaps them, so that a running server never serves half a build. A console that does
 * not build is told of and the server starts without the change: its APIs do not need one.
 */
async function buildConsole(wanted, runtime, watch) {
  const started = Date.now()
  process.stderr.write('muster: building the console … ')
  const next = `${target}.next`
  const { code, output } = await vite(runtime, next, watch)
  if (code !== 0) {
    process.stderr.write(`failed\n${output}`)
    return
  }
  fs.writeFileSync(path.join(next, '.stamp'), wanted)
  fs.rmSync(target, { recursive: true, force: true })
  fs.renameSync(next, target)
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function vite(runtime, outDir, watch) {
  const program = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [program, 'build', '--config', path.join(sources, 'vite.config.ts'), '--outDir', outDir, '--emptyOutDir']
  const child = spawn(runtime, [...args, '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  watch(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

module.exports = { buildConsole, consoleFingerprint, isConsoleBuilt }
