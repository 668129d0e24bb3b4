import { jsonEqual } from '../../shared/json.ts'
import type { Attribute, ResourceType } from './attribute.ts'
import { vocabularyOf, type AttributeNode } from './vocabulary.ts'

/** What a new definition of a resource type means for the resources that are there. Sub-attributes count on their own. */
export type TypeChange = {
  readonly before: ResourceType
  readonly after: ResourceType
  /** No longer declared. */
  readonly removed: readonly AttributeNode[]
  /** Declared such that stored values would mean something else: as they were before. */
  readonly altered: readonly AttributeNode[]
  /** Declared now and not before: values of this name may be stored all the same. */
  readonly added: readonly AttributeNode[]
  /** Unique now, and among these resources not before. */
  readonly unique: readonly AttributeNode[]
  /** Unique before under a name under which they are not unique now. */
  readonly freed: readonly AttributeNode[]
}

/** Undefined when nothing changes for resources. */
export function compareTypes(before: ResourceType, after: ResourceType): TypeChange | undefined {
  if (before === after) return undefined
  const old = declaredBy(before)
  const now = declaredBy(after)
  const both = [...old.values()].flatMap((node) => {
    const other = now.get(node.indexPath)
    return other === undefined ? [] : [{ node, other }]
  })
  return {
    before,
    after,
    removed: [...old.values()].filter(({ indexPath }) => !now.has(indexPath)),
    altered: both.filter(({ node, other }) => isAltered(leafOf(node), leafOf(other))).map(({ node }) => node),
    added: [...now.values()].filter(({ indexPath }) => !old.has(indexPath)),
    unique: [...now.values()].filter(({ indexPath, unique }) => unique && !sameUnique(old.get(indexPath), unique)),
    freed: [...old.values()].filter(({ indexPath, unique }) => unique && !sameUnique(now.get(indexPath), unique)),
  }
}

/** By index path: the attributes of the core schema and of the extensions, with their sub-attributes. */
function declaredBy(resourceType: ResourceType): ReadonlyMap<string, AttributeNode> {
  const found = new Map<string, AttributeNode>()
  for (const schema of new Set(vocabularyOf(resourceType).schemas.values())) {
    for (const top of schema.attributes.values()) {
      found.set(top.indexPath, top)
      for (const sub of top.subs?.values() ?? []) found.set(sub.indexPath, sub)
    }
  }
  return found
}

const leafOf = (node: AttributeNode): Attribute => node.subAttribute ?? node.attribute

const isAltered = (old: Attribute, now: Attribute): boolean =>
  old.type !== now.type ||
  old.multiValued !== now.multiValued ||
  old.caseExact !== now.caseExact ||
  (old.returned === 'never') !== (now.returned === 'never')

const sameUnique = (node: AttributeNode | undefined, unique: AttributeNode['unique']): boolean =>
  jsonEqual(node?.unique, unique)
