import { queryOptions } from '@tanstack/react-query'
import type { RecoveryCodes, SecondFactor, TotpSetup } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { TotpSetup }

const PATH = '/api/v1/second-factor'

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => request<SecondFactor>(PATH, { signal }),
})

export const beginTotp = () => request<TotpSetup>(`${PATH}/totp`, { method: 'POST' })

/** Answers the recovery codes, this one time. */
export const confirmTotp = async (code: string): Promise<readonly string[]> =>
  (await request<RecoveryCodes>(PATH, { method: 'POST', body: { code } })).recoveryCodes

export const newRecoveryCodes = async (): Promise<readonly string[]> =>
  (await request<RecoveryCodes>(`${PATH}/recovery-codes`, { method: 'POST' })).recoveryCodes

export const removeSecondFactor = () => request(PATH, { method: 'DELETE' })

/** Of another administrator, for owners. */
export const resetSecondFactor = (administratorId: string) =>
  request(`/api/v1/administrators/${encodeURIComponent(administratorId)}/second-factor`, { method: 'DELETE' })
