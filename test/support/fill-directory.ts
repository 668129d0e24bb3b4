import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { defaultTenant, openAppStorage } from '../../src/app.ts'
import { createResource } from '../../src/directory/create-resource.ts'
import type { Actor } from '../../src/directory/ports.ts'
import type { ResourceDeps, Scene } from '../../src/directory/resource-deps.ts'
import { createBody } from '../../src/idp/okta/profile.ts'
import { generatePeople, type Person } from '../../src/idp/people.ts'
import { userType } from '../../src/scim/schema/resource-types.ts'
import { ok } from '../../src/shared/result.ts'
import type { AStore } from './a-store.ts'

/** A flush of the disk for so many people instead of one for each. */
const AT_ONCE = 1_000

const SYSTEM: Actor = { kind: 'system', name: 'test' }

/**
 * Puts that many people, as Okta sends them, into the guide's directory of an empty store: each through the use case of a
 * POST, a thousand in a transaction. Measured on SQLite: 100,000 in 18 s. For `prepare` of `startApp`,
 * with `directory: false`. The same seed gives the same people.
 */
export async function fillDirectory(place: AStore['place'], seed: string, count: number): Promise<readonly Person[]> {
  const people = generatePeople(seed, count)
  const storage = await openAppStorage(place, Date.now, (error) => {
    throw error
  })
  try {
    const { tenantId } = await defaultTenant(storage, Date.now)
    const wanted = { tenantId, uuid: randomUUIDv7(), slug: 'okta-universal-directory', createdAt: Date.now() }
    const made = await storage.directories.create(
      { ...wanted, type: 'OTHER_DIRECTORY', name: 'Okta Universal Directory', domains: ['OKTA.COM'] },
      SYSTEM,
    )
    assert.ok(made.ok)
    const scene: Scene = { directory: made.value, resourceType: userType, actor: SYSTEM }
    const deps = { ...storage, clock: Date.now, newId: randomUUIDv7 }
    for (let start = 0; start < count; start += AT_ONCE) {
      await createTogether(deps, scene, people.slice(start, start + AT_ONCE))
    }
  } finally {
    await storage.close()
  }
  return people
}

async function createTogether(deps: ResourceDeps, scene: Scene, people: readonly Person[]): Promise<void> {
  const written = await deps.resources.write(async (transaction) => {
    const resources = { ...deps.resources, write: (unit) => unit(transaction) } satisfies ResourceDeps['resources']
    for (const person of people) {
      const created = await createResource({ ...deps, resources }, scene, createBody(person))
      if (!created.ok) return created
    }
    return ok(undefined)
  })
  assert.ok(written.ok, JSON.stringify(written))
}
