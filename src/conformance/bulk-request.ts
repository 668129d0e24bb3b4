import type { Json, JsonObject } from '../shared/json.ts'
import { elements, equal, statusIs, textOf } from './expect.ts'
import type { Answer, Scim } from './scim.ts'
import { BULK_REQUEST, BULK_RESPONSE, USER } from './urns.ts'

export const send = (scim: Scim, Operations: readonly Json[], more: JsonObject = {}): Promise<Answer> =>
  scim.post('/Bulk', { schemas: [BULK_REQUEST], ...more, Operations })

/** The operations of a bulk response. */
export function outcomes(answer: Answer): readonly JsonObject[] {
  statusIs(answer, 200)
  equal(answer.json['schemas'], [BULK_RESPONSE], 'schemas')
  return elements(answer.json['Operations'])
}

export const postUser = (scim: Scim, bulkId: string, more: JsonObject = {}): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [USER], userName: scim.unique('alice'), ...more },
})

export const idOf = (outcome: JsonObject | undefined): string => textOf(outcome?.['location']).split('/').at(-1) ?? ''

/** Removes what a bulk request made: its resources have no Location header of their own. */
export async function remove(scim: Scim, made: readonly JsonObject[]): Promise<void> {
  for (const { location, status, method } of made) {
    if (method === 'POST' && status === '201') await scim.delete(textOf(location).slice(scim.base.length))
  }
}
