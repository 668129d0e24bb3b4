import type { Expiring } from '../../access/expiry.ts'
import { listNotices, type NoticeDeps } from '../../access/list-notices.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { iso, lastUseOf, operation, type Operation } from './operation.ts'

/** What is in use and will expire (DESIGN §7). */
export const noticeOperations = (deps: NoticeDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/api/v1/notices',
    summary: 'What is in use and expires within 30 days, the nearest first',
    access: 'admin:read',
    answer: contract.Notices,
    handle: async ({ caller, origin }) => {
      const notices = await listNotices(deps, caller.tenantId)
      return ok({
        body: {
          notices: notices.map((notice) => ({
            kind: notice.kind,
            clientId: notice.clientId,
            credentialId: notice.credentialId,
            hint: notice.hint ?? null,
            expiresAt: iso(notice.expiresAt),
            stage: notice.stage,
            ...lastUseOf(notice.lastUse),
            renew: HOW_TO_RENEW[notice.kind],
            renewAt: `${origin}/console/settings/oauth/clients/${encodeURIComponent(notice.clientId)}`,
          })),
        },
      })
    },
  }),
]

const HOW_TO_RENEW = {
  accessToken:
    'Generate a new token on the page of the client and paste it where this one is used. This one goes on until its end.',
  refreshToken:
    'It is renewed by itself as soon as the client uses it: let the identity provider send something. If it is no longer used, authorize the client again.',
  secret: 'Give the current secret to whoever still uses this one, or prolong this one on the page of the client.',
} as const satisfies Record<Expiring['kind'], string>
