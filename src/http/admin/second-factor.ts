import {
  beginTotp,
  confirmTotp,
  ownSecondFactor,
  type OwnSecondFactorDeps,
  regenerateRecoveryCodes,
  removeSecondFactor,
  resetSecondFactor,
} from '../../access/own-second-factor.ts'
import { ok } from '../../shared/result.ts'
import * as contract from './contract.ts'
import { isoOrNull, operation, type Operation } from './operation.ts'

const PATH = '/api/v1/second-factor'

/** What an administrator's password needs beside it. An auditor has one too, so reading is enough for one's own. */
export const secondFactorOperations = (deps: OwnSecondFactorDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Your second factor',
    access: 'admin:read',
    answer: contract.SecondFactor,
    handle: async ({ caller }) => {
      const own = await ownSecondFactor(deps, caller)
      if (!own.ok) return own
      const { confirmedAt, recoveryCodesLeft = 0 } = own.value ?? {}
      return ok({ body: { since: isoOrNull(confirmedAt), recoveryCodesLeft } })
    },
  }),
  operation({
    method: 'POST',
    path: `${PATH}/totp`,
    summary: 'Begin to set up an authenticator app: its secret, which counts once a code of it has come back',
    access: 'admin:read',
    recentSignIn: true,
    answer: contract.TotpSetup,
    handle: async ({ caller, tenant }) => {
      const begun = await beginTotp(deps, caller, tenant)
      return begun.ok ? ok({ body: begun.value }) : begun
    },
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary:
      'Confirm the authenticator app with a code; your other sessions end. The recovery codes are in this answer and in no other',
    access: 'admin:read',
    recentSignIn: true,
    request: contract.TotpConfirmation,
    status: 201,
    answer: contract.RecoveryCodes,
    handle: async ({ caller }, { code }) => {
      const codes = await confirmTotp(deps, caller, code)
      return codes.ok ? ok({ body: { recoveryCodes: codes.value } }) : codes
    },
  }),
  operation({
    method: 'POST',
    path: `${PATH}/recovery-codes`,
    summary: 'Make new recovery codes; the old ones stop working, and the new ones are in this answer and in no other',
    access: 'admin:read',
    recentSignIn: true,
    answer: contract.RecoveryCodes,
    handle: async ({ caller }) => {
      const codes = await regenerateRecoveryCodes(deps, caller)
      return codes.ok ? ok({ body: { recoveryCodes: codes.value } }) : codes
    },
  }),
  operation({
    method: 'DELETE',
    path: PATH,
    summary: 'Remove your second factor with its recovery codes; your other sessions end',
    access: 'admin:read',
    recentSignIn: true,
    handle: async ({ caller }) => {
      const removed = await removeSecondFactor(deps, caller)
      return removed.ok ? ok({}) : removed
    },
  }),
  operation({
    method: 'DELETE',
    path: '/api/v1/administrators/:id/second-factor',
    summary: 'Remove the second factor of another administrator, who lost it (owners only); their sessions end',
    access: 'admin',
    recentSignIn: true,
    handle: async ({ caller, params }) => {
      const removed = await resetSecondFactor(deps, caller, params['id'] ?? '')
      return removed.ok ? ok({}) : removed
    },
  }),
]
