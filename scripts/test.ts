import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testEngines, type TestEngine } from '../test/support/test-engines.ts'

/**
 * `npm test` runs the check and every test file; `npm test -- filter/parse 'src/oauth/**'` runs only the files whose
 * path contains one of the words or matches one of the globs, and no check. Ends with 1 when anything failed.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * One process each, in this order. (A process per file would cost half a second a file; measured: 25 s against 1.5.)
 * `perEngine`: once on each engine that `MUSTER_TEST_ENGINE` names; suites of stores run on all of them by themselves.
 */
const GROUPS: readonly { readonly name: string; readonly folders: readonly string[]; readonly perEngine?: true }[] = [
  { name: 'unit', folders: ['src', 'scripts', 'console'] },
  { name: 'contract', folders: ['test/contract', 'test/generators'] },
  {
    name: 'protocol and clients',
    folders: ['test/protocol', 'test/conformance', 'test/clients', 'test/support'],
    perEngine: true,
  },
  { name: 'console', folders: ['test/console'] },
]

/** A test that hangs is a failure with a name, not a build that never ends. Far above what the slowest test needs. */
const TEST_TIMEOUT_MS = 300_000

type Outcome = { readonly name: string; readonly failed: boolean; readonly totals: ReadonlyMap<string, number> }

const patterns = process.argv.slice(2)
process.exitCode = await runTests(patterns)

async function runTests(patterns: readonly string[]): Promise<number> {
  const outcomes: Outcome[] = []
  if (patterns.length === 0) outcomes.push(await runCheck())
  const groups = GROUPS.map((group) => ({ ...group, files: testFiles(group.folders, patterns) }))
  const wanted = groups.filter(({ files }) => files.length > 0)
  if (wanted.length === 0) {
    console.error(`no test file matches ${patterns.join(' ')}`)
    return 1
  }
  for (const { name, files, perEngine } of wanted) {
    if (perEngine !== true) outcomes.push(await runGroup(name, files))
    else for (const engine of testEngines) outcomes.push(await runGroup(`${name} on ${engine}`, files, engine))
  }
  if (outcomes.length > 1) report(outcomes)
  return outcomes.some(({ failed }) => failed) ? 1 : 0
}

function testFiles(folders: readonly string[], patterns: readonly string[]): string[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: root }))
  const paths = files.map((file) => file.split(sep).join('/')).sort()
  return patterns.length === 0 ? paths : paths.filter((path) => patterns.some((pattern) => matches(path, pattern)))
}

function matches(path: string, pattern: string): boolean {
  const fromRoot = relative(root, pattern).startsWith('..') ? pattern : relative(root, pattern)
  return path.includes(fromRoot) || matchesGlob(path, fromRoot)
}

async function runCheck(): Promise<Outcome> {
  console.log('▶ check')
  const failed = (await run(['scripts/check.ts'])) !== 0
  return { name: 'check', failed, totals: new Map() }
}

async function runGroup(name: string, files: readonly string[], engine?: TestEngine): Promise<Outcome> {
  console.log(`\n▶ ${name} (${files.length} ${files.length === 1 ? 'file' : 'files'})`)
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'))
  const tap = join(folder, 'result.tap')
  try {
    const reporters = ['spec', 'stdout', 'tap', tap].map((value, i) =>
      i % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
    )
    const flags = ['--test', '--test-isolation=none', `--test-timeout=${TEST_TIMEOUT_MS}`, ...reporters]
    const failed = (await run([...flags, ...files], engine === undefined ? {} : { MUSTER_TEST_ENGINE: engine })) !== 0
    return { name, failed, totals: readTotals(readFileSync(tap, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The counts that node writes at the end of its TAP report: `# pass 12`. */
function readTotals(tap: string): Map<string, number> {
  const lines = tap.matchAll(/^# (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/gm)
  return new Map([...lines].map(([, name = '', count = '0']) => [name, Number(count)]))
}

/** Closes with the sum of all groups, worded as node words it for one. */
function report(outcomes: readonly Outcome[]): void {
  console.log()
  for (const { name, failed } of outcomes) console.log(`${failed ? '✖' : '✔'} ${name}`)
  const sums = new Map<string, number>()
  for (const { totals } of outcomes) {
    for (const [name, count] of totals) sums.set(name, (sums.get(name) ?? 0) + count)
  }
  for (const [name, sum] of sums) console.log(`ℹ ${name} ${sum}`)
}

/** Runs this Node and passes its output through; answers the exit code, 1 for a death by signal. */
function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
