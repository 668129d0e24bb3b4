import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import type { Representation } from './representation.ts'
import type { RequestedAttributes } from './requested-attributes.ts'
import type { ResourceType } from './schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode, type Vocabulary } from './schema/vocabulary.ts'

/**
 * What of a representation is kept: a tree of names, `true` for all of an attribute. `hidden` goes from what `only` keeps.
 * Names are canonical, or in lower case.
 */
export type Selection = { readonly kind: 'only' | 'except'; readonly tree: Tree; readonly hidden?: Tree }

type Tree = ReadonlyMap<string, true | Tree>

/**
 * RFC 7644 §3.9 with what RFC 7643 §7 says of `returned`. Undefined: everything that is returned by default, so the finished
 * text can be sent. Unknown names select nothing. `written` is the body of a write: what is returned on request alone also
 * goes to a client that has just written it, so whatever the body names does.
 */
export function selectAttributes(
  resourceType: ResourceType,
  requested: RequestedAttributes,
  written = '',
): Selection | undefined {
  const { always, alwaysSubs, onRequest } = returnedOf(resourceType)
  if (requested.kind === 'default' && onRequest.length === 0) return undefined
  const vocabulary = vocabularyOf(resourceType)
  const names = requested.kind === 'default' ? [] : requested.names
  const tree: MutableTree = new Map()
  for (const name of names) addName(tree, vocabulary, name)
  if (requested.kind === 'only') return onlyThese(vocabulary, names, tree, resourceType)
  const body = onRequest.length === 0 ? '' : written.toLowerCase()
  for (const node of onRequest) if (!body.includes(node.name.toLowerCase())) addPath(tree, pathOf(node))
  for (const node of always) partExtension(tree, vocabulary, node)
  for (const node of [...always, ...alwaysSubs]) removePath(tree, pathOf(node))
  return { kind: 'except', tree }
}

/** What is always returned comes too, and what must be asked for by its own name does not come with its attribute. */
function onlyThese(
  vocabulary: Vocabulary,
  names: readonly string[],
  tree: MutableTree,
  resourceType: ResourceType,
): Selection {
  const { always, alwaysSubs, onRequest } = returnedOf(resourceType)
  for (const node of always) addPath(tree, pathOf(node))
  for (const node of alwaysSubs) if (holdsPartOf(tree, node)) addPath(tree, pathOf(node))
  const asked = new Set(
    names.flatMap((name) => {
      const node = lookUp(vocabulary.paths, name)
      return node === undefined ? [] : [node, vocabulary.parents.get(node)]
    }),
  )
  const hidden: MutableTree = new Map()
  for (const node of onRequest) if (!asked.has(node)) addPath(hidden, pathOf(node))
  return hidden.size === 0 ? { kind: 'only', tree } : { kind: 'only', tree, hidden }
}

type Returned = {
  readonly always: readonly AttributeNode[]
  /** Sub-attributes that come wherever their attribute does. */
  readonly alwaysSubs: readonly AttributeNode[]
  /** Attributes and sub-attributes that come when they are asked for by name. */
  readonly onRequest: readonly AttributeNode[]
}

const returnedByType = new WeakMap<ResourceType, Returned>()

function returnedOf(resourceType: ResourceType): Returned {
  const known = returnedByType.get(resourceType)
  if (known !== undefined) return known
  const { attributes, schemas } = vocabularyOf(resourceType)
  const maps = [attributes, ...[...schemas.values()].map((node) => node.attributes)]
  const tops = [...new Set(maps.flatMap((names) => [...names.values()]))]
  const subs = [...new Set(tops.flatMap((top) => [...(top.subs?.values() ?? [])]))]
  const returned = {
    always: tops.filter(({ attribute }) => attribute.returned === 'always'),
    alwaysSubs: subs.filter(({ subAttribute }) => subAttribute?.returned === 'always'),
    onRequest: [...tops, ...subs].filter((node) => (node.subAttribute ?? node.attribute).returned === 'request'),
  }
  returnedByType.set(resourceType, returned)
  return returned
}

/** Whether the tree holds some of the attribute that a sub-attribute belongs to, but not all. */
function holdsPartOf(tree: MutableTree, { extension, attribute }: AttributeNode): boolean {
  const outside = extension === undefined ? tree : tree.get(extension)
  return outside instanceof Map && outside.get(attribute.name) instanceof Map
}

