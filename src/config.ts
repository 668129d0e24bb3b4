import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { DEFAULT_LIMITS, type LimitSettings } from './access/limits.ts'
import { fail, ok, type Result } from './shared/result.ts'

/** Everything an operator can set. Read once, at start, from the environment alone. */
export type Config = {
  readonly host: string
  /** 0 lets the system choose a free port. */
  readonly port: number
  /** Folder of the embedded database, absolute. */
  readonly dataFolder: string
  /** PostgreSQL to keep everything in; absent: the embedded database. */
  readonly databaseUrl?: string
  /** Where administrators and identity providers reach this server from outside, when that differs from what it sees. */
  readonly publicUrl: URL | undefined
  /** Addresses and networks (CIDR) of the proxies in front; absent: nobody is believed about where a request comes from. */
  readonly trustedProxies?: readonly string[]
  /** Absent, all or single ones: as by default. */
  readonly limits?: Partial<LimitSettings>
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly firstAdministrator: { readonly username: string; readonly password: string } | undefined
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** One sentence per variable that cannot be used: its name, what it got, what it wants. */
export type ConfigProblem = string

type Environment = Readonly<Record<string, string | undefined>>

/** Every variable may also be given as `NAME_FILE`, the path of a file that holds its value. */
export function readConfig(environment: Environment): Result<Config, readonly ConfigProblem[]> {
  const problems: ConfigProblem[] = []
  const read = (name: string): string | undefined => readVariable(environment, name, problems)
  const parsed = <T>(name: string, fallback: T, parse: (text: string) => T | string): T => {
    const text = read(name)
    if (text === undefined) return fallback
    const value = parse(text)
    if (typeof value !== 'string' || typeof fallback === 'string') return value as T
    problems.push(`${name} is ${JSON.stringify(text)}; ${value}`)
    return fallback
  }

  const host = read('MUSTER_HOST') ?? '127.0.0.1'
  const port = parsed<number>('MUSTER_PORT', 8080, parsePort)
  const dataFolder = resolve(read('MUSTER_DATA') ?? './data')
  const publicUrl = parsed<URL | undefined>('MUSTER_PUBLIC_URL', undefined, parseOrigin)
  const trustedProxies = parsed<readonly string[]>('MUSTER_TRUSTED_PROXIES', [], parseNetworks)
  const limit = (name: string, fallback: number): number => parsed<number>(name, fallback, parseLimit)
  const limits: LimitSettings = {
    perAddress: limit('MUSTER_LIMIT_ADDRESS', DEFAULT_LIMITS.perAddress),
    perClient: limit('MUSTER_LIMIT_CLIENT', DEFAULT_LIMITS.perClient),
    wrongCredentials: limit('MUSTER_LIMIT_WRONG', DEFAULT_LIMITS.wrongCredentials),
  }
  const logLevel = read('MUSTER_LOG_LEVEL') ?? 'info'
  if (!isLogLevel(logLevel)) {
    problems.push(`MUSTER_LOG_LEVEL is ${JSON.stringify(logLevel)}; it wants one of ${LOG_LEVELS.join(', ')}`)
  }
  const databaseUrl = read('MUSTER_DATABASE_URL')
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) problems.push(WANTED_DATABASE_URL)
  const username = read('MUSTER_ADMIN_USERNAME')
  const password = read('MUSTER_ADMIN_PASSWORD')
  if ((username === undefined) !== (password === undefined)) {
    const missing = username === undefined ? 'MUSTER_ADMIN_USERNAME' : 'MUSTER_ADMIN_PASSWORD'
    problems.push(
      `${missing} is missing; the first administrator needs both MUSTER_ADMIN_USERNAME and MUSTER_ADMIN_PASSWORD`,
    )
  }
  if (problems.length > 0) return fail(problems)
  return ok({
    host,
    port,
    dataFolder,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    publicUrl,
    trustedProxies,
    limits,
    logLevel: isLogLevel(logLevel) ? logLevel : 'info',
    firstAdministrator: username !== undefined && password !== undefined ? { username, password } : undefined,
  })
}

function readVariable(environment: Environment, name: string, problems: ConfigProblem[]): string | undefined {
  const direct = environment[name]
  const file = environment[`${name}_FILE`]
  if (file === undefined || file === '') return direct === '' ? undefined : direct
  if (direct !== undefined && direct !== '') {
    problems.push(`${name} and ${name}_FILE are both set; keep one of them`)
    return direct
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    problems.push(`${name}_FILE is ${JSON.stringify(file)}; it wants a readable file (${(error as Error).message})`)
    return undefined
  }
}

function parsePort(text: string): number | string {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : 'it wants a port number from 0 to 65535'
}

function parseLimit(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : 'it wants a number of requests a minute, or 0 for no limit'
}

function parseNetworks(text: string): readonly string[] | string {
  const networks = text.split(',').map((part) => part.trim())
  return networks.every(isNetwork)
    ? networks
    : 'it wants addresses or networks of proxies with commas between them, such as 10.0.0.0/8, 2001:db8::/32'
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function parseOrigin(text: string): URL | string {
  const wants = 'it wants an origin such as https://muster.example.com, without a path'
  if (!URL.canParse(text)) return wants
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === ''
    ? url
    : wants
}

const isLogLevel = (text: string): text is Config['logLevel'] => (LOG_LEVELS as readonly string[]).includes(text)

/** What was given is not repeated: a password may stand anywhere in an address that cannot be read. */
const WANTED_DATABASE_URL =
  'MUSTER_DATABASE_URL cannot be used; it wants an address such as postgres://muster:password@db.example.com:5432/muster?sslmode=verify-full, with the characters @ : / ? # % of user and password written as %40 %3A %2F %3F %23 %25'

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname } = new URL(text)
  return /^postgres(?:ql)?:$/.test(protocol) && pathname.length > 1
}
