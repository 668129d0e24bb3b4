import { fail, ok, type Result } from '../../shared/result.ts'
import type { Attribute } from './attribute.ts'
import { DEFAULT_MAX_LENGTH } from './builders.ts'
import type { DefinitionProblem } from './definition.ts'

/** An attribute as somebody asks for it: what is not said has the defaults of RFC 7643 §2.2. */
export type AttributeWish = Pick<Attribute, 'name' | 'type'> &
  Partial<
    Pick<
      Attribute,
      | 'multiValued'
      | 'description'
      | 'required'
      | 'caseExact'
      | 'mutability'
      | 'returned'
      | 'uniqueness'
      | 'canonicalValues'
      | 'referenceTypes'
    >
  > & { readonly subAttributes?: readonly AttributeWish[] }

export const MAX_ATTRIBUTES = 200
export const MAX_SUB_ATTRIBUTES = 50

/** Of the resource itself, RFC 7643 §3.1. */
const COMMON = new Set(['id', 'schemas', 'meta', 'externalid'])
/** Members that every JavaScript object already seems to have. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()))

/** The attributes of a schema. Fails with the first thing that is wrong, at `field`. */
export function readAttributes(
  wishes: readonly AttributeWish[],
  field: string,
): Result<readonly Attribute[], DefinitionProblem> {
  return readAll(wishes, field, undefined)
}

function readAll(
  wishes: readonly AttributeWish[],
  field: string,
  parent: Attribute | undefined,
): Result<readonly Attribute[], DefinitionProblem> {
  const most = parent === undefined ? MAX_ATTRIBUTES : MAX_SUB_ATTRIBUTES
  if (wishes.length === 0) return problem(field, 'at least one attribute is needed.')
  if (wishes.length > most)
    return problem(field, `${wishes.length} attributes are more than the ${most} that are allowed.`)
  const names = new Set<string>()
  const read: Attribute[] = []
  for (const [i, wish] of wishes.entries()) {
    const at = `${field}.${i}`
    const attribute = readOne(wish, at, parent)
    if (!attribute.ok) return attribute
    const name = wish.name.toLowerCase()
    if (names.has(name)) return problem(`${at}.name`, `"${wish.name}" is there twice; case does not count.`)
    names.add(name)
    read.push(attribute.value)
  }
  return ok(read)
}

function readOne(wish: AttributeWish, at: string, parent: Attribute | undefined): Result<Attribute, DefinitionProblem> {
  const wrongName = problemWithName(wish.name, parent !== undefined)
  if (wrongName !== undefined) return problem(`${at}.name`, wrongName)
  const attribute = withDefaults(wish)
  const wrong = problemWithFacts(attribute, wish, parent)
  if (wrong !== undefined) return problem(`${at}.${wrong.member}`, wrong.detail)
  if (wish.type !== 'complex') return ok(attribute)
  const subAttributes = readAll(wish.subAttributes ?? [], `${at}.subAttributes`, attribute)
  return subAttributes.ok ? ok({ ...attribute, subAttributes: subAttributes.value }) : subAttributes
}

/** RFC 7643 §2.1. */
function problemWithName(name: string, isSub: boolean): string | undefined {
  const shown = JSON.stringify(name.slice(0, 80))
  const isWellFormed = /^[A-Za-z][A-Za-z0-9$_-]{0,63}$/.test(name) || (isSub && name === '$ref')
  if (!isWellFormed || INHERITED.has(name.toLowerCase()))
    return `${shown} is no name for an attribute: a letter, then at most 63 letters, digits, "-", "_" or "$", and no word that programs need.`
  return !isSub && COMMON.has(name.toLowerCase())
    ? `${shown} is an attribute that every resource has already (RFC 7643 §3.1).`
    : undefined
}

function withDefaults(wish: AttributeWish): Attribute {
  const { name, type, mutability = 'readWrite' } = wish
  const isText = type === 'string' || type === 'reference'
  const referenceTypes = type === 'reference' ? (wish.referenceTypes ?? ['external']) : undefined
  return {
    name,
    type,
    multiValued: wish.multiValued ?? false,
    description: wish.description ?? '',
    required: wish.required ?? false,
    // RFC 7643 §2.3.6, §2.3.7
    caseExact: type === 'reference' || type === 'binary' || (wish.caseExact ?? false),
    mutability,
    returned: wish.returned ?? (mutability === 'writeOnly' ? 'never' : 'default'),
    uniqueness: wish.uniqueness ?? 'none',
    ...(wish.canonicalValues === undefined ? {} : { canonicalValues: wish.canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(isText ? { maxLength: DEFAULT_MAX_LENGTH } : {}),
    // looked up at every write, and worth finding by
    ...(isText && (wish.uniqueness ?? 'none') !== 'none' ? { lookup: true as const } : {}),
  }
}

type Wrong = { readonly member: keyof AttributeWish; readonly detail: string } | undefined

/** Facts that cannot be true together, or that nobody could keep. */
function problemWithFacts(attribute: Attribute, wish: AttributeWish, parent: Attribute | undefined): Wrong {
  const { name, type, mutability, returned, required, uniqueness } = attribute
  const wrong = (member: keyof AttributeWish, detail: string): Wrong => ({ member, detail: `"${name}": ${detail}` })
  if (parent !== undefined && type === 'complex')
    return wrong('type', 'a sub-attribute has no sub-attributes of its own (RFC 7643 §2.3.8).')
  if (parent !== undefined && attribute.multiValued) return wrong('multiValued', 'a sub-attribute has a single value.')
  if (wish.subAttributes !== undefined && type !== 'complex')
    return wrong('subAttributes', 'only an attribute of type complex has sub-attributes.')
  if (wish.canonicalValues !== undefined && type !== 'string')
    return wrong('canonicalValues', 'only an attribute of type string has canonical values.')
  if (wish.referenceTypes !== undefined && type !== 'reference')
    return wrong('referenceTypes', 'only an attribute of type reference has reference types.')
  if (mutability === 'writeOnly' && returned !== 'never')
    return wrong('returned', 'what is writeOnly is never returned: say "never".')
  if (required && mutability === 'readOnly') return wrong('required', 'nobody could give a value that is readOnly.')
  if (returned === 'never' && (required || mutability === 'immutable'))
    return wrong(
      required ? 'required' : 'mutability',
      'what is never returned is not kept, so nothing can be asked of it later.',
    )
  if (uniqueness === 'none') return undefined
  if (returned === 'never') return wrong('uniqueness', 'what is never returned is not kept, so it cannot be unique.')
  return type === 'complex' || type === 'boolean' || type === 'binary'
    ? wrong('uniqueness', `a value of type ${type} cannot be unique.`)
    : undefined
}

const problem = (field: string, detail: string): Result<never, DefinitionProblem> =>
  fail({ kind: 'definitionInvalid', field, detail: `${field}: ${detail}` })
