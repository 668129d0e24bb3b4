import { ok, type Result } from '../../shared/result.ts'
import type { Stopped } from '../checks.ts'
import { type Provider, type Scene, WRONG_TOKEN } from '../provider.ts'
import { type Appearance, createTransport, type Transport } from '../wire/transport.ts'
import type { Connector } from './connector.ts'
import { type GroupHabits, habitualGroups } from './groups.ts'
import { callTheRoll, liveADay, liveInDetail, type Workers } from './life.ts'
import { probeWrongToken } from './probes.ts'
import { createRemoteApp, type RemoteApp, type Sentences } from './remote-app.ts'
import { habitualUsers, type UserHabits } from './users.ts'

/** A provider as data: how it looks, what it asks first, and how it treats users and groups. */
export type CompanyProvider = Pick<Provider, 'title' | 'sources' | 'asOf'> & {
  readonly appearance: (token: string) => Appearance
  /** Something that it does to every request. */
  readonly decorate?: (transport: Transport) => Transport
  readonly says?: Sentences
  /** The request with which a mistyped token is found out. */
  readonly firstRequest: string
  readonly connect: (app: RemoteApp, scene: Scene) => Promise<Result<unknown, Stopped>>
  readonly users: UserHabits
  readonly groups?: GroupHabits
  readonly workers?: Workers
  /** What only this provider does; after the life of one person and one group, before the whole company. */
  readonly habits?: (connector: Connector, scene: Scene) => Promise<unknown>
  /** What it does when everybody is there. */
  readonly afterwards?: (connector: Connector, scene: Scene) => Promise<Result<unknown, Stopped>>
}

const SILENT: Sentences = () => undefined

export const companyProvider = (spec: CompanyProvider): Provider => ({
  title: spec.title,
  sources: spec.sources,
  asOf: spec.asOf,
  play: (scene) => play(spec, scene),
})

async function play(spec: CompanyProvider, scene: Scene): Promise<Result<unknown, Stopped>> {
  const { client, checks, company, settings, effects } = scene
  const { progress } = effects
  const { decorate = (transport: Transport) => transport } = spec
  const wire = (token: string) => decorate(createTransport(client, spec.appearance(token)))
  const open = () => openConnector(spec, createRemoteApp(wire(settings.token), checks, spec.says ?? SILENT))
  const connector = open()
  progress('connect', 0, 1)
  await probeWrongToken(connector.app, wire(WRONG_TOKEN), spec.firstRequest)
  const connected = await spec.connect(connector.app, scene)
  if (!connected.ok) return connected
  progress('connect', 1, 1)
  progress('step by step', 0, 1)
  const lived = await liveInDetail(connector, open(), company)
  await spec.habits?.(connector, scene)
  progress('step by step', 1, 1)
  await liveADay(connector, company, spec.workers ?? { users: 8, groups: 4 }, progress)
  await callTheRoll(connector, progress)
  const after = (await spec.afterwards?.(connector, scene)) ?? ok(undefined)
  return lived.ok ? after : lived
}

function openConnector({ users, groups }: Pick<CompanyProvider, 'users' | 'groups'>, app: RemoteApp): Connector {
  return {
    app,
    users: habitualUsers(app, users),
    ...(groups && { groups: habitualGroups(app, groups) }),
  }
}
