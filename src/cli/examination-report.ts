import type { Check } from '../conformance/check.ts'
import type { Outcome } from '../conformance/examine.ts'

export type Examined = { readonly check: Check; readonly outcome: Outcome }

/** For people: every demand that is not met, with the answer that shows it, then the sums. */
export function renderExamination(examined: readonly Examined[]): string {
  const broken = examined.flatMap(({ check, outcome }) =>
    outcome.kind === 'not met'
      ? [`${check.level}  ${check.clause}: ${check.demand}`, `  ${firstLine(outcome.why)}`, '']
      : [],
  )
  const count = (kind: Outcome['kind'], level?: Check['level']): number =>
    examined.filter(({ check, outcome }) => outcome.kind === kind && (level ?? check.level) === check.level).length
  return [
    ...broken,
    `${count('met')} demands met, ${count('not met', 'MUST')} of MUST and ${count('not met', 'SHOULD')} of SHOULD not met,` +
      ` ${count('not offered')} about what the server does not offer`,
    '',
  ].join('\n')
}

/** For programs. */
export const examinationJson = (examined: readonly Examined[]): string =>
  `${JSON.stringify(
    examined.map(({ check: { clause, level, demand }, outcome }) => ({ clause, level, demand, ...outcome })),
    undefined,
    2,
  )}\n`

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
