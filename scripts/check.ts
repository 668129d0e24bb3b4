import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { architectureProblems } from './check-architecture.ts'
import { commentProblems } from './check-comments.ts'

/** `npm run check`: format, lint, types and the rules of the house, side by side; ends with 1 when one of them complains. */
const root = fileURLToPath(new URL('..', import.meta.url))

type Outcome = { readonly failed: boolean; readonly output: string }
type Step = { readonly name: string; readonly run: () => Promise<Outcome> }

const STEPS: readonly Step[] = [
  { name: 'types', run: () => tool('typescript/bin/tsc', '--noEmit') },
  { name: 'types of the console', run: () => tool('typescript/bin/tsc', '--noEmit', '--project', 'console') },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', '--type-aware', '--report-unused-disable-directives') },
  { name: 'format', run: () => tool('oxfmt/bin/oxfmt', '--check', '.') },
  { name: 'comments', run: () => Promise.resolve(listed(commentProblems(root))) },
  { name: 'architecture', run: () => Promise.resolve(listed(architectureProblems(root))) },
]

/** Prints a step's output in one piece, when it is complete. */
async function runStep({ name, run }: Step): Promise<Outcome> {
  const started = performance.now()
  const outcome = await run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const body = outcome.output.trim()
  console.log(`${outcome.failed ? '✖' : '✔'} ${name} (${seconds} s)${shows(outcome, body) ? `\n${body}\n` : ''}`)
  return outcome
}

/** A step that passed shows what it warns of, and is silent otherwise. */
const shows = ({ failed }: Outcome, body: string): boolean => failed || /^\s*⚠|\bwarning\(/m.test(body)

const listed = (problems: readonly string[]): Outcome => ({ failed: problems.length > 0, output: problems.join('\n') })

/** Runs a package's program under this Node: the launchers in .bin would look for a `node` in the PATH. */
function tool(program: string, ...args: readonly string[]): Promise<Outcome> {
  const file = fileURLToPath(new URL(`../node_modules/${program}`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => (output += text))
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ failed: code !== 0, output }))
  })
}

const outcomes = await Promise.all(STEPS.map(runStep))
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0
