import { DIALECTS } from '../../idp/providers.ts'
import { simulate } from '../../idp/simulate.ts'
import { type Args, type Command, count, EXIT, flag, type Io, text, url } from '../command.ts'
import { interruption } from '../interruption.ts'
import { createProgress } from '../progress.ts'
import { isClean, renderReport, reportJson } from '../simulation-report.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Play an identity provider against a SCIM server and check every answer as it would.',
  operand: { name: 'provider', summary: 'whom to play', choices: DIALECTS },
  options: [
    {
      name: 'base',
      kind: 'url',
      required: true,
      summary: 'SCIM base URL, up to what comes before /Users; for okta-workspace-one the root of the tenant',
    },
    {
      name: 'token',
      kind: 'text',
      placeholder: 'token',
      required: true,
      environment: 'MUSTER_TOKEN',
      summary: 'Access token',
    },
    {
      name: 'token-header',
      kind: 'choice',
      choices: ['bearer', 'raw'],
      default: 'bearer',
      summary: 'How okta-catalogue and okta-workspace-one send the token; everybody else sends Bearer',
    },
    {
      name: 'users',
      kind: 'count',
      default: 100,
      least: 4,
      most: 1_000_000,
      summary: 'How many people are provisioned',
    },
    { name: 'groups', kind: 'count', default: 10, most: 10_000, summary: 'How many groups are pushed' },
    {
      name: 'domain',
      kind: 'text',
      placeholder: 'name',
      default: 'OKTA.COM',
      summary: 'Domain of the directory, as okta-workspace-one sends it',
    },
    {
      name: 'seed',
      kind: 'text',
      placeholder: 'text',
      summary: 'The same seed makes the same people (default: another each time)',
    },
    { name: 'strict', kind: 'flag', summary: 'Fail on an empty directory, as some connectors of Okta do' },
  ],
  run: runSimulation,
}

async function runSimulation(args: Args, io: Io) {
  const bar = createProgress(io)
  const settings = readSettings(args, io)
  if (settings === undefined) return EXIT.usage
  const { sleep, stopwatch } = io
  const patiently = (ms: number) => {
    bar.clear()
    io.stderr.write(`the server answered 429; waiting ${Math.ceil(ms / 1_000)} s, as the provider would\n`)
    return sleep(ms)
  }
  const work = simulate(settings, { sleep: patiently, stopwatch, progress: bar.show, nonce: io.randomText(9) })
  const report = await Promise.race([work, interruption(io)])
  bar.clear()
  if (report === 'interrupted') {
    io.stderr.write('Interrupted; what was provisioned until now stays on the server.\n')
    return EXIT.failed
  }
  io.stdout.write(flag(args, 'json') ? reportJson(report) : renderReport(report))
  return isClean(report) ? EXIT.ok : EXIT.failed
}

function readSettings(args: Args, io: Io) {
  const [base, token] = [url(args, 'base'), text(args, 'token')]
  const dialect = DIALECTS.find((each) => each === args.operand)
  // all three are required above, so parsing has seen to them
  if (base === undefined || token === undefined || dialect === undefined) return undefined
  return {
    dialect,
    base,
    token,
    tokenHeader: text(args, 'token-header') === 'raw' ? ('raw' as const) : ('bearer' as const),
    users: count(args, 'users') ?? 100,
    groups: count(args, 'groups') ?? 10,
    domain: text(args, 'domain') ?? 'OKTA.COM',
    seed: text(args, 'seed') ?? io.randomText(6),
    strict: flag(args, 'strict'),
    timed: true,
  }
}
