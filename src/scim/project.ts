import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import type { Representation } from './representation.ts'
import type { RequestedAttributes } from './requested-attributes.ts'
import type { ResourceType } from './schema/attribute.ts'
import { lookUp, vocabularyOf, type AttributeNode, type Vocabulary } from './schema/vocabulary.ts'

/** What of a representation is kept: a tree of canonical names, `true` for all of an attribute. */
export type Selection = { readonly kind: 'only' | 'except'; readonly tree: Tree }

type Tree = ReadonlyMap<string, true | Tree>

/** RFC 7643 §7 `returned: always`. */
const ALWAYS = ['schemas', 'id']

/** Undefined: everything that is returned by default, so the finished text can be sent. Unknown names select nothing. */
export function selectAttributes(resourceType: ResourceType, requested: RequestedAttributes): Selection | undefined {
  if (requested.kind === 'default') return undefined
  const vocabulary = vocabularyOf(resourceType)
  const tree: MutableTree = new Map()
  for (const name of requested.names) addName(tree, vocabulary, name)
  if (requested.kind === 'only') for (const name of ALWAYS) tree.set(name, true)
  else for (const name of ALWAYS) tree.delete(name)
  return { kind: requested.kind, tree }
}

/** The selected part of a representation, in its order. */
export function project(selection: Selection, representation: Representation): Representation {
  return selection.kind === 'only' ? keep(representation, selection.tree) : drop(representation, selection.tree)
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
  else if (schema === undefined) addPath(tree, [name])
  else if (schema.core) for (const top of schema.attributes.values()) addPath(tree, [top.name])
  else addPath(tree, [schema.schema.id])
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

function keep(object: JsonObject, tree: Tree): JsonObject {
  const kept: Record<string, Json> = {}
  for (const name of Object.keys(object)) {
    const branch = tree.get(name)
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
    const branch = tree.get(name)
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
