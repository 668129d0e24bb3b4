import type { Directory } from '../directory/ports.ts'
import { compileDefinitions } from '../scim/schema/compile-definitions.ts'
import type { ResourceType } from '../scim/schema/attribute.ts'
import { resourceTypes } from '../scim/schema/resource-types.ts'
import type { Clock } from '../shared/clock.ts'
import type { Database } from './database.ts'
import { readDirectories, type DirectoryRecord } from './directory-record.ts'
import { readDefinitions } from './schema-record.ts'

/** Milliseconds for which the directories of a tenant are taken from memory where other processes change them too. */
const GOOD_FOR = 1_000

type Kept = { readonly readAt: number; readonly directories: readonly Directory[] }
type Compiled = { readonly version: number; readonly types: readonly ResourceType[] }

/**
 * Every SCIM request asks for the tenant's directories, so they are kept until a commit of this process changes them, and
 * where it is not the only one that writes for a second at most. Their definitions are compiled once a version.
 */
export class DirectoryList {
  readonly #database: Database
  readonly #clock: Clock
  readonly #kept = new Map<number, Kept>()
  readonly #compiled = new Map<string, Compiled>()
  #commits = 0

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  async of(tenantId: number): Promise<readonly Directory[]> {
    const known = this.#kept.get(tenantId)
    if (known !== undefined && this.#isGood(known)) return known.directories
    const seen = this.#commits
    const readAt = this.#clock()
    const directories: Directory[] = []
    for (const record of await readDirectories(this.#database.reader, tenantId)) {
      directories.push({ ...record, resourceTypes: await this.#typesOf(record) })
    }
    // what was read while a commit came in between is good for this answer, but may be older than the commit
    if (seen === this.#commits) this.#kept.set(tenantId, { readAt, directories })
    return directories
  }

  forget(tenantId: number): void {
    this.#commits += 1
    this.#kept.delete(tenantId)
  }

  #isGood({ readAt }: Kept): boolean {
    return !this.#database.dialect.manyWriters || this.#clock() - readAt < GOOD_FOR
  }

  async #typesOf({ tenantId, directoryId, schemaVersion }: DirectoryRecord): Promise<readonly ResourceType[]> {
    if (schemaVersion === 0) return resourceTypes
    const place = `${tenantId}/${directoryId}`
    const known = this.#compiled.get(place)
    if (known?.version === schemaVersion) return known.types
    const types = compileDefinitions(
      await readDefinitions(this.#database.reader, { tenantId, directoryId }, schemaVersion),
    )
    this.#compiled.set(place, { version: schemaVersion, types })
    return types
  }
}
