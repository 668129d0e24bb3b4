import type { ScimResult } from '../errors.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Selection } from '../project.ts'
import type { RequestedAttributes } from '../requested-attributes.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { suggestion } from '../schema/paths.ts'
import { lookUp, vocabularyOf, type AttributeNode } from '../schema/vocabulary.ts'
import { factAttributes, isFact } from './facts.ts'
import { pathFromV1 } from './paths.ts'
import { nameInV1, WORKSPACE_V1 } from './schema-names.ts'

type Tree = Map<string, true | Tree>

/**
 * `attributes` and `excludedAttributes` as a selection from what {@link representV1} makes. Undefined: all of it. Names of
 * the workspace block may stand without its URN. Fails with `invalidValue` for a name that nobody knows; what stands
 * behind an unknown URN selects nothing.
 */
export function selectFromV1(
  resourceType: ResourceType,
  requested: RequestedAttributes,
): ScimResult<Selection | undefined> {
  if (requested.kind === 'default') return ok(undefined)
  const tree: Tree = new Map()
  for (const name of requested.names) {
    const place = placeOf(resourceType, name)
    if (place === undefined) return unknownName(resourceType, name)
    addPlace(tree, place)
  }
  for (const name of ['schemas', 'id']) {
    if (requested.kind === 'only') tree.set(name, true)
    else tree.delete(name)
  }
  return ok({ kind: requested.kind, tree })
}

function unknownName(resourceType: ResourceType, name: string): ScimResult<never> {
  const detail = `A ${resourceType.name} has no attribute "${name.slice(0, 80)}".${suggestion(resourceType, name)}`
  return fail({ kind: 'invalidValue', path: 'attributes', detail })
}

/** Where an attribute stands in a representation of 1.1, from the outside in. */
function placeOf(resourceType: ResourceType, name: string): readonly string[] | undefined {
  const { paths, schemas } = vocabularyOf(resourceType)
  const path = pathFromV1(name)
  const node = lookUp(paths, path)
  if (node !== undefined) return placeOfNode(node)
  const schema = lookUp(schemas, path)?.schema
  if (schema !== undefined) return [nameInV1(schema)]
  const inBlock = path.toLowerCase().startsWith(`${WORKSPACE_V1}:`) ? path.slice(WORKSPACE_V1.length + 1) : path
  const fact = factAttributes(resourceType).find((one) => one.name.toLowerCase() === inBlock.toLowerCase())
  if (fact !== undefined) return [WORKSPACE_V1, fact.name]
  if (isFact(inBlock)) return [WORKSPACE_V1, inBlock]
  return /^urn:/i.test(path) ? placeBehindUrn(path) : undefined
}

function placeOfNode({ extension, schema, attribute, subAttribute }: AttributeNode): readonly string[] {
  const isManager = schema.alias === 'enterprise' && attribute.name === 'manager'
  const sub = isManager && subAttribute?.name === 'value' ? 'managerId' : subAttribute?.name
  return [...(extension === undefined ? [] : [nameInV1(schema)]), attribute.name, ...(sub === undefined ? [] : [sub])]
}

/** `urn:…:1.0:name`, or a URN alone. */
function placeBehindUrn(path: string): readonly string[] {
  const parts = /^(urn:.*:\d+\.\d+):([^:]+)$/i.exec(path)
  return parts === null ? [path] : [parts[1] ?? '', parts[2] ?? '']
}

function addPlace(tree: Tree, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return
  const branch = tree.get(first)
  if (rest.length === 0 || branch === true) {
    tree.set(first, true)
    return
  }
  const deeper: Tree = branch ?? new Map()
  tree.set(first, deeper)
  addPlace(deeper, rest)
}
