import { orderOf } from '../scim/bulk/order.ts'
import type { BulkOperation } from '../scim/bulk/parse.ts'
import { referencesOf, resolved } from '../scim/bulk/references.ts'
import { tagsNaming } from '../scim/entity-tags.ts'
import type { ScimError, ScimResult } from '../scim/errors.ts'
import { parsePatch } from '../scim/patch/parse.ts'
import { validateResource, type ValidResource } from '../scim/validate.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { BulkJob } from './bulk.ts'
import { changeIn } from './change-resource.ts'
import { deletedTwin, draftOf, insertOrRevive } from './create-resource.ts'
import { deleteIn } from './delete-resource.ts'
import { toPatch } from './patch-resource.ts'
import { refuseCycle } from './nesting.ts'
import type { DeletedResource, ResourceTransaction, StoredResource } from './ports.ts'
import { undone } from './refusals.ts'
import { toReplace } from './replace-resource.ts'
import { collectionOf, type ResourceDeps, type Scene } from './resource-deps.ts'

/** What became of an operation: the resource as it stands now, nothing after a DELETE. `id` is that in its path, resolved. */
export type BulkOutcome = { readonly id?: string; readonly result: ScimResult<StoredResource | undefined> }

type Draft = { readonly valid: ValidResource; readonly deleted: DeletedResource | undefined }

type Task = { readonly at: number; readonly scene: Scene; readonly operation: BulkOperation }

/**
 * The operations of one bulk request in the order in which they are tried, and what they came to so far. A group may be
 * tried again, with those that follow it, when the store begins a commit anew: it first forgets what it came to.
 */
export class BulkRun {
  readonly groups: readonly (readonly number[])[]
  readonly outcomes: (BulkOutcome | undefined)[]
  readonly #deps
  readonly #jobs
  readonly #failOnErrors
  readonly #now
  readonly #bulkIds: ReadonlyMap<string, number>
  /** What the bulkIds stand for, as soon as it is known. */
  readonly #ids = new Map<string, string>()

