import { fail, type Fail } from '../shared/result.ts'

/**
 * One thing that was looked at, in one step, over all its repetitions. `real`: the provider itself checks it, and stops
 * when it does not hold. `extra`: the provider would not notice now; people would, later.
 */
export type Check = {
  readonly step: string
  readonly what: string
  readonly kind: 'real' | 'extra'
  readonly passed: number
  readonly failed: number
  readonly firstFailure?: Failure
}

export type Failure = {
  /** Method and path of the request whose answer was judged. */
  readonly request: string
  readonly got: string
  /** What the provider's administrator finds in its console; absent where the provider stays silent. */
  readonly administratorReads?: string
}

/** An operation that ended early, exactly where the provider would have ended it. */
export type Stopped = { readonly step: string; readonly what: string; readonly administratorReads?: string }

export type Checks = {
  step(name: string, request: string): Step
  all(): readonly Check[]
}

export type Step = {
  /** A check of the provider's own. The sentence is what its administrator reads when it does not hold. */
  must(what: string, passed: boolean, got: unknown, administratorReads?: string): boolean
  /** A check of ours, one the provider does not make. */
  should(what: string, passed: boolean, got: unknown): boolean
  /** Ends the operation with the last check that failed here. */
  stop(): Fail<Stopped>
}

export function createChecks(): Checks {
  const table = new Map<string, Check>()
  const note = (step: string, what: string, kind: Check['kind'], failure: Failure | undefined) => {
    const key = `${step}\n${what}`
    const before = table.get(key) ?? { step, what, kind, passed: 0, failed: 0 }
    table.set(key, failure === undefined ? passedAgain(before) : failedAgain(before, failure))
  }
  return { step: (name, request) => createStep(name, request, note), all: () => [...table.values()] }
}

type Note = (step: string, what: string, kind: Check['kind'], failure: Failure | undefined) => void

function createStep(name: string, request: string, note: Note): Step {
  let last: Stopped = { step: name, what: 'stopped' }
  return {
    must(what, passed, got, administratorReads) {
      const reads = administratorReads === undefined ? {} : { administratorReads }
      note(name, what, 'real', passed ? undefined : { request, got: excerpt(got), ...reads })
      if (!passed) last = { step: name, what, ...reads }
      return passed
    },
    should(what, passed, got) {
      note(name, what, 'extra', passed ? undefined : { request, got: excerpt(got) })
      return passed
    },
    stop: () => fail(last),
  }
}

const passedAgain = (check: Check): Check => ({ ...check, passed: check.passed + 1 })

const failedAgain = (check: Check, failure: Failure): Check => ({
  ...check,
  failed: check.failed + 1,
  firstFailure: check.firstFailure ?? failure,
})

const LONGEST_EXCERPT = 300

/** A value as one line that a terminal can bear. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LONGEST_EXCERPT ? line : `${line.slice(0, LONGEST_EXCERPT)}…`
}
