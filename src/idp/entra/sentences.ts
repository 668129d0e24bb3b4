import { STATUS_CODES } from 'node:http'
import type { Doing, Sentences } from '../moves/remote-app.ts'

const BAD_CREDENTIALS =
  'You appear to have entered invalid credentials. Please confirm you are using the correct information for an ' +
  'administrative account.'

const VERBS: Record<Doing['act'], string> = {
  connect: 'connect to',
  find: 'match',
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  import: 'import',
}

/** The portal's words for the connection test, and the provisioning log's for everything later. */
export const says: Sentences = ({ act, collection, name }, { status, text, reason }) => {
  if (act === 'connect') {
    return status === 401 || status === 403
      ? BAD_CREDENTIALS
      : 'SystemForCrossDomainIdentityManagementServiceIncompatible'
  }
  const kind = collection === 'Users' ? 'User' : 'Group'
  return (
    `Failed to ${VERBS[act]} ${kind} '${name}'; Error: StatusCode: ${statusName(status)} ` +
    'Message: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the ' +
    `'Response' property of this exception for details. Web Response: ${text || (reason ?? '')}. ` +
    'This operation was retried 0 times. It will be retried again in the next cycle.'
  )
}

/** `BadRequest`, as .NET writes it. */
const statusName = (status: number): string => (STATUS_CODES[status] ?? String(status)).replaceAll(/[^A-Za-z0-9]/g, '')
