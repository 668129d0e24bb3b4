import type { Use } from '../access/ports/provenance.ts'

/** Milliseconds. A use is noted once a minute per credential, and written a little later together with others. */
const COARSE = 60_000
const WRITE_AFTER = 5_000

export type NotedUse<Credential> = { readonly credential: Credential; readonly use: Use }

/** Remembers when credentials were last used, off the path of any answer. What is lost in a crash is a minute at most. */
export class UseNotes<Credential> {
  readonly #write: (uses: readonly NotedUse<Credential>[]) => Promise<void>
  readonly #noted = new Map<string, number>()
  #unwritten = new Map<string, NotedUse<Credential>>()
  #timer: NodeJS.Timeout | undefined

  constructor(write: (uses: readonly NotedUse<Credential>[]) => Promise<void>) {
    this.#write = write
  }

  /** `key` tells this credential from every other. */
  note(key: string, credential: Credential, use: Use): void {
    if (use.at - (this.#noted.get(key) ?? -Infinity) < COARSE) return
    this.#noted.set(key, use.at)
    this.#unwritten.set(key, { credential, use })
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), WRITE_AFTER).unref()
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const uses = [...this.#unwritten.values()]
    this.#unwritten = new Map()
    const newest = Math.max(...uses.map(({ use }) => use.at))
    for (const [key, at] of this.#noted) if (at < newest - COARSE) this.#noted.delete(key)
    if (uses.length > 0) await this.#write(uses)
  }
}
