import { inParallel } from './in-parallel.ts'

/** Told after every item, for a progress bar. */
export type Progress = (phase: string, done: number, total: number) => void

/** Does `work` for every item, at most `limit` at once, and tells how far it is. */
export async function withProgress<T>(
  phase: string,
  items: readonly T[],
  limit: number,
  progress: Progress,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let done = 0
  await inParallel(items, limit, async (item) => {
    await work(item)
    done += 1
    progress(phase, done, items.length)
  })
}
