import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Config } from '../../src/config.ts'
import { aPostgresDatabase, type PostgresDatabase } from './postgres-database.ts'
import { testEngines, type TestEngine } from './test-engines.ts'

export type AStore = {
  /** Where it is, as a configuration says it. */
  readonly place: Pick<Config, 'dataFolder' | 'databaseUrl'>
  /** Where it is a PostgreSQL. */
  readonly database?: PostgresDatabase
  /** Everything that is in it, as it lies there. */
  contents(): Promise<readonly Buffer[]>
  remove(): Promise<void>
}

/** An empty store for a program. Where both engines are wanted the suites of programs run twice, once with each first. */
export async function aStore(engine: TestEngine = testEngines[0] ?? 'sqlite'): Promise<AStore> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'muster-test-'))
  const removeFolder = (): void => rmSync(dataFolder, { recursive: true, force: true })
  if (engine === 'sqlite') {
    return {
      place: { dataFolder },
      contents: async () => readdirSync(dataFolder).map((name) => readFileSync(join(dataFolder, name))),
      remove: async () => removeFolder(),
    }
  }
  const database = await aPostgresDatabase()
  return {
    place: { dataFolder, databaseUrl: database.url },
    database,
    contents: () => readTables(database.url),
    async remove() {
      removeFolder()
      await database.drop()
    },
  }
}

async function readTables(url: string): Promise<readonly Buffer[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
    const contents: Buffer[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ all: string | null }>(
        `SELECT string_agg(t::text, ' ') AS all FROM ${name} t`,
      )
      contents.push(Buffer.from(rows[0]?.all ?? ''))
    }
    return contents
  } finally {
    await client.end()
  }
}
