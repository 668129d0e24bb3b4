import { openStorage } from '../../src/storage/open-storage.ts'
import { postgresServer } from './postgres-server.ts'

export type PostgresDatabase = {
  readonly url: string
  readonly name: string
  /** Runs one statement in it as the superuser. */
  run(statement: string): Promise<readonly unknown[][]>
  /** Ends every connection to it and lets nobody in while `act` runs. */
  whileAway(act: () => Promise<void>): Promise<void>
  drop(): Promise<void>
}

const TEMPLATE = 'muster_template'

let template: Promise<void> | undefined
let made = 0

/** A database of its own with the schema in it and nothing else: a copy, which takes a fraction of migrating anew. */
export async function aPostgresDatabase(): Promise<PostgresDatabase> {
  const server = await postgresServer()
  template ??= makeTemplate()
  await template
  made += 1
  const name = `muster_${made}`
  await server.create(name, TEMPLATE)
  return {
    url: server.urlOf(name),
    name,
    run: (statement) => server.run(name, statement),
    async whileAway(act) {
      await server.run('postgres', `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
      try {
        await server.run('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
        await act()
      } finally {
        await server.run('postgres', `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
      }
    },
    drop: () => server.drop(name),
  }
}

async function makeTemplate(): Promise<void> {
  const server = await postgresServer()
  await server.create(TEMPLATE)
  const storage = await openStorage({ url: server.urlOf(TEMPLATE), clock: () => 0, onFatal: () => undefined })
  await storage.close()
}
