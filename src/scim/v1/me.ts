import { createHash } from 'node:crypto'
import type { JsonObject } from '../../shared/json.ts'
import { statusOf } from './facts.ts'
import { ADMIN_ROLE, USER_ROLE } from './roles.ts'
import { CORE_V1, WORKSPACE_V1 } from './schema-names.ts'

/**
 * Who is calling, as Access shows it at `/Me`: a client is a user of the type SERVICE. It is nobody of a directory, so its
 * id is made from its name and found nowhere else.
 */
export function meInV1(
  caller: { readonly kind: string; readonly name: string; readonly mayAdminister: boolean; readonly tenantId: number },
  baseUrl: string,
): JsonObject {
  const { kind, name, mayAdminister, tenantId } = caller
  const roles = mayAdminister ? [USER_ROLE, ADMIN_ROLE] : [USER_ROLE]
  return {
    schemas: [WORKSPACE_V1, CORE_V1],
    id: idOf(`${tenantId}/${kind}/${name}`),
    meta: { location: `${baseUrl}/Me` },
    userName: name,
    displayName: name,
    active: true,
    groups: [],
    roles: roles.map(({ id, displayName }) => ({ value: id, display: displayName })),
    [WORKSPACE_V1]: { userStatus: statusOf(true), internalUserType: kind === 'client' ? 'SERVICE' : 'OPERATOR' },
  }
}

/** RFC 9562 §5.8: a UUID of our own making, the same for the same text. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
