import { randomBytes } from 'node:crypto'
import { createTenant } from '../../src/access/create-tenant.ts'
import { issueSetupLink } from '../../src/access/set-up.ts'
import { defaultTenant, openAppStorage } from '../../src/app.ts'
import type { AStore } from './a-store.ts'
import { rawRequest, type RawRequest } from './raw-http.ts'
import { type RunningApp, startApp } from './start-app.ts'

export type TwoTenants = {
  /** The default tenant, under the address of the server. */
  readonly app: RunningApp
  /** The other one is asked under this host name. */
  readonly host: string
  /** The session of its administrator; it may do everything there. */
  readonly session: string
  /** The set-up link's token that made the administrator: used up. */
  readonly setupToken: string
  /** A request to the other tenant. */
  ask(request: RawRequest): ReturnType<typeof rawRequest>
}

/** Two tenants in one server, each with the guide's directory. */
export async function startTwoTenants(): Promise<TwoTenants> {
  let setupToken = ''
  const app = await startApp({ prepare: async (place) => void (setupToken = await addTenant(place)) })
  const host = 'globex.localhost'
  const ask = (request: RawRequest) =>
    rawRequest(app.base, { ...request, headers: [`Host: ${host}`, ...(request.headers ?? [])] })
  const claimed = await ask({
    path: '/api/v1/setup',
    headers: ['Content-Type: application/json'],
    body: JSON.stringify({ token: setupToken, ...app.administrator }),
  })
  const { sessionToken: session } = JSON.parse(claimed.body) as { sessionToken: string }
  await ask({
    path: '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs',
    headers: [`Authorization: HZN ${session}`, 'Content-Type: application/json'],
    body: '{"type":"OTHER_DIRECTORY","name":"Okta Universal Directory","domains":["OKTA.COM"]}',
  })
  return { app, host, session, setupToken, ask }
}

/** Tenants are made while no server runs on the store. */
async function addTenant(place: AStore['place']): Promise<string> {
  const storage = await openAppStorage(place, Date.now, (error) => console.error(error))
  try {
    await defaultTenant(storage, Date.now)
    const made = await createTenant({ ...storage, clock: Date.now }, { slug: 'globex', name: 'Globex', hosts: [] })
    if (!made.ok) throw new Error(made.error.detail)
    return (await issueSetupLink({ ...storage, clock: Date.now, randomBytes }, made.value)).token
  } finally {
    await storage.close()
  }
}
