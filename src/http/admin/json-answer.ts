import type { Json } from '../../shared/json.ts'
import type { Answer } from '../route.ts'

/** Nothing of the admin API is ever kept by a cache: some of it is shown once. */
export const jsonAnswer = (status: number, body: Json): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  body: JSON.stringify(body),
})
