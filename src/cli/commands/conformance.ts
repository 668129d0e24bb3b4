import { examine } from '../../conformance/examine.ts'
import { openScim } from '../../conformance/scim.ts'
import { SECTIONS } from '../../conformance/sections.ts'
import { type Args, type Command, EXIT, flag, type Io, text, url } from '../command.ts'
import { type Examined, examinationJson, renderExamination } from '../examination-report.ts'
import { interruption } from '../interruption.ts'
import { createProgress } from '../progress.ts'

export const conformanceCommand: Command = {
  name: 'conformance',
  summary:
    'Hold a SCIM 2.0 server against RFC 7643, 7644 and 9865. It creates people and groups and removes them again.',
  options: [
    { name: 'base', kind: 'url', required: true, summary: 'SCIM base URL, up to what comes before /Users' },
    {
      name: 'token',
      kind: 'text',
      placeholder: 'token',
      required: true,
      environment: 'MUSTER_TOKEN',
      summary: 'Access token',
    },
    {
      name: 'only',
      kind: 'text',
      placeholder: 'text',
      summary: 'Only the demands whose clause or words contain this, such as "7644 §3.5.2"',
    },
  ],
  run: runConformance,
}

async function runConformance(args: Args, io: Io) {
  const [base, token, only] = [url(args, 'base'), text(args, 'token'), text(args, 'only') ?? '']
  // both are required above, so parsing has seen to them
  if (base === undefined || token === undefined) return EXIT.usage
  const bar = createProgress(io)
  const wanted = SECTIONS.flatMap(({ checks }) => checks).filter(({ clause, demand }) =>
    `${clause} ${demand}`.toLowerCase().includes(only.toLowerCase()),
  )
  const work = async (): Promise<readonly Examined[]> => {
    const scim = await openScim(base, token, { fetch: io.fetch, nonce: io.randomText(6) })
    const examined: Examined[] = []
    for (const check of wanted) {
      bar.show(check.clause, examined.length, wanted.length)
      examined.push({ check, outcome: await examine(scim, check) })
    }
    return examined
  }
  const examined = await Promise.race([work(), interruption(io)]).catch((error: unknown) => unreachable(error))
  bar.clear()
  if (examined instanceof Error) {
    io.stderr.write(`${base.href} cannot be reached: ${examined.message}\n`)
    return EXIT.failed
  }
  if (examined === 'interrupted') {
    io.stderr.write('Interrupted; what the last check created stays on the server.\n')
    return EXIT.failed
  }
  io.stdout.write(flag(args, 'json') ? examinationJson(examined) : renderExamination(examined))
  const broken = examined.some(({ check, outcome }) => check.level === 'MUST' && outcome.kind === 'not met')
  return broken ? EXIT.failed : EXIT.ok
}

/** `fetch` says only that it failed, and why in the cause. Anything else is a bug. */
function unreachable(error: unknown): Error {
  if (error instanceof TypeError && error.cause instanceof Error) return error.cause
  throw error
}
