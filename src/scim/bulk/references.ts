import { isJsonArray, isJsonObject, type Json } from '../../shared/json.ts'
import type { BulkOperation } from './parse.ts'

/**
 * References to what another operation makes (RFC 7644 §3.7.2): a whole text `bulkId:qwerty`; the last part of an address,
 * as in `../Users/bulkId:qwerty`; or a quoted text inside a PATCH path, as in `members[value eq "bulkId:qwerty"]`. The first
 * kind is always a reference. The others are when the request has such a bulkId: other texts may look alike.
 */

const PREFIX = 'bulkId:'
const WITHIN = /([/"])bulkId:([^"/]+)(?="|$)/g

/** The bulkIds that an operation refers to. Those of whole texts are there even if nothing has that bulkId. */
export function referencesOf(operation: BulkOperation, known: Pick<ReadonlySet<string>, 'has'>): ReadonlySet<string> {
  const found = new Set<string>()
  const note = (bulkId: string): string => {
    found.add(bulkId)
    return bulkId
  }
  resolved(operation, (bulkId, isWhole) => (isWhole || known.has(bulkId) ? note(bulkId) : undefined))
  return found
}

/** The operation with the ids in place of the references. `idOf` is asked for each; undefined leaves it as it is. */
export function resolved(
  operation: BulkOperation,
  idOf: (bulkId: string, isWhole: boolean) => string | undefined,
): BulkOperation {
  const { id, data } = operation
  return {
    ...operation,
    ...(id === undefined ? {} : { id: inText(id, idOf) }),
    ...(data === undefined ? {} : { data: inJson(data, idOf) }),
  }
}

type IdOf = Parameters<typeof resolved>[1]

/** What holds no reference is the same object afterwards. */
function inJson(value: Json, idOf: IdOf): Json {
  if (typeof value === 'string') return inText(value, idOf)
  if (isJsonArray(value)) {
    const elements = value.map((element) => inJson(element, idOf))
    return elements.every((element, i) => element === value[i]) ? value : elements
  }
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, member]) => [name, inJson(member, idOf)] as const)
  return members.every(([name, member]) => member === value[name]) ? value : Object.fromEntries(members)
}

function inText(text: string, idOf: IdOf): string {
  if (!text.includes(PREFIX)) return text
  if (text.startsWith(PREFIX)) return idOf(text.slice(PREFIX.length), true) ?? text
  return text.replaceAll(WITHIN, (match, before: string, bulkId: string) => {
    const id = idOf(bulkId, false)
    return id === undefined ? match : `${before}${id}`
  })
}
