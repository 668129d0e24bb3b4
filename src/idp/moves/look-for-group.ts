import { ok } from '../../shared/result.ts'
import { canonicalKey } from '../../shared/text.ts'
import { find, readNames } from './find.ts'
import type { LookForGroup } from './groups.ts'
import { groupTask } from './remote-app.ts'

export const groupByQuery =
  (query: (name: string) => string): LookForGroup =>
  (app, name) =>
    find(app, 'Groups', query(name), groupTask('find', name))

/** Reads every group there is and compares the names at home. */
export const groupByReadingAll =
  (count: number): LookForGroup =>
  async (app, name) => {
    const all = await readNames(app, 'Groups', 'displayName', count, groupTask('find', name))
    if (!all.ok) return all
    const id = all.value.get(canonicalKey(name))
    return ok(id === undefined ? undefined : { id })
  }
