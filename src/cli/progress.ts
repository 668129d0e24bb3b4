import type { Io } from './command.ts'

const BETWEEN_LINES_MS = 5_000
const BETWEEN_REDRAWS_MS = 80
const BAR = 24

export type ProgressBar = {
  readonly show: (phase: string, done: number, total: number) => void
  /** Takes the bar away, so that something else can be printed. */
  readonly clear: () => void
}

/** On a terminal one line that is drawn over; elsewhere a line when a phase ends, and every five seconds within one. */
export function createProgress({ stderr, stopwatch }: Pick<Io, 'stderr' | 'stopwatch'>): ProgressBar {
  let last = stopwatch()
  let drawn = false
  const isDue = (every: number) => stopwatch() - last >= every
  return {
    show(phase, done, total) {
      const ended = done === total
      if (!ended && !isDue(stderr.isTerminal ? BETWEEN_REDRAWS_MS : BETWEEN_LINES_MS)) return
      last = stopwatch()
      const line = stderr.isTerminal
        ? `\r\u001b[K${bar(done, total)} ${phase} ${done}/${total}`
        : `${phase}: ${done}/${total}\n`
      stderr.write(line)
      drawn = stderr.isTerminal
    },
    clear() {
      if (drawn) stderr.write('\r\u001b[K')
      drawn = false
    },
  }
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR : Math.round((done / total) * BAR)
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`
}
