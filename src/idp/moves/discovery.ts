import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Step, Stopped } from '../checks.ts'
import { at, listAt, numberAt, objectAt, textAt } from '../read-json.ts'
import { isTaken, readList, shouldBeScimJson } from '../wire/judge.ts'
import type { RemoteApp } from './remote-app.ts'

const DOING = { act: 'connect', collection: 'Users', name: '' } as const

/** One document of RFC 7644 §4. */
async function readDocument(app: RemoteApp, target: string): Promise<Result<JsonObject, Stopped>> {
  const answer = await app.transport.get(target)
  const step = app.checks.step('discover', answer.request)
  if (!isTaken(step, answer, [200], app.says(DOING, answer))) return step.stop()
  const document = objectAt(answer.json)
  step.must('the body is an object', document !== undefined, answer.text, app.says(DOING, answer))
  if (document === undefined) return step.stop()
  shouldBeScimJson(step, answer)
  shouldHaveNoNulls(step, document)
  return ok(document)
}

/** `/Schemas` and `/ResourceTypes`: a ListResponse of documents. */
export async function readDocuments(app: RemoteApp, target: string): Promise<Result<readonly JsonObject[], Stopped>> {
  const answer = await app.transport.get(target)
  const step = app.checks.step('discover', answer.request)
  const reads = app.says(DOING, answer)
  const list = readList(step, answer, { refused: reads, unreadable: reads })
  if (list === undefined) return step.stop()
  step.must('there is at least one', list.resources.length > 0, answer.text, reads)
  step.should('every document is there', list.total === list.resources.length, list.total)
  for (const document of list.resources) shouldHaveNoNulls(step, document)
  return ok(list.resources)
}

export type Features = {
  readonly patch: boolean
  readonly filter: boolean
  /** Absent or 0 where bulk is not offered. */
  readonly maxOperations: number
}

/** Read strictly, as clients do that choose their verbs by it (RFC 7643 §5). */
export async function readFeatures(app: RemoteApp): Promise<Result<Features, Stopped>> {
  const read = await readDocument(app, '/ServiceProviderConfig')
  if (!read.ok) return read
  const config = read.value
  const step = app.checks.step('discover', 'GET /ServiceProviderConfig')
  for (const feature of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag']) {
    const supported = at(config, feature, 'supported')
    step.must(`${feature}.supported is a boolean`, typeof supported === 'boolean', config)
  }
  const limits = [
    ['bulk', 'maxOperations'],
    ['bulk', 'maxPayloadSize'],
    ['filter', 'maxResults'],
  ] as const
  for (const [feature, limit] of limits) {
    step.must(`${feature}.${limit} is a number`, numberAt(config, feature, limit) !== undefined, config)
  }
  const schemes = listAt(config, 'authenticationSchemes')
  const described = schemes?.every((each) => ['type', 'name', 'description'].every((key) => textAt(each, key)))
  step.must('every authentication scheme has a type, a name and a description', described ?? false, config)
  return ok({
    patch: at(config, 'patch', 'supported') === true,
    filter: at(config, 'filter', 'supported') === true,
    maxOperations: numberAt(config, 'bulk', 'maxOperations') ?? 0,
  })
}

/** Everything that a connector asks for which builds its own schema from the server's, document by document. */
export async function discoverAll(app: RemoteApp): Promise<Result<readonly JsonObject[], Stopped>> {
  const features = await readFeatures(app)
  if (!features.ok) return features
  const types = await readDocuments(app, '/ResourceTypes')
  if (!types.ok) return types
  const schemas = await readDocuments(app, '/Schemas')
  if (!schemas.ok) return schemas
  const known = new Set(schemas.value.map((schema) => textAt(schema, 'id')))
  const step = app.checks.step('discover', 'GET /ResourceTypes')
  for (const name of ['User', 'Group']) {
    const type = types.value.find((each) => textAt(each, 'name') === name)
    step.must(`there is a resource type ${name}`, type !== undefined, types.value)
    const schema = textAt(type, 'schema')
    step.must(`/Schemas has the schema of ${name}`, known.has(schema), schema)
    const alone = await readDocument(app, `/ResourceTypes/${name}`)
    if (!alone.ok) return alone
    step.should(`/ResourceTypes/${name} says the same alone`, textAt(alone.value, 'schema') === schema, alone.value)
    const document = await readDocument(app, `/Schemas/${schema ?? ''}`)
    if (!document.ok) return document
    step.should(
      'a schema alone has attributes',
      (listAt(document.value, 'attributes')?.length ?? 0) > 0,
      document.value,
    )
  }
  return schemas
}

/** Microsoft's portal reads a `null` in a schema as a broken server. */
function shouldHaveNoNulls(step: Step, document: JsonObject): void {
  step.should('nothing in it is null', !hasNull(document), textAt(document, 'id') ?? 'a document')
}

function hasNull(json: Json): boolean {
  if (json === null) return true
  if (isJsonArray(json)) return json.some(hasNull)
  return isJsonObject(json) && Object.values(json).some(hasNull)
}
