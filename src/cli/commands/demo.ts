import { type Provisioned, provisionCompany } from '../../idp/provision-company.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { CLIENTS, createGuide, DIRECTORIES, SIGN_IN, TOKENS } from '../access-guide.ts'
import { type Args, type Command, count, EXIT, type ExitCode, flag, type Io, text } from '../command.ts'
import { type DemoSummary, firstPeople, renderDemo } from '../demo-summary.ts'
import { interruption } from '../interruption.ts'
import { type MusterProcess, startThrowAwayMuster } from '../muster-process.ts'
import { createProgress } from '../progress.ts'

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Start Muster on a throw-away store, follow the Access guide, and let a simulated Okta provision people.',
  options: [
    { name: 'users', kind: 'count', default: 1_000, least: 1, most: 1_000_000, summary: 'How many people come' },
    { name: 'groups', kind: 'count', default: 20, most: 10_000, summary: 'How many groups come' },
    {
      name: 'seed',
      kind: 'text',
      placeholder: 'text',
      default: 'demo',
      summary: 'The same seed makes the same people',
    },
    { name: 'once', kind: 'flag', summary: 'Stop the server after printing instead of waiting for Ctrl-C' },
  ],
  run: runDemo,
}

const CLIENT_ID = 'OktaSCIM'

async function runDemo(args: Args, io: Io): Promise<ExitCode> {
  const administrator = { username: 'admin', password: io.randomText(15) }
  const started = io.stopwatch()
  const server = await startThrowAwayMuster({ environment: io.environment, administrator, log: io.stderr })
  if (!server.ok) {
    io.stderr.write(`muster: ${server.error}\n`)
    return EXIT.failed
  }
  try {
    return await show(args, io, server.value, administrator, started)
  } finally {
    await server.value.stop()
  }
}

type Administrator = { readonly username: string; readonly password: string }

async function show(args: Args, io: Io, server: MusterProcess, administrator: Administrator, started: number) {
  // steps are for people; with --json they go where they do not spoil the document
  const steps = flag(args, 'json') ? io.stderr : io.stdout
  const say = (what: string, how: string) => steps.write(`  ${what.padEnd(18)}${how}\n`)
  say('Muster runs', `${server.url}, on a store that goes away when it ends`)
  const work = walk(args, io, server.url, administrator, say)
  const outcome = await Promise.race([work, interruption(io)])
  if (outcome === 'interrupted') {
    steps.write('\nInterrupted. Stopping the server and removing its store.\n')
    return EXIT.failed
  }
  if (!outcome.ok) {
    io.stderr.write(`muster: ${outcome.error}\n`)
    return EXIT.failed
  }
  const summary: DemoSummary = { ...outcome.value, ms: io.stopwatch() - started }
  io.stdout.write(flag(args, 'json') ? `${JSON.stringify(summary)}\n` : renderDemo(summary))
  if (!flag(args, 'once')) await untilEnded(io, server, steps)
  return summary.provisioned.failures.length === 0 ? EXIT.ok : EXIT.failed
}

async function untilEnded(io: Io, server: MusterProcess, steps: Io['stdout']): Promise<void> {
  steps.write('The server goes on until you press Ctrl-C.\n')
  await Promise.race([interruption(io), server.ended])
  steps.write('\nStopping the server and removing its store.\n')
}

type Say = (what: string, how: string) => void

/** The guide, then Okta. A failed step ends it with a sentence. */
async function walk(
  args: Args,
  io: Io,
  base: string,
  administrator: Administrator,
  say: Say,
): Promise<Result<Omit<DemoSummary, 'ms'>, string>> {
  const guide = createGuide(base, io.fetch)
  const session = await guide.signIn(administrator.username, administrator.password)
  if (!session.ok) return session
  say('Sign in', `POST ${SIGN_IN}`)
  const secret = await guide.createClient(session.value, CLIENT_ID)
  if (!secret.ok) return secret
  say('Create client', `POST ${CLIENTS}: ${CLIENT_ID}, tokens for a year`)
  const token = await guide.requestToken(CLIENT_ID, secret.value)
  if (!token.ok) return token
  say('Generate token', `POST ${TOKENS}: client credentials`)
  const directory = await guide.createDirectory(token.value)
  if (!directory.ok) return directory
  say('Create directory', `POST ${DIRECTORIES}: Okta Universal Directory, OKTA.COM`)

  const scimBase = `${base}/scim/v2`
  const provisioned = await provision(args, io, scimBase, token.value)
  if (!provisioned.ok) return provisioned
  const { users, groups, changed, deactivated } = provisioned.value
  say('Okta provisions', `${users} people, ${groups} groups; ${changed} changed, ${deactivated} deactivated`)
  const people = await firstPeople(io.fetch, scimBase, token.value)
  return ok({
    url: base,
    scimBase,
    administrator,
    clientId: CLIENT_ID,
    secret: secret.value,
    token: token.value,
    directoryId: directory.value,
    provisioned: provisioned.value,
    people,
  })
}

async function provision(args: Args, io: Io, scimBase: string, token: string): Promise<Result<Provisioned, string>> {
  const bar = createProgress(io)
  const settings = {
    base: new URL(scimBase),
    token,
    users: count(args, 'users') ?? 1_000,
    groups: count(args, 'groups') ?? 20,
    seed: text(args, 'seed') ?? 'demo',
  }
  const { sleep, stopwatch } = io
  const provisioned = await provisionCompany(settings, { sleep, stopwatch, progress: bar.show })
  bar.clear()
  if (provisioned.ok) return provisioned
  const { step, what, administratorReads } = provisioned.error
  return fail(`Okta stopped at "${step}": ${administratorReads ?? what}`)
}
