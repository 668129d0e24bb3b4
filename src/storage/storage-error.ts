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