  constructor(deps: ResourceDeps, jobs: readonly BulkJob[], failOnErrors: number | undefined) {
    this.#deps = deps
    this.#jobs = jobs
    this.#failOnErrors = failOnErrors
    this.#now = deps.clock()
    this.outcomes = jobs.map(() => undefined)
    this.#bulkIds = bulkIdsOf(jobs)
    this.groups = orderOf(jobs.map((job) => this.#references(job).flatMap((id) => this.#bulkIds.get(id) ?? [])))
  }

  /** A failure of any operation of a group undoes all of it. */
  async tryGroup(transaction: ResourceTransaction, number: number): Promise<Result<void, ScimError>> {
    const group = this.groups[number] ?? []
    this.#forget(group)
    if (this.#isOver(number)) return ok(undefined)
    const tasks: Task[] = []
    for (const at of group) {
      const task = this.#taskOf(at, group)
      if (!task.ok) return this.#fail(group, at, task.error)
      tasks.push(task.value)
    }
    const [first] = tasks
    const isCreate = first?.operation.method === 'POST'
    return isCreate ? this.#create(transaction, tasks) : this.#change(transaction, tasks)
  }

  /** The store has undone the unit, whatever it came to. */
  noteUndone(number: number, kind: 'directoryGone' | 'schemaChanged'): void {
    const group = this.groups[number] ?? []
    for (const at of group) {
      const job = this.#jobs[at]
      if (job?.ok) this.outcomes[at] = { result: fail(undone(job.value.scene, kind)) }
    }
  }

  #forget(group: readonly number[]): void {
    for (const at of group) {
      this.outcomes[at] = undefined
      const bulkId = bulkIdOf(this.#jobs[at])
      if (bulkId !== undefined) this.#ids.delete(bulkId)
    }
  }

  #isOver(number: number): boolean {
    if (this.#failOnErrors === undefined) return false
    const tried = this.groups.slice(0, number).flat()
    return tried.filter((at) => this.outcomes[at]?.result.ok === false).length >= this.#failOnErrors
  }

  #references(job: BulkJob | undefined): readonly string[] {
    return job?.ok ? [...referencesOf(job.value.operation, this.#bulkIds)] : []
  }

  /** An operation all of whose references are known, or stay inside its circle. */
  #taskOf(at: number, group: readonly number[]): ScimResult<Task> {
    const job = this.#jobs[at]
    if (job === undefined || !job.ok) return job ?? fail(UNKNOWN)
    for (const bulkId of this.#references(job)) {
      const maker = this.#bulkIds.get(bulkId)
      if (maker === undefined) return fail(unresolvable(bulkId))
      if (!this.#ids.has(bulkId) && !group.includes(maker)) return fail(notMade(bulkId))
    }
    return ok({ at, ...job.value })
  }

  #resolve(operation: BulkOperation): BulkOperation {
    return resolved(operation, (bulkId) => this.#ids.get(bulkId))
  }

  /**
   * POST, of one resource or of a circle. The ids are chosen before anything is made, so that each one can name the others;
   * a member that is not there yet is parked, and joins when it arrives.
   */
  async #create(transaction: ResourceTransaction, tasks: readonly Task[]): Promise<Result<void, ScimError>> {
    const group = tasks.map(({ at }) => at)
    for (const { operation } of tasks) this.#ids.set(operation.bulkId ?? '', this.#deps.newId())
    const drafts: Draft[] = []
    for (const { at, scene, operation } of tasks) {
      const valid = this.#validate(scene, operation)
      if (!valid.ok) return this.#fail(group, at, valid.error)
      const deleted = await deletedTwin(transaction, scene, valid.value.attributes)
      drafts.push({ valid: valid.value, deleted })
      // who comes back has an id already
      if (deleted !== undefined) this.#ids.set(operation.bulkId ?? '', deleted.id)
    }
    const someComeBack = drafts.some(({ deleted }) => deleted !== undefined)
    for (const [i, { at, scene, operation }] of tasks.entries()) {
      const draft = drafts[i]
      const valid = draft === undefined || someComeBack ? this.#validate(scene, operation) : ok(draft.valid)
      if (!valid.ok) return this.#fail(group, at, valid.error)
      const made = await insertOrRevive(transaction, scene, valid.value, {
        newId: () => this.#ids.get(operation.bulkId ?? '') ?? '',
        now: this.#now,
        deleted: draft?.deleted,
      })
      if (!made.ok) return this.#fail(group, at, made.error)
      this.outcomes[at] = { result: made }
    }
    return tasks.length > 1 ? this.#join(transaction, tasks) : ok(undefined)
  }

  #validate(scene: Scene, operation: BulkOperation): ScimResult<ValidResource> {
    return draftOf(scene, this.#resolve(operation).data ?? null)
  }

  /** Groups that name one another in a circle would contain themselves: then the circle cannot be resolved (§3.7.1: 409). */
  async #join(transaction: ResourceTransaction, tasks: readonly Task[]): Promise<Result<void, ScimError>> {
    const idOf = ({ operation }: Task): string => this.#ids.get(operation.bulkId ?? '') ?? ''
    for (const task of tasks) await transaction.joinParked(collectionOf(task.scene), idOf(task))
    for (const task of tasks.filter(({ scene }) => scene.resourceType.name === 'Group')) {
      const fits = await refuseCycle(transaction, collectionOf(task.scene), idOf(task))
      if (fits.ok) continue
      const group = tasks.map(({ at }) => at)
      return this.#fail(group, task.at, { kind: 'conflict', detail: fits.error.detail })
    }
    for (const task of tasks) {
      const stored = await transaction.get(collectionOf(task.scene), idOf(task))
      if (stored !== undefined) this.outcomes[task.at] = { result: ok(stored) }
    }
    return ok(undefined)
  }

  /** PUT, PATCH, DELETE: nothing refers to these, so each is alone. */
  async #change(transaction: ResourceTransaction, tasks: readonly Task[]): Promise<Result<void, ScimError>> {
    for (const { at, scene, operation } of tasks) {
      const { id = '', ...rest } = this.#resolve(operation)
      const result = await this.#write(transaction, scene, id, rest)
      this.outcomes[at] = { id, result }
      if (!result.ok) return result
    }
    return ok(undefined)
  }

  async #write(
    transaction: ResourceTransaction,
    scene: Scene,
    id: string,
    { method, data = null, version }: Omit<BulkOperation, 'id'>,
  ): Promise<ScimResult<StoredResource | undefined>> {
    const now = this.#now
    const precondition = version === undefined ? undefined : tagsNaming(version)
    if (method === 'DELETE') return deleteIn(transaction, scene, id, { precondition, now }).then(withoutResource)
    if (method === 'PATCH') {
      const operations = parsePatch(data)
      if (!operations.ok) return operations
      return changeIn(transaction, scene, id, { precondition, now, intention: toPatch(scene, operations.value) })
    }
    const acceptable = validateResource(scene.resourceType, data, { kind: 'replace' })
    if (!acceptable.ok) return acceptable
    return changeIn(transaction, scene, id, { precondition, now, intention: toReplace(scene, data) })
  }

  /** Of a circle, one fails for its own reason and the others because of it. */
  #fail(group: readonly number[], culprit: number, error: ScimError): Result<never, ScimError> {
    this.#forget(group)
    for (const at of group)
      this.outcomes[at] = { ...this.#place(at), result: fail(at === culprit ? error : BROKEN_CIRCLE) }
    return fail(error)
  }

  #place(at: number): { readonly id?: string } {
    const job = this.#jobs[at]
    if (job?.ok !== true) return {}
    const { id } = this.#resolve(job.value.operation)
    return id === undefined ? {} : { id }
  }
}

const withoutResource = (result: ScimResult<void>): ScimResult<undefined> => (result.ok ? ok(undefined) : result)

const bulkIdOf = (job: BulkJob | undefined): string | undefined => (job?.ok ? job.value.operation.bulkId : undefined)

function bulkIdsOf(jobs: readonly BulkJob[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const [at, job] of jobs.entries()) {
    const bulkId = bulkIdOf(job)
    if (bulkId !== undefined) numbers.set(bulkId, at)
  }
  return numbers
}

const clip = (bulkId: string): string => JSON.stringify(bulkId.slice(0, 64))

const unresolvable = (bulkId: string): ScimError => ({
  kind: 'invalidValue',
  path: 'data',
  detail: `The operation refers to bulkId:${clip(bulkId)}, but no POST of this request that can be tried has that bulkId.`,
})

const notMade = (bulkId: string): ScimError => ({
  kind: 'conflict',
  detail: `The operation refers to bulkId:${clip(bulkId)}, whose resource was not created. Mend that operation, then send both again.`,
})

const BROKEN_CIRCLE: ScimError = {
  kind: 'conflict',
  detail:
    'The operation refers in a circle to others, of which one could not be done, so none of them was. Mend that one, then send all of them again.',
}

const UNKNOWN: ScimError = { kind: 'invalidSyntax', detail: 'There is no such operation.' }
