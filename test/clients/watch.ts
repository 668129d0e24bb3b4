import type { Dialect } from '../../src/idp/providers.ts'
import type { SimulationReport } from '../../src/idp/simulate.ts'
import { startApp } from '../support/start-app.ts'
import { type Seen, startProxy } from './proxy.ts'
import { runSession } from './simulate.ts'

export type Watched = {
  readonly seen: readonly Seen[]
  readonly report: SimulationReport
  /** The first request that fits. */
  readonly first: (method: string, target: RegExp) => Seen
  /** The bodies of all that fit. */
  readonly bodies: (method: string, target: RegExp) => readonly unknown[]
}

/** What a provider sends in a small session against the whole program. */
export async function watch(dialect: Dialect): Promise<Watched> {
  const app = await startApp()
  const proxy = await startProxy({ base: new URL(app.scimBase), token: app.token })
  try {
    const report = await runSession(dialect, proxy, { users: 6, groups: 4, seed: 'watch' })
    const fitting = (method: string, target: RegExp) =>
      proxy.seen.filter((each) => each.method === method && target.test(each.target))
    return {
      seen: proxy.seen,
      report,
      first(method, target) {
        const [one] = fitting(method, target)
        if (one === undefined) throw new Error(`nobody sent ${method} ${target}`)
        return one
      },
      bodies: (method, target) => fitting(method, target).map(({ body }) => body),
    }
  } finally {
    proxy.close()
    await app.close()
  }
}

/** Whether `part` is in `whole`, with every key of its own and in any depth. */
export function includes(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && whole.length === part.length && part.every((each, i) => includes(whole[i], each))
  }
  if (typeof part !== 'object' || part === null) return whole === part
  if (typeof whole !== 'object' || whole === null) return false
  return Object.entries(part).every(([key, value]) => includes((whole as Record<string, unknown>)[key], value))
}
