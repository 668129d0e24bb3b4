import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../shared/json.ts'

/** Reading answers of foreign servers: whatever is not there, or not of the type asked for, is `undefined`. */
export function at(json: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let here = json
  for (const key of path) {
    if (typeof key === 'number') here = isJsonArray(here) ? here[key] : undefined
    else here = isJsonObject(here) && Object.hasOwn(here, key) ? here[key] : undefined
  }
  return here
}

export function textAt(json: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const value = at(json, ...path)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberAt(json: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const value = at(json, ...path)
  return typeof value === 'number' ? value : undefined
}

export function listAt(json: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] | undefined {
  const value = at(json, ...path)
  return isJsonArray(value) ? value : undefined
}

export function objectAt(json: Json | undefined, ...path: readonly (string | number)[]): JsonObject | undefined {
  const value = at(json, ...path)
  return isJsonObject(value) ? value : undefined
}
