import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import { fail } from '../shared/result.ts'
import { refreshFormattedName } from './body/formatted-name.ts'
import { refuse, settle, type Problems } from './body/problems.ts'
import { isEmpty, keepUnknown, readAttribute, readMembersOf, refuseRepeatedNames } from './body/read-attribute.ts'
import { readMembers } from './body/read-members.ts'
import { keepImmutable, requireDeclared } from './declared-rules.ts'
import type { ScimResult } from './errors.ts'
import { unknownTarget, writeTrail } from './patch/unknown-path.ts'
import type { Attributes, MemberChange } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode, type SchemaNode, type Vocabulary } from './schema/vocabulary.ts'

/** `before`: the stored attributes of the resource that a PUT replaces. */
export type WriteContext = { readonly kind: 'create' } | { readonly kind: 'replace'; readonly before?: Attributes }

export type ValidResource = { readonly attributes: Attributes; readonly members: MemberChange }

/**
 * The body of a POST or PUT as attributes to store, RFC 7644 §3.3, §3.5.1, with the tolerance of scim-clients §4.1 (V, U).
 * Fails with `invalidSyntax` (no object, `schemas` of a wrong shape, one name twice) or `invalidValue`; the detail tells
 * up to three problems, each with its path.
 */
export function validateResource(
  resourceType: ResourceType,
  body: Json,
  context: WriteContext,
): ScimResult<ValidResource> {
  if (!isJsonObject(body)) {
    return fail({
      kind: 'invalidSyntax',
      detail: `The body must be a JSON object that describes a ${resourceType.name}.`,
    })
  }
  const vocabulary = vocabularyOf(resourceType)
  const problems: Problems = []
  const draft: Draft = { out: {}, members: { kind: 'keep' } }
  readBody(vocabulary, resourceType, body, draft, problems)
  const before = context.kind === 'replace' ? context.before : undefined
  keepOrDefault(vocabulary, body, draft.out, before)
  requireAttributes(vocabulary.core, draft.out, problems)
  let attributes: Attributes = draft.out
  if (before !== undefined) {
    attributes = refreshFormattedName(attributes, before, 'put')
    attributes = keepImmutable(resourceType, attributes, before, 'put', problems)
  }
  // what a PUT keeps of the stored resource is not known before it is read
  if (context.kind === 'create' || before !== undefined) requireDeclared(resourceType, attributes, undefined, problems)
  return settle({ attributes, members: draft.members }, problems)
}

type Draft = { readonly out: Record<string, Json>; members: MemberChange }

function readBody(
  vocabulary: Vocabulary,
  resourceType: ResourceType,
  body: JsonObject,
  draft: Draft,
  problems: Problems,
): void {
  let exact = true
  for (const key of Object.keys(body)) {
    const value = body[key] ?? null
    const node = lookUp(vocabulary.attributes, key)
    if (node?.name !== key) exact = false
    if (node === undefined) readElsewhere(vocabulary, resourceType, key, value, draft, problems)
    else if (node.name === 'schemas') checkSchemas(resourceType, value, problems)
    else if (node.attribute.relation === 'members') {
      draft.members = { kind: 'replace', members: readMembers(node, value, problems) }
    } else if (!node.ignored) {
      const read = readAttribute(node, value, problems)
      if (read !== undefined) draft.out[node.name] = read
    }
  }
  if (!exact) refuseRepeatedNames(body, problems)
}

/** An extension, the core schema spelled out, or something this service does not know and keeps (V8). */
function readElsewhere(
  vocabulary: Vocabulary,
  resourceType: ResourceType,
  key: string,
  value: Json,
  draft: Draft,
  problems: Problems,
): void {
  const schema = lookUp(vocabulary.schemas, key)
  if (schema === undefined) return readUnknown(vocabulary, key, value, draft.out, problems)
  if (value === null || value === '') return
  if (!isJsonObject(value)) {
    problems.push({ kind: 'invalidValue', path: key, detail: `${key}: an object is expected.` })
  } else if (schema.core) readBody(vocabulary, resourceType, value, draft, problems)
  else readExtension(schema, value, draft.out, problems)
}

