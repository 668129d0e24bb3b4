import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import { at, listAt } from '../read-json.ts'

const VALUE_PATH = /^(\w+)\[(\w+) eq "(.*)"\](?:\.(\w+))?$/
const EXTENSION_PATH = /^(urn:.*):(\w+)$/

/** What stands at a PATCH path: `name.givenName`, `emails[type eq "work"].value`, `urn:…:User:department`. */
export function valueAtPath(resource: JsonObject, path: string): Json | undefined {
  const [, urn, name] = EXTENSION_PATH.exec(path) ?? []
  if (urn !== undefined && name !== undefined) return at(resource, urn, name)
  const [, list, key, value, part] = VALUE_PATH.exec(path) ?? []
  if (list === undefined || key === undefined) return at(resource, ...path.split('.'))
  const element = (listAt(resource, list) ?? []).find(
    (each) => isJsonObject(each) && textOf(each[key]) === value?.toLowerCase(),
  )
  return part === undefined ? element : at(element, part)
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value).toLowerCase() : undefined
