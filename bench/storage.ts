import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Collection, ResourceRow } from '../src/directory/ports.ts'
import { bindFilter } from '../src/scim/filter/bind.ts'
import { parseFilter } from '../src/scim/filter/parse.ts'
import { indexRows } from '../src/scim/index-rows.ts'
import { nameKeyOf } from '../src/scim/named-values.ts'
import { renderStem } from '../src/scim/representation.ts'
import type { Attributes } from '../src/scim/resource.ts'
import { userType } from '../src/scim/schema/resource-types.ts'
import { ok } from '../src/shared/result.ts'
import { openStorage, type Storage } from '../src/storage/open-storage.ts'

/**
 * What the store alone costs: `bench/storage.ts [users] [writers]`. CPU is of the whole process, flushing and
 * checkpointing threads included; figures are the medians of rounds of a thousand. People are made between the rounds.
 */
const [users = 10_000, writers = 16] = process.argv.slice(2).map(Number)
const ROUND = 1_000

const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))

type Prepared = { readonly row: ResourceRow; readonly attributes: Attributes }

async function measure(flush: 'async' | 'full'): Promise<void> {
  const storage = await openStorage({
    path: join(folder, `${flush}.db`),
    clock: Date.now,
    flush,
    onFatal: (error) => {
      throw error
    },
  })
  const collection = await aCollection(storage)
  const place = (i: number): number => (i * 7_919) % users
  const person = (i: number): Prepared => aPerson(place(i), 1)

  const figures: Record<string, string> = {}
  const note = async <T>(
    name: string,
    count: number,
    parallel: number,
    make: (i: number) => T,
    act: (made: T) => Promise<unknown>,
  ): Promise<void> => {
    figures[name] = await timed(count, parallel, make, act)
  }
  // what a reader waits for while others write; the histogram counts in nanoseconds, from a timer of 1 ms
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await note(
    'create',
    users,
    writers,
    (i) => aPerson(i, 1),
    (made) => create(storage, collection, made),
  )
  delay.disable()
  await note('get', 10_000, 1, person, ({ row }) => storage.resources.get(collection, row.id))
  await note('userName eq', 10_000, 1, person, ({ row }) => search(storage, collection, `userName eq "${row.name}"`))
  await note('externalId eq', 2_000, 1, person, ({ row }) =>
    search(storage, collection, `externalId eq "${row.externalId}"`),
  )
  await note('emails.value eq', 2_000, 1, person, ({ row }) =>
    search(storage, collection, `emails.value eq "${row.name}"`),
  )
  const half = Math.floor(users / 2)
  await note(
    'page of 100, deep',
    2_000,
    1,
    (i) => half + ((i * 97) % half),
    (startIndex) => storage.resources.search(collection, { startIndex, count: 100 }),
  )
  await note(
    'update',
    10_000,
    writers,
    (i) => [person(i), aPerson(place(i), 2)] as const,
    ([before, after]) => update(storage, collection, before, after),
  )
  console.log(
    `\nflush ${flush}, ${users} users, ${writers} writers, ${Math.round(process.memoryUsage().rss / 1_048_576)} MiB`,
  )
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => (ns / 1e6).toFixed(1))
  console.log(`event loop during creates: p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`)
  for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(20)} ${figure}`)
  await storage.close()
}

async function timed<T>(
  count: number,
  parallel: number,
  make: (i: number) => T,
  act: (made: T) => Promise<unknown>,
): Promise<string> {
  const cpu: number[] = []
  const wall: number[] = []
  for (let start = 0; start < count; start += ROUND) {
    const made = Array.from({ length: Math.min(ROUND, count - start) }, (_, i) => make(start + i)).values()
    const size = Math.min(ROUND, count - start)
    const before = process.cpuUsage()
    const since = performance.now()
    const run = async (): Promise<void> => {
      for (const one of made) await act(one)
    }
    await Promise.all(Array.from({ length: parallel }, run))
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / size)
    wall.push((size / (performance.now() - since)) * 1000)
  }
  return `${median(cpu).toFixed(1).padStart(7)} µs CPU ${Math.round(median(wall)).toString().padStart(7)} a second`
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0

async function aCollection(storage: Storage): Promise<Collection> {
  const tenant = await storage.tenants.create({
    slug: 'b',
    name: 'b',
    hosts: ['b.example'],
    suspended: false,
    createdAt: 1,
  })
  const tenantId = tenant.ok ? tenant.value.tenantId : missing()
  const directory = await storage.directories.create(
    { tenantId, uuid: 'd', slug: 'd', type: 'OTHER_DIRECTORY', name: 'd', domains: ['d.example'], createdAt: 1 },
    { kind: 'system', name: 'bench' },
  )
  return { tenantId, directoryId: directory.ok ? directory.value.directoryId : missing(), resourceType: 'User' }
}

/** About 1 KB, as Okta sends it. */
function aPerson(i: number, version: number): Prepared {
  // spread over the alphabet, as names are
  const key = ((i * 2_654_435_761) % 2 ** 32).toString(36)
  const name = `${key}.person${i}@example.com`
  const attributes: Attributes = {
    userName: name,
    externalId: `00u${key}${i}`,
    active: version === 1,
    displayName: `Given${i % 500} Family${key}`,
    title: `Title ${i % 50}`,
    name: { givenName: `Given${i % 500}`, familyName: `Family${key}`, formatted: `Given${i % 500} Family${key}` },
    emails: [
      { value: name, type: 'work', primary: true },
      { value: `${key}@home.example`, type: 'home', primary: false },
    ],
    phoneNumbers: [{ value: `+49 30 ${100_000 + i}`, type: 'work' }],
    addresses: [{ streetAddress: `${i} Street`, locality: `Town ${i % 100}`, country: 'DE', type: 'work' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: String(i),
      department: `Department ${i % 40}`,
      manager: { value: `00u${i % 300}` },
    },
  }
  const id = `01890000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
  return {
    attributes,
    row: {
      id,
      stem: renderStem(userType, id, attributes),
      created: 1,
      lastModified: version,
      version,
      name,
      nameKey: nameKeyOf(userType, attributes),
      externalId: `00u${key}${i}`,
      active: version === 1,
    },
  }
}

