import type { Identified } from '../../../src/http/admin/contract.ts'
import { request } from './request.ts'

export type { Identified }

const PATH = '/api/v1/credentials'

/** Whose a secret or a token is that was found somewhere. The server keeps nothing of the text. */
export const identifyCredential = (credential: string) =>
  request<Identified>(`${PATH}/identify`, { method: 'POST', body: { credential } })

export const revokeCredential = (credential: string) =>
  request<Identified>(`${PATH}/revoke`, { method: 'POST', body: { credential } })
