export type StorageProblem =
  /** Another process holds the database. */
  | 'inUse'
  /** The engine has a defect that loses committed rows, or lacks what we need. */
  | 'unsafeEngine'
  /** The database was written by a newer version. */
  | 'newerSchema'
  /** A migration that was applied reads differently now. */
  | 'changedMigration'
  /** The disk refused a write or a flush; nothing is written any more. */
  | 'disk'
  /** The server does not answer for the moment. What was asked for has not been done. */
  | 'unavailable'
  /** The server was lost during a commit. What was asked for has been done, or not. */
  | 'inDoubt'
  | 'closed'

/** What an operator can cause and has to mend. The message is written for them. */
export class StorageError extends Error {
  readonly problem: StorageProblem
  /** It may pass by itself: worth another try in some seconds. */
  readonly unavailable: boolean

  constructor(problem: StorageProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.problem = problem
    this.unavailable = problem === 'unavailable' || problem === 'inDoubt'
  }
}

/** What all of these came to. When some fail, the others may have been done, which whoever waits for all has to know. */
export async function allOrInDoubt<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(work)
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure === undefined)
    return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  if (outcomes.every(({ status }) => status === 'rejected')) throw failure.reason
  throw inDoubt(failure.reason)
}

export const inDoubt = (cause: unknown): StorageError =>
  new StorageError('inDoubt', 'The store failed after a part of the work had been done.', cause)
