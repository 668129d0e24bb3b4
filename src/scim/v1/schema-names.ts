import type { Schema } from '../schema/attribute.ts'

/** The names of SCIM 1.1 and of Workspace ONE Access for the schemas of the model (access-contract §4.3). */

export const CORE_V1 = 'urn:scim:schemas:core:1.0'
export const ENTERPRISE_V1 = 'urn:scim:schemas:extension:enterprise:1.0'
export const WORKSPACE_V1 = 'urn:scim:schemas:extension:workspace:1.0'

/** Attributes that a tenant of Access has made for itself; `<tenant>` is the first label of its host, in lower case. */
export const isTenantSchema = (urn: string): boolean =>
  /^urn:scim:schemas:extension:workspace:tenant:[^:]+:1\.0$/i.test(urn)

const NAMES: Readonly<Record<string, string>> = { '': CORE_V1, enterprise: ENTERPRISE_V1, access: WORKSPACE_V1 }

/** What 1.1 calls a schema of the model; one it has no name for keeps its own. The way back is the schema's `alsoKnownAs`. */
export const nameInV1 = (schema: Schema): string => NAMES[schema.alias] ?? schema.id
