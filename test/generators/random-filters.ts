import type { ResourceType } from '../../src/scim/schema/attribute.ts'
import { vocabularyOf, type AttributeNode } from '../../src/scim/schema/vocabulary.ts'
import { pick, randomLiteral, type Random } from './random-values.ts'

const TEXT = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'] as const
const ORDERED = ['eq', 'ne', 'gt', 'lt', 'ge', 'le'] as const
const EQUAL = ['eq', 'ne'] as const

const TAGS = ['W/"2"', '3', '"W/\\"1\\""', '"x"']

/** Filters over everything that a type knows, in every spelling it knows them by. */
export function randomFilters(random: Random, type: ResourceType): () => string {
  const known = [...vocabularyOf(type).paths].filter(
    ([, node]) => node.attribute.returned !== 'never' && !isRelation(node),
  )
  const byPath = Map.groupBy(known, ([, node]) => node.indexPath)
  const paths = [...byPath.keys()]
  const path = (): readonly [string, AttributeNode] => {
    const spellings = byPath.get(pick(random, paths)) ?? known
    // the first one is what people write; the others are URNs
    return random(2) === 0 ? (spellings[0] ?? pick(random, known)) : pick(random, spellings)
  }

  const filter = (depth: number): string => {
    const kind = random(depth > 0 ? 10 : 5)
    if (kind === 5) return `${inAnyCase(random, 'not')} (${filter(depth - 1)})`
    if (kind > 5) return joined(random, () => filter(depth - 1))
    const [text, node] = path()
    if (node.subs !== undefined || (node.attribute.multiValued && node.subAttribute === undefined && kind < 2))
      return ofElements(random, text, node)
    return leaf(random, text, node, type)
  }
  return () => filter(3)
}

const isRelation = (node: AttributeNode): boolean => node.attribute.relation !== undefined

function ofElements(random: Random, text: string, node: AttributeNode): string {
  if (node.schema.id === '' || random(6) === 0) return `${text} pr`
  const subs = [...new Set(node.subs?.values() ?? [])]
  const sub = (): string => {
    if (subs.length === 0) return leaf(random, 'value', node)
    const chosen = pick(random, subs)
    return leaf(random, chosen.name, chosen)
  }
  const inner = (depth: number): string => {
    const kind = random(depth > 0 ? 6 : 2)
    if (kind === 2) return `not (${inner(depth - 1)})`
    return kind > 2 ? joined(random, () => inner(depth - 1)) : sub()
  }
  // scim-clients F1
  return `${text}[${inner(2)}]${random(8) === 0 ? `.${sub()}` : ''}`
}

function joined(random: Random, operand: () => string): string {
  const word = inAnyCase(random, random(2) === 0 ? 'and' : 'or')
  const [left, right] = [operand(), operand()]
  return random(3) === 0 ? `${left} ${word} ${right}` : `(${left}) ${word} (${right})`
}

function leaf(random: Random, text: string, node: AttributeNode, type?: ResourceType): string {
  if (random(6) === 0) return `${text} ${inAnyCase(random, 'pr')}`
  if (node.schema.id === '' && type !== undefined) return common(random, text, node, type)
  const attribute = node.subAttribute ?? node.attribute
  if (random(20) === 0) return `${text} ${inAnyCase(random, pick(random, EQUAL))} null`
  const operators = OPERATORS[attribute.type] ?? TEXT
  return `${text} ${inAnyCase(random, pick(random, operators))} ${randomLiteral(random, attribute)}`
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  boolean: EQUAL,
  binary: EQUAL,
  integer: ORDERED,
  decimal: ORDERED,
  dateTime: ORDERED,
}

/** What every resource has: RFC 7643 §3.1. */
function common(random: Random, text: string, node: AttributeNode, type: ResourceType): string {
  const urns = [type.schema.id, ...type.extensions.map(({ schema }) => schema.id), 'urn:example:unknown']
  switch (node.indexPath) {
    case 'schemas':
      return `${text} ${pick(random, TEXT)} "${pick(random, urns)}"`
    case 'id':
      return `${text} ${pick(random, TEXT)} "id-${random(40)}"`
    case 'externalId':
      return `${text} ${pick(random, TEXT)} "${pick(random, ['e-1', 'E', '1', '%', '\u{1F600}'])}"`
    case 'meta.resourceType':
      return `${text} ${pick(random, TEXT)} "${pick(random, [type.name, 'User', type.name.slice(0, 3)])}"`
    case 'meta.location':
      return `${text} ${pick(random, EQUAL)} "https://a.example${type.endpoint}/id-${random(20)}"`
    case 'meta.version':
      return `${text} ${pick(random, EQUAL)} ${pick(random, TAGS)}`
    case 'meta.created':
    case 'meta.lastModified':
      return `${text} ${pick(random, ORDERED)} "1970-01-01T0${random(2)}:0${random(4)}:${10 + random(50)}.${random(10)}000000+0${random(2)}:00"`
    default:
      return `${text} pr`
  }
}

const inAnyCase = (random: Random, word: string): string =>
  pick(random, [word, word, word.toUpperCase(), (word[0]?.toUpperCase() ?? '') + word.slice(1)])