/** `urn:…:User:badge` with anything but an object is a name in a namespace, as it is in a PATCH, and no schema of its own. */
function readUnknown(
  vocabulary: Vocabulary,
  key: string,
  value: Json,
  out: Record<string, Json>,
  problems: Problems,
): void {
  if (isJsonObject(value) || !/^urn:/i.test(key)) return keepUnknown(key, value, out)
  const node = lookUp(vocabulary.paths, key)
  if (node?.extension !== undefined && node.subAttribute === undefined) {
    return readExtensionAttribute(node, node.extension, value, out, problems)
  }
  const target = node === undefined ? unknownTarget(vocabulary, out, key, { implied: true, value }) : undefined
  if (target?.kind !== 'unknown' || target.trail.includes('__proto__')) return keepUnknown(key, value, out)
  Object.assign(out, writeTrail(out, target.trail, value, 'replace', problems))
}

function readExtensionAttribute(
  node: AttributeNode,
  extension: string,
  value: Json,
  out: Record<string, Json>,
  problems: Problems,
): void {
  const read = node.ignored ? undefined : readAttribute(node, value, problems)
  const already = out[extension]
  if (read !== undefined) out[extension] = { ...(isJsonObject(already) ? already : {}), [node.name]: read }
}

function readExtension(schema: SchemaNode, value: JsonObject, out: Record<string, Json>, problems: Problems): void {
  const read: Record<string, Json> = {}
  readMembersOf(value, schema.attributes, read, problems)
  if (isEmpty(read)) return
  const already = out[schema.schema.id]
  out[schema.schema.id] = isJsonObject(already) ? { ...already, ...read } : read
}

const CORE_PREFIX = 'urn:ietf:params:scim:schemas:core:2.0:'

/**
 * `schemas` decides nothing: what a resource has follows from its content (V9). It still tells a request that went to the
 * wrong endpoint: one that names the core schema of another resource type alone.
 */
function checkSchemas(resourceType: ResourceType, value: Json, problems: Problems): void {
  if (!isJsonArray(value) || value.length === 0 || !value.every((urn) => typeof urn === 'string')) {
    problems.push({ kind: 'invalidSyntax', detail: '"schemas" must be an array of schema URNs.' })
    return
  }
  const urns = value.map((urn) => String(urn).toLowerCase())
  const own = resourceType.schema.id.toLowerCase()
  const other = urns.findIndex((urn) => urn.startsWith(CORE_PREFIX) && urn !== own)
  if (other === -1 || urns.includes(own)) return
  problems.push({
    kind: 'invalidValue',
    path: 'schemas',
    detail: `schemas: ${String(value[other])} is not the schema of a ${resourceType.name}. Send it to the endpoint of its own type.`,
  })
}

function keepOrDefault(
  vocabulary: Vocabulary,
  body: JsonObject,
  out: Record<string, Json>,
  before: Attributes | undefined,
): void {
  for (const node of vocabulary.kept) {
    if (out[node.name] !== undefined) continue
    const kept = before?.[node.name]
    const { default: standard, keptWhenOmitted } = node.attribute
    // what has a default cannot be unassigned, so an explicit null keeps it as well: a leaver must not come back by one
    if (kept !== undefined && keptWhenOmitted && (standard !== undefined || !mentions(body, node)))
      out[node.name] = kept
    else if (standard !== undefined) out[node.name] = standard
  }
}

const mentions = (body: JsonObject, node: AttributeNode): boolean =>
  Object.keys(body).some((key) => key.toLowerCase() === node.name.toLowerCase())

function requireAttributes(schema: SchemaNode, attributes: JsonObject, problems: Problems): void {
  for (const node of schema.required) {
    if (attributes[node.name] !== undefined) continue
    // a value that was refused has been told already
    if (problems.some((problem) => 'path' in problem && problem.path === node.label)) continue
    refuse(problems, node, 'a value is required. Check the attribute mapping at the identity provider.')
  }
}
