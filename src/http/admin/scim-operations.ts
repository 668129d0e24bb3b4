import { Type } from 'typebox'
import { SCIM_MEDIA_TYPE } from '../scim/error-response.ts'
import { CONSOLE_MOUNT } from '../scim/scim-route.ts'
import type { Route } from '../route.ts'
import type { Operation } from './operation.ts'

const SUMMARIES: Readonly<Record<Route['method'], string>> = {
  GET: 'Read (RFC 7644 §3.4)',
  POST: 'Create (RFC 7644 §3.3)',
  PUT: 'Replace (RFC 7644 §3.5.1)',
  PATCH: 'Change (RFC 7644 §3.5.2)',
  DELETE: 'Delete; it can be undone (RFC 7644 §3.6)',
}

/** Users and groups of a directory, which the console reads and writes by SCIM 2.0: its schemas are at `/Schemas`. */
export function scimOperations(routes: readonly Route[]): readonly Operation[] {
  const ours = routes.filter(({ path }) => path.startsWith(`${CONSOLE_MOUNT}/`))
  const paths = new Set(ours.map(({ path }) => path))
  // the same in small letters is for clients that write it so; nobody needs to be told of it
  const isSpelling = (path: string): boolean =>
    [...paths].some((other) => other !== path && other.toLowerCase() === path)
  return ours.filter(({ path }) => !isSpelling(path)).map(describe)
}

const describe = (route: Route): Operation => ({
  route,
  summary: `SCIM 2.0: ${SUMMARIES[route.method]}`,
  request: route.body === 'none' ? undefined : Type.Object({}),
  status: route.method === 'POST' ? 201 : route.method === 'DELETE' ? 204 : 200,
  answer: route.method === 'DELETE' ? undefined : Type.Object({}),
  query: {},
  media: SCIM_MEDIA_TYPE,
})
