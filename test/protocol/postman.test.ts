import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { runPostman, type NewmanSummary } from '../support/newman.ts'
import { type EmptyApp, startEmptyApp } from '../support/start-empty-app.ts'

const ADMINISTRATOR = { username: 'admin', password: 'quiet harbour lantern seven' }

let app: EmptyApp
before(async () => {
  app = await startEmptyApp(ADMINISTRATOR)
})
after(() => app.close())

test('the Postman collection carries out the guide from an empty store and cleans up after itself', async () => {
  const { executions, failures } = (await runCollection()).run
  assert.deepEqual(
    failures.map(({ error }) => error.message),
    [],
  )
  for (const { item, request, assertions } of executions) {
    assert.ok((assertions ?? []).length > 0, `"${item.name}" tests nothing`)
    assert.ok(request.url.toString().startsWith(`${app.base}/`), `"${item.name}" asks somebody else`)
  }
  assert.deepEqual(
    executions.map(({ item }) => item.name),
    requestNames(),
  )
})

test('it can be run again, because it leaves nothing behind', async () => {
  assert.equal((await runCollection()).run.failures.length, 0)
})

test('the environment ships without secrets', () => {
  const { values } = read('environment') as { values: { key: string; value: string; type: string }[] }
  for (const { key, value, type } of values) if (type === 'secret') assert.equal(value, '', key)
})

function runCollection(): Promise<NewmanSummary> {
  const variables = { base: app.base, ...ADMINISTRATOR }
  return runPostman({
    collection: read('collection'),
    environment: read('environment'),
    envVar: Object.entries(variables).map(([key, value]) => ({ key, value })),
  })
}

function requestNames(): string[] {
  const { item: folders } = read('collection') as { item: { item: { name: string }[] }[] }
  return folders.flatMap(({ item: requests }) => requests.map(({ name }) => name))
}

function read(what: 'collection' | 'environment'): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../docs/postman/muster.postman_${what}.json`, import.meta.url), 'utf8'),
  ) as unknown
}
