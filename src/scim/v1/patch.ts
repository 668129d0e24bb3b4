import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import { settle, type Problems } from '../body/problems.ts'
import { readAttribute } from '../body/read-attribute.ts'
import type { ScimError, ScimResult } from '../errors.ts'
import { applyPatch, type PatchOutcome } from '../patch/apply.ts'
import type { PatchOperation } from '../patch/parse.ts'
import type { Attributes } from '../resource.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode } from '../schema/vocabulary.ts'
import type { Home } from './home.ts'
import { splitMarked, type MarkedElements } from './marked-elements.ts'
import { mergeElements } from './merge-elements.ts'
import { pathFromV1 } from './paths.ts'
import { blockFromV1 } from './read-block.ts'
import { bodyFromV1 } from './read-body.ts'
import { withoutDefaultDomain } from './settle-domain.ts'

/** A PATCH of 1.1 in the words of the model: what is removed first, then the part of a resource that is merged. */
export type PartialResource = { readonly removed: readonly string[]; readonly body: JsonObject }

/**
 * SCIM 1.1 §3.3.2: the body is a part of the resource, and `meta.attributes` lists what is to be removed. Fails with
 * `invalidSyntax` (no object, `meta.attributes` is no list of names, or a PATCH of 2.0 went to the wrong address).
 */
export function parsePartial(resourceType: ResourceType, body: Json): ScimResult<PartialResource> {
  const read = bodyFromV1(resourceType, body)
  if (!read.ok) return read
  if (isJsonArray(fieldOf(body, 'operations'))) return fail(WRONG_DIALECT)
  const listed = fieldOf(fieldOf(body, 'meta'), 'attributes') ?? []
  const names = isJsonArray(listed) ? listed : [listed]
  if (!names.every((name) => typeof name === 'string')) {
    return fail({ kind: 'invalidSyntax', detail: '"meta.attributes" must be a list of attribute names.' })
  }
  return ok({ removed: names.map(pathFromV1).filter((name) => name !== ''), body: inBlocks(resourceType, read.value) })
}

/**
 * A key that PATCH would take for the path of an extension attribute (`domain`, `urn:…:1.0:domain`) is written into its
 * block, so that whoever looks for the domain of a body finds it.
 */
function inBlocks(resourceType: ResourceType, body: JsonObject): JsonObject {
  const { attributes, paths, schemas } = vocabularyOf(resourceType)
  const out: Record<string, Json> = {}
  for (const [key, value] of Object.entries(body)) {
    const node = lookUp(attributes, key) === undefined ? lookUp(paths, pathFromV1(key)) : undefined
    const schema = node?.subAttribute === undefined ? schemas.get(node?.extension ?? '') : undefined
    if (node === undefined || schema === undefined) out[key] ??= value
    else {
      const block = out[schema.schema.id] ?? body[schema.schema.id]
      out[schema.schema.id] = { ...(isJsonObject(block) ? block : {}), ...blockFromV1(schema, { [node.name]: value }) }
    }
  }
  return out
}

const WRONG_DIALECT: ScimError = {
  kind: 'invalidSyntax',
  detail:
    'This is a PATCH of SCIM 2.0, and this address speaks SCIM 1.1: send the part of the resource that changes, or use the base URL /scim/v2.',
}

/** What the resource becomes, by the rules of {@link applyPatch}: all or nothing, and nothing given is changed. */
export function patchFromV1(
  resourceType: ResourceType,
  home: Home,
  before: Attributes,
  partial: PartialResource,
): ScimResult<PatchOutcome> {
  const body = withoutDefaultDomain(resourceType, home, before, partial.body)
  const operations = operationsOf(resourceType, before, { ...partial, body })
  return operations.ok ? applyPatch(resourceType, before, operations.value) : operations
}

function operationsOf(
  resourceType: ResourceType,
  before: Attributes,
  { removed, body }: PartialResource,
): ScimResult<readonly PatchOperation[]> {
  const { attributes } = vocabularyOf(resourceType)
  const gone = new Set(removed.flatMap((path) => lookUp(attributes, path)?.name ?? []))
  const operations: PatchOperation[] = removed.map((path) => ({ op: 'remove', path, position: 0 }))
  for (const [key, value] of Object.entries(body)) {
    const node = lookUp(attributes, key)
    const made =
      node === undefined || !node.attribute.multiValued || node.ignored
        ? ok([written(key, value)])
        : elementOperations(node, before, value, gone.has(node.name))
    if (!made.ok) return made
    operations.push(...made.value)
  }
  return ok(operations)
}

/** Without a path, so that what cannot be written is passed over and objects are merged. */
const written = (key: string, value: Json): PatchOperation => ({ op: 'replace', value: { [key]: value }, position: 0 })

/** Access keeps at most one of each kind; of the others, such as entitlements, a person has many. */
const ONE_PER_TYPE: ReadonlySet<string> = new Set(['emails', 'phoneNumbers', 'addresses'])

function elementOperations(
  node: AttributeNode,
  before: Attributes,
  value: Json,
  emptied: boolean,
): ScimResult<readonly PatchOperation[]> {
  const marked = splitMarked(node.name, value)
  if (!marked.ok) return marked
  if (node.attribute.relation === 'members') return ok(memberOperations(marked.value, emptied))
  const read = readMarked(node, marked.value)
  if (!read.ok) return read
  const stored = emptied ? [] : listOf(before[node.name])
  const next = mergeElements(stored, read.value, ONE_PER_TYPE.has(node.name))
  return ok([{ op: 'replace', path: node.name, value: next, position: 0 }])
}

/** SCIM 1.1 §3.3.2: to delete is pointless, and ignored, when all of the attribute goes. */
function memberOperations({ added, deleted }: MarkedElements, emptied: boolean): readonly PatchOperation[] {
  const path = 'members'
  return [
    ...(deleted.length > 0 && !emptied ? [{ op: 'remove', path, value: deleted, position: 0 } as const] : []),
    ...(added.length > 0 ? [{ op: 'add', path, value: added, position: 0 } as const] : []),
  ]
}

function readMarked(node: AttributeNode, { added, deleted }: MarkedElements): ScimResult<MarkedElements> {
  const problems: Problems = []
  const marked = {
    added: listOf(readAttribute(node, added, problems)),
    deleted: listOf(readAttribute(node, deleted, problems)),
  }
  return settle(marked, problems)
}

const listOf = (value: Json | undefined): readonly Json[] => (isJsonArray(value) ? value : [])

function fieldOf(object: Json | undefined, name: string): Json | undefined {
  if (!isJsonObject(object)) return undefined
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : object[key]
}
