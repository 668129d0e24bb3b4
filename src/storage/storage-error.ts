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
  | 'closed'

/** What an operator can cause and has to mend. The message is written for them. */
export class StorageError extends Error {
  readonly problem: StorageProblem

  constructor(problem: StorageProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.problem = problem
  }
}
