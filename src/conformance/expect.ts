import assert from 'node:assert/strict'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'
import { type Answer, type Resource, shown } from './scim.ts'
import { ERROR, LIST } from './urns.ts'

/** A check that does not apply to this server, with the reason. */
export class NotOffered extends Error {}

export function statusIs(answer: Answer, ...wanted: readonly number[]): void {
  assert.ok(wanted.includes(answer.status), `wanted ${wanted.join(' or ')}; ${shown(answer)}`)
}

/** A refusal with the body of RFC 7644 §3.12. */
export function refused(answer: Answer, status: number, ...scimTypes: readonly string[]): void {
  statusIs(answer, status)
  assert.deepEqual(answer.json['schemas'], [ERROR], shown(answer))
  assert.equal(answer.json['status'], textOf(status), shown(answer))
  if (scimTypes.length === 0) return
  assert.ok(scimTypes.includes(textOf(answer.json['scimType'])), `wanted ${scimTypes.join(' or ')}; ${shown(answer)}`)
}

/** The resources of a list response. */
export function listed(answer: Answer): readonly Resource[] {
  statusIs(answer, 200)
  assert.deepEqual(answer.json['schemas'], [LIST], shown(answer))
  assert.ok(Number.isInteger(answer.json['totalResults']), `totalResults is an integer; ${shown(answer)}`)
  const resources = answer.json['Resources'] ?? []
  assert.ok(isJsonArray(resources), shown(answer))
  return resources as unknown as readonly Resource[]
}

export const idsIn = (answer: Answer): readonly string[] => listed(answer).map(({ id }) => id)

/** Exactly these are in the list, in any order. */
export function finds(answer: Answer, ...wanted: readonly Resource[]): void {
  const [found, expected] = [idsIn(answer), wanted.map(({ id }) => id)].map((ids) => [...(ids ?? [])].sort())
  assert.deepEqual(found, expected, shown(answer))
}

export function equal(got: unknown, wanted: unknown, what: string): void {
  assert.deepEqual(got, wanted, `${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`)
}

export const isTrue: (holds: boolean, what: string) => asserts holds = (holds, what) => assert.ok(holds, what)

/** `at(user, 'emails', 0, 'value')`; undefined where the way ends. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let here = value
  for (const step of path) {
    if (here === undefined) return undefined
    if (typeof step === 'number') here = isJsonArray(here) ? here[step] : undefined
    else here = isJsonObject(here) ? here[step] : undefined
  }
  return here
}

/** The elements of a multi-valued attribute; none when it is not there. */
export function elements(value: Json | undefined): readonly JsonObject[] {
  if (value === undefined) return []
  assert.ok(isJsonArray(value), `${JSON.stringify(value)} is an array`)
  return value as readonly JsonObject[]
}

/** The values of the elements of a multi-valued attribute, sorted: their order says nothing (RFC 7643 §2.4). */
export const valuesOf = (value: Json | undefined): readonly string[] =>
  elements(value)
    .map((element) => textOf(element['value']))
    .sort()

/** All that was sent stands in what was got; more may stand there, and elements may have another order. */
export function carries(got: Json | undefined, sent: Json, path = ''): void {
  const message = `${path} was sent as ${JSON.stringify(sent)} and is ${JSON.stringify(got)}`
  if (isJsonArray(sent)) {
    assert.ok(isJsonArray(got) && got.length === sent.length, message)
    const found = sent.every((element) => got.some((candidate) => holds(candidate, element)))
    return assert.ok(found, message)
  }
  if (!isJsonObject(sent)) return assert.deepEqual(got, sent, message)
  assert.ok(got !== undefined && isJsonObject(got), message)
  for (const [name, value] of Object.entries(sent)) carries(got[name], value, path === '' ? name : `${path}.${name}`)
}

function holds(got: Json, sent: Json): boolean {
  try {
    carries(got, sent)
    return true
  } catch {
    return false
  }
}

/** Everything in a document that RFC 7643 §2.5 calls unassigned and that is nevertheless written down. */
export function unassignedIn(value: Json, path = ''): readonly string[] {
  if (value === null) return [path]
  if (isJsonArray(value)) {
    return value.length === 0 ? [path] : value.flatMap((element, i) => unassignedIn(element, `${path}[${i}]`))
  }
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => unassignedIn(member, `${path}/${name}`))
}

/** A text of an answer; what is none shows itself. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