/** The selected part of a representation, in its order. */
export function project({ kind, tree, hidden }: Selection, representation: Representation): Representation {
  if (kind === 'except') return drop(representation, tree)
  const kept = keep(representation, tree)
  return hidden === undefined ? kept : drop(kept, hidden)
}

/** Whether the relation is part of the answer; if not, nobody needs to read it. */
export const wantsMembers = (selection: Selection | undefined): boolean => wants(selection, 'members')
export const wantsGroups = (selection: Selection | undefined): boolean => wants(selection, 'groups')

function wants(selection: Selection | undefined, name: string): boolean {
  if (selection === undefined) return true
  return selection.kind === 'only' ? selection.tree.has(name) : selection.tree.get(name) !== true
}

type MutableTree = Map<string, true | MutableTree>

function addName(tree: MutableTree, vocabulary: Vocabulary, name: string): void {
  const node = lookUp(vocabulary.paths, name)
  const schema = node === undefined ? lookUp(vocabulary.schemas, name) : undefined
  if (node !== undefined) addPath(tree, pathOf(node))
  else if (schema === undefined) addUnknown(tree, name.toLowerCase())
  else if (schema.core) for (const top of schema.attributes.values()) addPath(tree, [top.name])
  else addPath(tree, [schema.schema.id])
}

/** Where it stands is not known before there is a resource: behind a URN, it is a namespace or a name in one. */
function addUnknown(tree: MutableTree, name: string): void {
  addPath(tree, [name])
  const colon = name.lastIndexOf(':')
  if (name.startsWith('urn:')) addPath(tree, [name.slice(0, colon), ...name.slice(colon + 1).split('.')])
  else if (name.includes('.')) addPath(tree, name.split('.'))
}

const pathOf = (node: AttributeNode): readonly string[] => [
  ...(node.extension === undefined ? [] : [node.extension]),
  node.attribute.name,
  ...(node.subAttribute === undefined ? [] : [node.subAttribute.name]),
]

function addPath(tree: MutableTree, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return
  const branch = tree.get(first)
  if (rest.length === 0 || branch === true) {
    tree.set(first, true)
    return
  }
  const deeper: MutableTree = branch ?? new Map()
  tree.set(first, deeper)
  addPath(deeper, rest)
}

function removePath(tree: MutableTree, [first = '', ...rest]: readonly string[]): void {
  const branch = tree.get(first)
  if (rest.length === 0) tree.delete(first)
  else if (branch instanceof Map) removePath(branch, rest)
}

/** An extension that would go as a whole goes attribute by attribute, so that one of them can stay. */
function partExtension(tree: MutableTree, { schemas }: Vocabulary, { extension }: AttributeNode): void {
  if (extension === undefined || tree.get(extension) !== true) return
  const names = [...(schemas.get(extension)?.attributes.values() ?? [])].map(({ name }) => name)
  tree.set(extension, new Map(names.map((name) => [name, true])))
}

const branchOf = (tree: Tree, name: string): true | Tree | undefined => tree.get(name) ?? tree.get(name.toLowerCase())

function keep(object: JsonObject, tree: Tree): JsonObject {
  const kept: Record<string, Json> = {}
  for (const name of Object.keys(object)) {
    const branch = branchOf(tree, name)
    const value = object[name]
    if (branch === undefined || value === undefined) continue
    const part = branch === true ? value : within(value, (inner) => keep(inner, branch))
    if (part !== undefined) kept[name] = part
  }
  return kept
}

function drop(object: JsonObject, tree: Tree): JsonObject {
  const kept: Record<string, Json> = {}
  for (const name of Object.keys(object)) {
    const branch = branchOf(tree, name)
    const value = object[name]
    if (branch === true || value === undefined) continue
    const part = branch === undefined ? value : within(value, (inner) => drop(inner, branch))
    if (part !== undefined) kept[name] = part
  }
  return kept
}

/** Undefined when nothing is left. */
function within(value: Json, change: (object: JsonObject) => JsonObject): Json | undefined {
  if (isJsonArray(value)) {
    const elements = value.flatMap((element) => within(element, change) ?? [])
    return elements.length === 0 ? undefined : elements
  }
  if (!isJsonObject(value)) return value
  const changed = change(value)
  return Object.keys(changed).length === 0 ? undefined : changed
}
