import type { BulkOperation } from '../scim/bulk/parse.ts'
import type { ScimResult } from '../scim/errors.ts'
import { BulkRun, type BulkOutcome } from './bulk-run.ts'
import type { ResourceTransaction } from './ports.ts'
import type { ResourceDeps, Scene } from './resource-deps.ts'

/** One operation and where it works; or why it is not tried. */
export type BulkJob = ScimResult<{ readonly scene: Scene; readonly operation: BulkOperation }>

/**
 * Bulk (RFC 7644 §3.7). Each operation is a unit of its own: what fails leaves nothing and harms no other one. The units
 * share commits. Operations that refer to one another in a circle are one unit, so that none of them is left with a
 * reference to nothing. After `failOnErrors` errors nothing more is tried; what was not tried has no outcome.
 */
export async function runBulk(
  deps: ResourceDeps,
  jobs: readonly BulkJob[],
  failOnErrors: number | undefined,
): Promise<readonly (BulkOutcome | undefined)[]> {
  const run = new BulkRun(deps, jobs, failOnErrors)
  const units = run.groups.map((_, at) => (transaction: ResourceTransaction) => run.tryGroup(transaction, at))
  const under = jobs.find((job) => job.ok)?.value.scene.directory
  const results = await deps.resources.writeInOrder(units, under)
  for (const [at, result] of results.entries()) {
    if (result.ok) continue
    const { kind } = result.error
    if (kind === 'directoryGone' || kind === 'schemaChanged') run.noteUndone(at, kind)
  }
  return run.outcomes
}
