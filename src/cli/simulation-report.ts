import type { Check } from '../idp/checks.ts'
import type { KindOfRequest } from '../idp/measurements.ts'
import type { SimulationReport } from '../idp/simulate.ts'
import { renderColumns } from './table.ts'

/** The report for people: what was asked how often and how fast, and everything that was wrong with the answers. */
export function renderReport(report: SimulationReport): string {
  const failed = report.checks.filter((check) => check.failed > 0)
  return [
    requestTable(report.requests),
    '',
    ...failed.map((check) => renderFailure(check, report.provider)),
    ...stoppedLines(report),
    `${report.passed} checks passed, ${report.failed} failed, in ${(report.ms / 1_000).toFixed(1)} s` +
      ` (${report.dialect}, seed ${report.seed})`,
    '',
  ].join('\n')
}

export function requestTable(requests: readonly KindOfRequest[]): string {
  const header = ['request', 'count', 'p50 ms', 'p99 ms', 'statuses']
  const rows = requests.map(({ kind, count, p50, p99, statuses }) => [
    kind,
    String(count),
    p50.toFixed(1),
    p99.toFixed(1),
    [...statuses].map(([status, times]) => `${status === 0 ? 'no answer' : status} ×${times}`).join(', '),
  ])
  return renderColumns([header, ...rows], [1, 2, 3])
}

export function renderFailure({ step, what, kind, passed, failed, firstFailure }: Check, provider: string): string {
  const times = failed === 1 && passed === 0 ? '' : ` (${failed} of ${passed + failed} times)`
  const reads = firstFailure?.administratorReads
  const silent =
    kind === 'real' ? 'an error; its text is not known' : `nothing: ${provider} does not look, people will notice later`
  return [
    `FAILED  ${step}${times}`,
    `  expected  ${what}`,
    `  got       ${firstFailure?.got ?? ''}`,
    `  request   ${firstFailure?.request ?? ''}`,
    `  ${provider}'s administrator reads  ${reads ?? silent}`,
    '',
  ].join('\n')
}

function stoppedLines({ stopped }: SimulationReport): string[] {
  return stopped === undefined
    ? []
    : [`The session ended early at "${stopped.step}", because this did not hold: ${stopped.what}.`, '']
}

/** The same for programs. */
export function reportJson(report: SimulationReport): string {
  const requests = report.requests.map((each) => ({ ...each, statuses: Object.fromEntries(each.statuses) }))
  return `${JSON.stringify({ ...report, requests }, undefined, 2)}\n`
}

export const isClean = (report: SimulationReport): boolean => report.failed === 0 && report.stopped === undefined
