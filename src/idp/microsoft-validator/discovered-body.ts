import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import type { Random } from '../random.ts'
import { listAt, textAt } from '../read-json.ts'
import { randomMail, randomText } from './random-text.ts'

/**
 * The mode "discover schema": a body with every attribute of the server's schemas that a client may write. An attribute
 * that is declared and never comes back would fail the comparison, whatever `returned` says.
 */
export function bodyFromSchemas(schemas: readonly JsonObject[], core: string, random: Random): JsonObject {
  const blocks = schemas.map((schema) => [textAt(schema, 'id') ?? '', attributesOf(schema, random)] as const)
  const extensions = blocks.filter(([id, block]) => id !== core && Object.keys(block).length > 0)
  return {
    schemas: [core, ...extensions.map(([id]) => id)],
    ...blocks.find(([id]) => id === core)?.[1],
    ...Object.fromEntries(extensions),
    userName: randomMail(random),
    active: true,
  }
}

function attributesOf(parent: JsonObject, random: Random, below = 'attributes'): JsonObject {
  const attributes = (listAt(parent, below) ?? []).filter(isJsonObject)
  return Object.fromEntries(attributes.flatMap((attribute) => valueOf(attribute, random)))
}

function valueOf(attribute: JsonObject, random: Random): [string, Json][] {
  const name = textAt(attribute, 'name') ?? ''
  if (['readOnly', 'writeOnly'].includes(textAt(attribute, 'mutability') ?? '') || name.startsWith('$')) return []
  const value = single(attribute, random)
  return value === undefined ? [] : [[name, attribute['multiValued'] === true ? [value] : value]]
}

function single(attribute: JsonObject, random: Random): Json | undefined {
  const type = textAt(attribute, 'type') ?? 'string'
  if (type === 'complex') return attributesOf(attribute, random, 'subAttributes')
  if (type === 'boolean') return true
  if (type === 'integer') return random.below(1_000)
  if (type === 'decimal') return 1.5
  if (type === 'dateTime') return '2026-01-02T03:04:05Z'
  if (type === 'binary') return 'Zm9v'
  return randomText(random)
}
