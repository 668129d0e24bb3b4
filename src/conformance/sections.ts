import type { Section } from './check.ts'
import { attributes } from './rfc7643-2-attributes.ts'
import { resources } from './rfc7643-3-resources.ts'
import { coreSchemas } from './rfc7643-4-core-schemas.ts'
import { discoveryDocuments } from './rfc7643-5-discovery-documents.ts'
import { everyAttribute } from './rfc7643-7-every-attribute.ts'
import { schemas } from './rfc7643-7-schemas.ts'
import { representations } from './rfc7643-8-representations.ts'
import { creating } from './rfc7644-3.3-create.ts'
import { getting } from './rfc7644-3.4.1-get.ts'
import { filtering } from './rfc7644-3.4.2.2-filter.ts'
import { querying } from './rfc7644-3.4.2-query.ts'
import { searching } from './rfc7644-3.4.3-search.ts'
import { replacing } from './rfc7644-3.5.1-put.ts'
import { patching } from './rfc7644-3.5.2-patch.ts'
import { adding } from './rfc7644-3.5.2.1-patch-add.ts'
import { removing } from './rfc7644-3.5.2.2-patch-remove.ts'
import { replacingByPatch } from './rfc7644-3.5.2.3-patch-replace.ts'
import { deleting } from './rfc7644-3.6-delete.ts'
import { bulk } from './rfc7644-3.7-bulk.ts'
import { bulkIds } from './rfc7644-3.7.2-bulk-ids.ts'
import { mediaTypes } from './rfc7644-3.8-media-types.ts'
import { attributeSelection } from './rfc7644-3.9-attributes.ts'
import { me } from './rfc7644-3.11-me.ts'
import { errors } from './rfc7644-3.12-errors.ts'
import { versioning } from './rfc7644-3.13-version.ts'
import { etags } from './rfc7644-3.14-etags.ts'
import { discovery } from './rfc7644-4-discovery.ts'
import { security } from './rfc7644-7-security.ts'
import { cursors } from './rfc9865-cursors.ts'

/** In the order of the RFCs. */
export const SECTIONS: readonly Section[] = [
  attributes,
  resources,
  coreSchemas,
  discoveryDocuments,
  schemas,
  everyAttribute,
  representations,
  creating,
  getting,
  querying,
  filtering,
  searching,
  replacing,
  patching,
  adding,
  removing,
  replacingByPatch,
  deleting,
  bulk,
  bulkIds,
  mediaTypes,
  attributeSelection,
  me,
  errors,
  versioning,
  etags,
  discovery,
  security,
  cursors,
]
