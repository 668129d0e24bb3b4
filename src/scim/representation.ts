import type { Json, JsonObject } from '../shared/json.ts'
import type { Attributes, Meta } from './resource.ts'
import type { ResourceType } from './schema/attribute.ts'

/**
 * A resource is answered by joining finished text: the stem, kept in the store, then meta and the relations. Nothing is
 * parsed or serialised on the way out unless the client asked for a selection of attributes.
 */

/** `{"schemas":[…],"id":"…",…attributes` without the closing brace. `schemas` lists the core schema and every extension with content. */
export function renderStem(resourceType: ResourceType, id: string, attributes: Attributes): string {
  const schemas = [resourceType.schema.id, ...Object.keys(attributes).filter(isSchemaName)]
  return JSON.stringify({ schemas, id, ...attributes }).slice(0, -1)
}

/** Whether an attribute of a resource is an extension. */
export const isSchemaName = (name: string): boolean => name.startsWith('urn:')

/** The inverse: the attributes of a stem. */
export function parseStem(stem: string): Attributes {
  const { schemas: _schemas, id: _id, ...attributes } = JSON.parse(`${stem}}`) as JsonObject
  return attributes
}

/**
 * The whole representation. `location` is the resource's absolute URL; `relations` is finished text that follows the
 * stem, such as `,"members":[…]`, or empty.
 */
export function representation(stem: string, relations: string, meta: Meta, location: string): string {
  return `${stem}${relations},"meta":{"resourceType":"${meta.resourceType}","created":"${instant(meta.created)}","lastModified":"${instant(meta.lastModified)}","location":${JSON.stringify(location)},"version":"${versionTag(meta.version).replaceAll('"', '\\"')}"}}`
}

/** RFC 7643 §3.1 `meta.version`, also the `ETag`: a weak entity tag (RFC 9110 §8.8.1). */
export const versionTag = (version: number): string => `W/"${version}"`

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

export type Representation = { readonly [name: string]: Json }
