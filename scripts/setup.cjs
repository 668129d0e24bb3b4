'use strict'

// Brings node_modules to what package-lock.json names, the project's own Node included. Plain CommonJS: the machine's
// Node may be old, and nothing is installed yet when this runs.

const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { spawn, spawnSync } = require('node:child_process')
const { buildConsole, consoleFingerprint, isConsoleBuilt } = require('./build-console.cjs')
const { holdLock } = require('./setup-lock.cjs')

const root = path.dirname(__dirname)
const stamp = path.join(root, 'node_modules', '.muster-setup')
const packagedNode = path.join(root, 'node_modules', '.bin', 'node')

const PACKAGED_PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']
const OLDEST_NODE = [24, 16]

const platform = `${process.platform}-${process.arch}`

/** Installs when the lock file or the platform is not the one that was installed last, then builds the console when its sources changed. */
async function setUp() {
  const wanted = { modules: fingerprint(), console: consoleFingerprint() }
  if (isInstalled(wanted.modules) && isConsoleBuilt(wanted.console)) return
  const release = await holdLock(path.join(root, '.setup.lock'))
  try {
    if (!isInstalled(wanted.modules)) await install(wanted.modules, release.watch)
    if (!isConsoleBuilt(wanted.console)) await buildConsole(wanted.console, runtime(), release.watch)
  } finally {
    release()
  }
}

/** The program that runs the server and the tests: the packaged Node, else this one when it is new enough. */
function runtime() {
  return fs.existsSync(packagedNode) ? packagedNode : process.execPath
}

function fingerprint() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(platform).digest('hex')
}

function isInstalled(wanted) {
  try {
    return fs.readFileSync(stamp, 'utf8') === wanted && (fs.existsSync(packagedNode) || isNewEnough())
  } catch {
    return false
  }
}

async function install(wanted, watch) {
  if (process.platform === 'win32') throw new Failure('Muster runs on Linux and macOS. On Windows, use it inside WSL.')
  if (!PACKAGED_PLATFORMS.includes(platform) && !isNewEnough()) refusePlatform()
  const started = Date.now()
  process.stderr.write('muster: installing what package-lock.json names (about half a minute, only when it changed) … ')
  // Goes first, so that an installation cut short in the middle is never taken for a whole one.
  fs.rmSync(stamp, { force: true })
  await npmCi(watch)
  dropUnusableNode()
  fs.writeFileSync(stamp, wanted)
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

// `--include` overrules NODE_ENV=production and the like: one stamp stands for the whole set, tests included.
const NPM_CI = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
const NPM_QUIET = ['--no-update-notifier', '--progress=false', '--loglevel=error']

function npmCi(watch) {
  const [command, ...args] = [...npmCommand(), ...NPM_CI, ...NPM_QUIET]
  const npm = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  watch(npm)
  let output = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    npm.on('error', (error) => reject(new Failure(`npm could not be started: ${error.message}`)))
    npm.on('close', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new Failure(`npm ci ended with ${signal ?? `code ${code}`}.\n${output}Run the same command again to retry.`),
        )
    })
  })
}

/** The npm that started us, so that its version and settings stay the user's; another package manager's name is ignored. */
function npmCommand() {
  const own = process.env.npm_execpath
  return own !== undefined && /^npm(-cli)?\.c?js$/.test(path.basename(own)) ? [process.execPath, own] : ['npm']
}

/** The packages are built against glibc. Where they do not start (musl), the machine's own Node serves if it is new enough. */
function dropUnusableNode() {
  if (!fs.existsSync(packagedNode)) return isNewEnough() || refusePlatform()
  const trial = spawnSync(packagedNode, ['--version'], { encoding: 'utf8' })
  if (trial.status === 0) return
  fs.rmSync(packagedNode, { force: true })
  if (!isNewEnough()) refusePlatform()
}

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

function refusePlatform() {
  throw new Failure(
    `Muster needs Node ${OLDEST_NODE.join('.')} or newer. No packaged Node runs on ${platform}, and the one installed ` +
      `here is ${process.versions.node}. Install a newer Node (https://nodejs.org/en/download), then run this again.`,
  )
}

/** What the user can act on: shown as its message alone, without a stack. */
class Failure extends Error {}

function reportAndExit(error) {
  process.stderr.write(`\nmuster: ${error instanceof Failure ? error.message : error.stack}\n`)
  process.exit(1)
}

module.exports = { Failure, root, runtime, setUp, reportAndExit }

if (require.main === module) setUp().catch(reportAndExit)
