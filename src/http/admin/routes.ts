import type { Route } from '../route.ts'
import { administratorOperations } from './administrators.ts'
import { auditOperations } from './audit.ts'
import { authorizationOperations, type AuthorizationDeps } from './authorizations.ts'
import { changeOperations, type ChangeDeps } from './changes.ts'
import { clientCredentialOperations } from './client-credentials.ts'
import { clientKeyOperations } from './client-keys.ts'
import { clientOperations, type ClientDeps } from './clients.ts'
import { credentialOperations } from './credentials.ts'
import { directoryOperations } from './directories.ts'
import { extensionOperations } from './extensions.ts'
import { resourceTypeOperations } from './resource-types.ts'
import type { ManageSchemasDeps } from '../../directory/manage-schemas.ts'
import { parkedMemberOperations } from './parked-members.ts'
import { noticeOperations } from './notices.ts'
import type { NoticeDeps } from '../../access/list-notices.ts'
import { passkeySignInOperations, type PasskeyEntryDeps } from './passkey-sign-in.ts'
import { passkeyOperations } from './passkeys.ts'
import { referenceRoutes } from './reference-routes.ts'
import { scimOperations } from './scim-operations.ts'
import { secondFactorOperations } from './second-factor.ts'
import { sessionOperations, type SessionDeps } from './session.ts'
import { sessionsOperations } from './sessions.ts'
import { templateOperations } from './templates.ts'
import { tenantOperations } from './tenant.ts'
import type { TemplateDeps } from '../../access/manage-templates.ts'

export type AdminDeps = SessionDeps &
  PasskeyEntryDeps &
  ClientDeps &
  AuthorizationDeps &
  TemplateDeps &
  ChangeDeps &
  NoticeDeps &
  ManageSchemasDeps

/**
 * `/api/v1`: what the console and the command line use, and nothing else. `scim` are the routes of SCIM, of which those under
 * this address are described with the others.
 */
export function adminRoutes(deps: AdminDeps, scim: readonly Route[]): readonly Route[] {
  const operations = [
    ...sessionOperations(deps),
    ...sessionsOperations(deps),
    ...passkeySignInOperations(deps),
    ...clientOperations(deps),
    ...clientCredentialOperations(deps),
    ...clientKeyOperations(deps),
    ...credentialOperations(deps),
    ...authorizationOperations(deps),
    ...templateOperations(deps),
    ...directoryOperations(deps),
    ...extensionOperations(deps),
    ...resourceTypeOperations(deps),
    ...changeOperations(deps),
    ...parkedMemberOperations(deps),
    ...noticeOperations(deps),
    ...administratorOperations(deps),
    ...passkeyOperations(deps),
    ...secondFactorOperations(deps),
    ...tenantOperations(deps),
    ...auditOperations(deps),
  ]
  return [...operations.map(({ route }) => route), ...referenceRoutes([...operations, ...scimOperations(scim)])]
}
