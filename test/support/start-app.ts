import { pino } from 'pino'
import { startApp as start } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { aStore, type AStore } from './a-store.ts'
import { assertNoCredential, watchedLog } from './canary.ts'
import type { TestEngine } from './test-engines.ts'

export type RunningApp = {
  /** `http://127.0.0.1:PORT` */
  readonly base: string
  /** `http://127.0.0.1:PORT/scim/v2` */
  readonly scimBase: string
  /** An access token of the client `OktaSCIM`, scope admin, got the way the guide gets it. */
  readonly token: string
  readonly clientSecret: string
  readonly administrator: { readonly username: string; readonly password: string }
  /** Session token of the administrator. */
  readonly session: string
  readonly store: AStore
  close(): Promise<void>
}

export type StartOptions = {
  readonly clock?: Clock
  /** Creates the guide's directory, `Okta Universal Directory` with the domain `OKTA.COM`. On by default. */
  readonly directory?: boolean
  readonly logLevel?: 'silent' | 'error' | 'debug'
  /** Gets the log lines instead of the standard output. */
  readonly onLog?: (line: string) => void
  /** Puts something into the store before the server opens it. */
  readonly prepare?: (place: AStore['place']) => Promise<void>
  /** The one of `MUSTER_TEST_ENGINE` by default. */
  readonly engine?: TestEngine
  readonly consoleFolder?: string
  readonly limits?: Config['limits']
  readonly trustedProxies?: Config['trustedProxies']
}

const ADMINISTRATOR = { username: 'first.administrator', password: 'correct horse battery staple' }

/** The whole program on a free port of the loopback and a store of its own: what the protocol tests knock at. */
export async function startApp(options: StartOptions = {}): Promise<RunningApp> {
  const store = await aStore(options.engine)
  const log = watchedLog(options.onLog ?? ((line) => process.stdout.write(line)))
  await options.prepare?.(store.place)
  const app = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      ...store.place,
      publicUrl: undefined,
      logLevel: options.logLevel ?? 'error',
      firstAdministrator: ADMINISTRATOR,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
    },
    logger: pino({ level: options.logLevel ?? 'error' }, log.stream),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.consoleFolder === undefined ? {} : { consoleFolder: options.consoleFolder }),
  })
  const base = app.url
  const session = (
    (await postJson(`${base}/SAAS/API/1.0/REST/auth/system/login`, {}, { ...ADMINISTRATOR, issueToken: true })) as {
      sessionToken: string
    }
  ).sessionToken
  const client = (await postJson(
    `${base}/SAAS/jersey/manager/api/oauth2clients`,
    { authorization: `HZN ${session}`, 'content-type': 'application/vnd.vmware.horizon.manager.oauth2client+json' },
    { clientId: 'OktaSCIM', scope: 'admin', authGrantTypes: 'client_credentials', accessTokenTTL: 525_600 },
  )) as { secret: string }
  const token = await requestToken(base, 'OktaSCIM', client.secret)
  if (options.directory !== false) await createDirectory(base, token)
  return {
    base,
    scimBase: `${base}/scim/v2`,
    token,
    clientSecret: client.secret,
    administrator: ADMINISTRATOR,
    session,
    store,
    close: async () => {
      await app.close()
      // whatever a suite did: no secret, token, code or password is left behind, nor one of its log lines tells of it
      try {
        assertNoCredential('the store', await store.contents(), [ADMINISTRATOR.password])
        assertNoCredential('the log', [Buffer.from(log.found.join(' '))])
      } finally {
        await store.remove()
      }
    },
  }
}

export async function createDirectory(
  base: string,
  token: string,
  name = 'Okta Universal Directory',
  domains: readonly string[] = ['OKTA.COM'],
): Promise<Record<string, unknown>> {
  const mediaType = 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json'
  const made = await postJson(
    `${base}/SAAS/jersey/manager/api/connectormanagement/directoryconfigs`,
    { authorization: `Bearer ${token}`, 'content-type': mediaType },
    { type: 'OTHER_DIRECTORY', domains, name },
  )
  return made as Record<string, unknown>
}

export async function requestToken(base: string, clientId: string, secret: string): Promise<string> {
  const answer = await fetch(`${base}/SAAS/auth/oauthtoken`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await json(answer, 200)) as { access_token: string }).access_token
}

async function postJson(url: string, headers: Record<string, string>, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return json(answer, answer.status === 201 ? 201 : 200)
}

async function json(answer: Response, wanted: number): Promise<unknown> {
  const text = await answer.text()
  if (answer.status !== wanted) throw new Error(`${answer.url} answered ${answer.status}: ${text}`)
  return JSON.parse(text)
}
