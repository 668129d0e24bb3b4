import { ok, type Result } from '../shared/result.ts'
import { type Check, createChecks, type Stopped } from './checks.ts'
import { generateGroups } from './groups.ts'
import { createHttpClient, type Exchange } from './http-client.ts'
import { type KindOfRequest, measure } from './measurements.ts'
import type { OktaConnector } from './okta-connector.ts'
import { createOktaWizard } from './okta-wizard.ts'
import { createOktaApp } from './okta/app.ts'
import { assignPeople, changeSome, deactivateSome, pushGroups, shrinkGroups } from './okta/bulk.ts'
import { oktaAppearance } from './okta/appearance.ts'
import { authorization } from './wire/authorization.ts'
import { createTransport } from './wire/transport.ts'
import { generatePeople } from './people.ts'
import type { PlayEffects } from './provider.ts'

export type ProvisioningSettings = {
  /** SCIM 2.0 base URL. */
  readonly base: URL
  readonly token: string
  readonly users: number
  readonly groups: number
  readonly seed: string
}

/** What was done, and what was asked and found on the way. */
export type Provisioned = {
  readonly users: number
  readonly groups: number
  readonly changed: number
  readonly deactivated: number
  readonly requests: readonly KindOfRequest[]
  readonly failures: readonly Check[]
}

/** Okta's wizard app connects and brings a whole company, changes some of it and deactivates some people. */
export async function provisionCompany(
  { base, token, users, groups, seed }: ProvisioningSettings,
  { sleep, stopwatch, progress }: Omit<PlayEffects, 'nonce'>,
): Promise<Result<Provisioned, Stopped>> {
  const exchanges: Exchange[] = []
  const client = createHttpClient(base, { sleep, stopwatch, record: (each) => exchanges.push(each) })
  const checks = createChecks()
  const transport = createTransport(client, oktaAppearance(authorization(token, 'bearer')))
  const okta = createOktaWizard(createOktaApp(transport, checks))
  const done = await bring(okta, seed, users, groups, progress)
  client.close()
  if (!done.ok) return done
  return ok({ ...done.value, requests: measure(exchanges), failures: checks.all().filter(({ failed }) => failed > 0) })
}

async function bring(
  okta: OktaConnector,
  seed: string,
  users: number,
  groups: number,
  progress: PlayEffects['progress'],
) {
  const connected = await okta.save()
  if (!connected.ok) return connected
  const people = generatePeople(seed, users)
  const pushed = generateGroups(seed, people, groups)
  await assignPeople(okta, people, progress)
  await pushGroups(okta, pushed, progress)
  const changed = await changeSome(okta, people, progress)
  const deactivated = await deactivateSome(okta, people, progress)
  await shrinkGroups(okta, pushed.slice(0, 5), progress)
  return ok({ users, groups, changed: changed.length, deactivated: deactivated.length })
}
