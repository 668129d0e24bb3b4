import type { Json, JsonScalar } from '../../shared/json.ts'
import { parseInstant } from '../instants.ts'
import type { AttributeNode } from '../schema/vocabulary.ts'
import { nameProblem } from './name-rules.ts'
import { refuse, type Problems } from './problems.ts'

/** One value of a simple type. Undefined: refused, and said so in `problems`. */
export function readScalar(
  node: AttributeNode,
  value: string | number | boolean,
  problems: Problems,
): JsonScalar | undefined {
  switch ((node.subAttribute ?? node.attribute).type) {
    case 'boolean':
      return readBoolean(node, value, problems)
    case 'integer':
      return readNumber(node, value, problems, Number.isSafeInteger, 'a whole number')
    case 'decimal':
      return readNumber(node, value, problems, Number.isFinite, 'a number')
    case 'dateTime':
      return readInstant(node, value, problems)
    case 'binary':
      return readBinary(node, value, problems)
    case 'reference':
      return readReference(node, value, problems)
    default:
      return readText(node, value, problems)
  }
}

/** Text in any case counts (scim-clients V2); anything else is refused, never truthy. */
function readBoolean(node: AttributeNode, value: Json, problems: Problems): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.toLowerCase() : ''
  if (text === 'true' || text === 'false') return text === 'true'
  return refuse(problems, node, 'true or false is expected.')
}

function readNumber(
  node: AttributeNode,
  value: Json,
  problems: Problems,
  isFit: (number: number) => boolean,
  expected: string,
): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && isFit(number) ? number : refuse(problems, node, `${expected} is expected.`)
}

function readInstant(node: AttributeNode, value: Json, problems: Problems): string | undefined {
  if (typeof value === 'string' && parseInstant(value) !== undefined) return value
  return refuse(problems, node, 'a date and time such as 2026-01-31T08:00:00Z is expected.')
}

const BASE64 = /^[A-Za-z0-9+/_\s-]*={0,2}\s*$/

function readBinary(node: AttributeNode, value: Json, problems: Problems): string | undefined {
  return typeof value === 'string' && BASE64.test(value) ? value : refuse(problems, node, 'base64 text is expected.')
}

/**
 * Schemes that run code or read files wherever the value becomes a link. Nothing else about an address is checked (V15).
 * Browsers drop white space and controls in front of a scheme, and tabs and line ends inside it.
 */
const HARMFUL = /^(?:javascript|vbscript|file):/i
const DROPPED = /[\s\u0000-\u001f]+/g

function readReference(node: AttributeNode, value: string | number | boolean, problems: Problems): string | undefined {
  const text = readText(node, value, problems)
  if (text === undefined || !HARMFUL.test(text.replace(DROPPED, ''))) return text
  return refuse(problems, node, 'an address with this scheme is not accepted; use https.')
}

/** Numbers and booleans become text (V3), but a userName must be text: as a number it is a mapping gone wrong. */
function readText(node: AttributeNode, value: string | number | boolean, problems: Problems): string | undefined {
  if (typeof value !== 'string' && node.indexPath === 'userName') {
    return refuse(problems, node, 'text is expected. Check the attribute mapping at the identity provider.')
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return refuse(problems, node, 'a number of this size loses its last digits in JSON; send it as text, in quotes.')
  }
  const text = typeof value === 'string' ? value : String(value)
  const { maxLength } = node.subAttribute ?? node.attribute
  if (maxLength !== undefined && text.length > maxLength) {
    return refuse(problems, node, `${text.length} characters are more than the ${maxLength} that are allowed.`)
  }
  const problem = node.naming ? nameProblem(text) : undefined
  return problem === undefined ? text : refuse(problems, node, problem)
}