const create = (storage: Storage, collection: Collection, { row, attributes }: Prepared): Promise<unknown> =>
  storage.resources.write(async (transaction) => {
    const inserted = await transaction.insert(collection, row, indexRows(userType, attributes))
    if (!inserted.ok) return inserted
    return ok(await transaction.appendChange(change(collection, row, 'create')))
  })

const update = (storage: Storage, collection: Collection, before: Prepared, after: Prepared): Promise<unknown> =>
  storage.resources.write(async (transaction) => {
    await transaction.get(collection, after.row.id)
    const index = indexRows(userType, before.attributes)
    const updated = await transaction.update(collection, after.row, index, index)
    if (!updated.ok) return updated
    return ok(await transaction.appendChange(change(collection, after.row, 'update')))
  })

const change = ({ tenantId, directoryId, resourceType }: Collection, row: ResourceRow, kind: 'create' | 'update') => ({
  tenantId,
  directoryId,
  at: 1,
  kind,
  resourceType,
  resourceId: row.id,
  version: row.version,
  actor: { kind: 'client' as const, name: 'OktaSCIM', tokenId: row.id },
  difference: kind === 'create' ? {} : { active: [true, false] },
})

function search(storage: Storage, collection: Collection, filter: string): Promise<unknown> {
  const parsed = parseFilter(filter)
  const bound = parsed.ok ? bindFilter(userType, parsed.value) : parsed
  return bound.ok ? storage.resources.search(collection, { filter: bound.value, startIndex: 1, count: 100 }) : missing()
}

function missing(): never {
  throw new Error('the bench is broken')
}

for (const flush of ['async', 'full'] as const) await measure(flush)
rmSync(folder, { recursive: true })
