import { isJsonArray, isJsonObject, jsonEqual, type Json } from '../shared/json.ts'
import { refuse, type Problems } from './body/problems.ts'
import { storedValue, withValue } from './patch/stored-value.ts'
import type { Attributes } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'
import { vocabularyOf, type AttributeNode, type SchemaNode } from './schema/vocabulary.ts'

/**
 * What the declaration of a resource type says about a resource as a whole, whoever wrote it and by which verb: `required`
 * and `immutable` (RFC 7643 §7). One look per write, at the outcome; a type that declares neither costs nothing.
 */
type Rules = {
  /** A whole attribute, or a sub-attribute of one that has a single value. */
  readonly immutable: readonly AttributeNode[]
  readonly requiredSubs: readonly { readonly top: AttributeNode; readonly subs: readonly AttributeNode[] }[]
  readonly requiredExtensions: readonly SchemaNode[]
  readonly extensions: readonly SchemaNode[]
}

const known = new WeakMap<ResourceType, Rules>()

function rulesOf(resourceType: ResourceType): Rules {
  const made = known.get(resourceType)
  if (made !== undefined) return made
  const rules = makeRules(resourceType)
  known.set(resourceType, rules)
  return rules
}

function makeRules(resourceType: ResourceType): Rules {
  const { attributes, schemas } = vocabularyOf(resourceType)
  const extensions = [...new Set(schemas.values())].filter(({ core }) => !core)
  const tops = [attributes, ...extensions.map((node) => node.attributes)]
    .flatMap((names) => [...new Set(names.values())])
    .filter((top) => !top.ignored && top.attribute.relation === undefined)
  const required = new Set(resourceType.extensions.filter((each) => each.required).map(({ schema }) => schema.id))
  return {
    immutable: tops.flatMap((top) => [top, ...(top.attribute.multiValued ? [] : subsOf(top))]).filter(isImmutable),
    requiredSubs: tops
      .map((top) => ({
        top,
        subs: subsOf(top).filter(({ ignored, subAttribute }) => !ignored && subAttribute?.required),
      }))
      .filter(({ subs }) => subs.length > 0),
    requiredExtensions: extensions.filter(({ schema }) => required.has(schema.id)),
    extensions: extensions.filter((node) => node.required.length > 0),
  }
}

const subsOf = (top: AttributeNode): readonly AttributeNode[] => [...new Set(top.subs?.values() ?? [])]

const isImmutable = ({ attribute, subAttribute }: AttributeNode): boolean =>
  (subAttribute ?? attribute).mutability === 'immutable'

/**
 * RFC 7644 §3.5.1, §3.5.2: an immutable attribute takes its first value and no other; `mutability` else. A PUT that does
 * not speak of it leaves it, a PATCH that removes it is refused.
 */
export function keepImmutable(
  resourceType: ResourceType,
  attributes: Attributes,
  before: Attributes,
  verb: 'put' | 'patch',
  problems: Problems,
): Attributes {
  let kept = attributes
  for (const node of rulesOf(resourceType).immutable) {
    const old = valueAt(before, node)
    const value = valueAt(kept, node)
    if (old === undefined || jsonEqual(old, value)) continue
    if (value === undefined && verb === 'put') kept = withValueAt(kept, before, node, old)
    else problems.push({ kind: 'mutability', path: node.label, detail: cannotChange(node) })
  }
  return kept
}

const cannotChange = ({ label }: AttributeNode): string =>
  `"${label}" cannot be changed once it has a value. Leave it out of the request, or send the value it has.`

function valueAt(attributes: Attributes, node: AttributeNode): Json | undefined {
  const top = storedValue(attributes, { ...node, name: node.attribute.name })
  if (node.subAttribute === undefined) return top
  return isJsonObject(top) ? top[node.name] : undefined
}

function withValueAt(attributes: Attributes, before: Attributes, node: AttributeNode, value: Json): Attributes {
  const top: AttributeNode = { ...node, name: node.attribute.name }
  if (node.subAttribute === undefined) return withValue(attributes, top, value)
  const now = storedValue(attributes, top)
  return withValue(attributes, top, { ...(isJsonObject(now) ? now : {}), [node.name]: value })
}

/**
 * What a POST or PUT must hold beside the required attributes of the core: required extensions, the required attributes of
 * each extension there is, the required sub-attributes of each value there is. Of a PATCH, only what it made so is told: an
 * older resource may lack what was declared later, and must still be possible to deactivate.
 */
export function requireDeclared(
  resourceType: ResourceType,
  attributes: Attributes,
  before: Attributes | undefined,
  problems: Problems,
): void {
  const rules = rulesOf(resourceType)
  for (const { schema } of rules.requiredExtensions) {
    if (attributes[schema.id] !== undefined || (before !== undefined && before[schema.id] === undefined)) continue
    const detail = `${schema.id}: this extension is required. Check the attribute mapping at the identity provider.`
    problems.push({ kind: before === undefined ? 'invalidValue' : 'mutability', path: schema.id, detail })
  }
  for (const node of rules.extensions) requireInExtension(node, attributes, before, problems)
  for (const { top, subs } of rules.requiredSubs) requireSubs(top, subs, attributes, before, problems)
}

function requireInExtension(
  { schema, required }: SchemaNode,
  attributes: Attributes,
  before: Attributes | undefined,
  problems: Problems,
): void {
  const extension = attributes[schema.id]
  if (!isJsonObject(extension)) return
  const old = before?.[schema.id]
  for (const node of required) {
    if (extension[node.name] !== undefined || isTold(problems, node)) continue
    if (isJsonObject(old) && old[node.name] === undefined) continue
    refuse(problems, node, 'a value is required. Check the attribute mapping at the identity provider.')
  }
}

function requireSubs(
  top: AttributeNode,
  subs: readonly AttributeNode[],
  attributes: Attributes,
  before: Attributes | undefined,
  problems: Problems,
): void {
  const value = storedValue(attributes, top)
  const old = before === undefined ? undefined : storedValue(before, top)
  if (value === undefined || value === old) return
  const elements = isJsonArray(value) ? value : [value]
  const were: readonly (Json | undefined)[] = isJsonArray(old) ? old : [old]
  for (const sub of subs) {
    const lacks = (element: Json | undefined): boolean => isJsonObject(element) && element[sub.name] === undefined
    if (isTold(problems, sub) || !elements.some((element) => lacks(element) && !were.includes(element))) continue
    if (!isJsonArray(value) && lacks(old)) continue
    refuse(problems, sub, 'a value is required. Check the attribute mapping at the identity provider.')
  }
}

/** A value that was refused has been told already. */
const isTold = (problems: Problems, { label }: AttributeNode): boolean =>
  problems.some((problem) => 'path' in problem && problem.path === label)
