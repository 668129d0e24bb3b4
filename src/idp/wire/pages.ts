import type { JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Checks, Step, Stopped } from '../checks.ts'
import { textAt } from '../read-json.ts'
import { type ListReads, readList } from './judge.ts'
import type { Answer, Transport } from './transport.ts'

export type Paging = {
  readonly transport: Transport
  readonly checks: Checks
  readonly collection: 'Users' | 'Groups'
  readonly count: number
  readonly step: string
  /** What the administrator reads when a page is refused or cannot be read. */
  readonly reads: (answer: Answer) => ListReads
}

/** Every resource of a collection; the next page begins behind what the last one held. `each` may look at every one. */
export async function readPages(
  { transport, checks, collection, count, step: stepName, reads }: Paging,
  each: (step: Step, resource: JsonObject) => void = () => {},
): Promise<Result<JsonObject[], Stopped>> {
  const all: JsonObject[] = []
  const ids = new Set<string>()
  for (let total = 1; all.length < total;) {
    const answer = await transport.get(`/${collection}?startIndex=${all.length + 1}&count=${count}`)
    const step = checks.step(stepName, answer.request)
    const says = reads(answer)
    const list = readList(step, answer, says)
    if (list === undefined) return step.stop()
    step.should('the total stays while paging', all.length === 0 || list.total === total, list.total)
    total = list.total
    const goesOn = list.resources.length > 0 || all.length >= total
    if (!step.must('pages are not empty before the total is reached', goesOn, answer.text, says.unreadable))
      return step.stop()
    for (const resource of list.resources) {
      noteId(step, resource, ids)
      each(step, resource)
    }
    all.push(...list.resources)
  }
  return ok(all)
}

function noteId(step: Step, resource: JsonObject, ids: Set<string>): void {
  const id = textAt(resource, 'id') ?? ''
  step.should('every resource has an id, and none comes twice', id !== '' && !ids.has(id), id)
  ids.add(id)
}
