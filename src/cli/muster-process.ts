import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Io, Output } from './command.ts'

export type MusterProcess = {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly store: string
  /** Ends with the process, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends the process and removes the store. */
  stop(): Promise<void>
}

export type ThrowAwaySettings = {
  readonly environment: Io['environment']
  readonly administrator: { readonly username: string; readonly password: string }
  /** Where the server's own output goes. */
  readonly log: Output
}

const ENTRY = join(import.meta.dirname, '..', 'main.ts')
const READY = /Muster is ready at (\S+)/
const READY_WITHIN_MS = 30_000
const STOPPED_WITHIN_MS = 12_000

/**
 * The real program as a process of its own, on a store in a temporary folder: `MUSTER_PORT` or 8080, and any free port
 * when somebody is there already. Of the caller's `MUSTER_…` settings only host, port and log level count.
 */
export async function startThrowAwayMuster(settings: ThrowAwaySettings): Promise<Result<MusterProcess, string>> {
  const store = await mkdtemp(join(tmpdir(), 'muster-demo-'))
  const child = spawn(process.execPath, [ENTRY], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: await childEnvironment(settings, store),
  })
  const ended = once(child, 'close').then(() => undefined)
  const stop = async () => {
    await endProcess(child, ended)
    await rm(store, { recursive: true, force: true })
  }
  const url = await waitUntilReady(child, settings.log)
  if (url !== undefined) return ok({ url, store, ended, stop })
  await stop()
  return fail('the server did not start; its output is above')
}

async function childEnvironment({ environment, administrator }: ThrowAwaySettings, store: string) {
  const { MUSTER_HOST: host = '127.0.0.1', MUSTER_PORT: port = '8080', MUSTER_LOG_LEVEL: level = 'warn' } = environment
  const others = Object.entries(environment).filter(([name]) => !name.startsWith('MUSTER_'))
  return {
    ...Object.fromEntries(others),
    MUSTER_HOST: host,
    MUSTER_PORT: (await isFree(host, Number(port))) ? port : '0',
    MUSTER_LOG_LEVEL: level,
    MUSTER_DATA: store,
    MUSTER_ADMIN_USERNAME: administrator.username,
    MUSTER_ADMIN_PASSWORD: administrator.password,
  }
}

async function isFree(host: string, port: number): Promise<boolean> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return true // the server says better what is wrong with it
  const server = createServer()
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, host, () => resolve(true))
  })
  const free = await listening
  if (free) await new Promise((resolve) => server.close(resolve))
  return free
}

function waitUntilReady(child: ChildProcess, log: Output): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), READY_WITHIN_MS)
    let announced = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      announced += text
      const url = READY.exec(announced)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
      // what comes now is the log; the announcement itself is said by the caller, with more to it
      child.stdout?.removeAllListeners('data').on('data', (line: string) => log.write(line))
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log.write(text))
    child.once('close', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
    child.once('error', (error) => {
      log.write(`${error.message}\n`)
      resolve(undefined)
    })
  })
}

async function endProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS)
  await ended
  clearTimeout(timer)
}
