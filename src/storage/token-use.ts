import type { Transaction } from './database.ts'
import { sql } from './sql.ts'

/** Milliseconds. A use is noted once a minute per token, and written a little later together with others. */
const COARSE = 60_000
const WRITE_AFTER = 5_000

type Use = { readonly tenantId: number; readonly tokenId: string; readonly at: number }

/** Remembers when tokens were last used, off the path of any answer. What is lost in a crash is a minute at most. */
export class TokenUse {
  readonly #write: (uses: readonly Use[]) => Promise<void>
  readonly #noted = new Map<string, number>()
  #unwritten = new Map<string, Use>()
  #timer: NodeJS.Timeout | undefined

  constructor(write: (uses: readonly Use[]) => Promise<void>) {
    this.#write = write
  }

  note(tenantId: number, tokenId: string, at: number): void {
    const key = `${tenantId}/${tokenId}`
    if (at - (this.#noted.get(key) ?? -Infinity) < COARSE) return
    this.#noted.set(key, at)
    this.#unwritten.set(key, { tenantId, tokenId, at })
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), WRITE_AFTER).unref()
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const uses = [...this.#unwritten.values()]
    this.#unwritten = new Map()
    const newest = Math.max(...uses.map(({ at }) => at))
    for (const [key, at] of this.#noted) if (at < newest - COARSE) this.#noted.delete(key)
    if (uses.length > 0) await this.#write(uses)
  }
}

export async function writeUses(transaction: Transaction, uses: readonly Use[]): Promise<void> {
  for (const { tenantId, tokenId, at } of uses) {
    await transaction.run(
      sql`UPDATE token SET last_used_at = ${at} WHERE tenant_id = ${tenantId} AND token_id = ${tokenId}`,
    )
  }
}
