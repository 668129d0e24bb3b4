import { Client } from 'pg'
import { StorageError } from './storage-error.ts'

/** The oldest major version that the statements are written for. */
const OLDEST = 15
const CONNECT_TIMEOUT = 5_000

/** Looks at the server before anything is built on it. Returns how to call it: never with a password. */
export async function checkPostgres(url: string): Promise<string> {
  const name = nameOf(url)
  const { version, encoding } = await ask(url, name)
  if (version < OLDEST) {
    throw new StorageError('unsafeEngine', `${name} has version ${version}; Muster wants ${OLDEST} or newer.`)
  }
  if (encoding !== 'UTF8') {
    throw new StorageError(
      'unsafeEngine',
      `${name} keeps text as ${encoding}; Muster wants UTF8. Create the database with ENCODING 'UTF8'.`,
    )
  }
  return name
}

function nameOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  return `PostgreSQL at ${host}${port === '' ? '' : `:${port}`}${decodeURIComponent(pathname)}`
}

async function ask(url: string, name: string): Promise<{ readonly version: number; readonly encoding: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<[string, string]>({
      text: `SELECT current_setting('server_version_num'), current_setting('server_encoding')`,
      rowMode: 'array',
    })
    return { version: Math.floor(Number(rows[0]?.[0]) / 10_000), encoding: rows[0]?.[1] ?? '' }
  } catch (error) {
    throw new StorageError('unavailable', `${name} cannot be used: ${reasonOf(error)}`, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Of a host with several addresses the error has a list and no text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return (error as Error).message
}
