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
  const ours = routes.filter(({ path }) => path === CONSOLE_MOUNT || path.startsWith(`${CONSOLE_MOUNT}/`))
  const paths = new Set(ours.map(({ path }) => path))
  // the same in small letters is for clients that write it so; nobody needs to be told of it
  const isSpelling = (path: string): boolean =>
    [...paths].some((other) => other !== path && other.toLowerCase() === path)
  return ours.filter(({ path }) => !isSpelling(path)).map(describe)
}

/** Addresses where a method does something else than its name says. */
const SPECIAL: readonly { readonly end: string; readonly summary: string; readonly status: number }[] = [
  { end: '/.search', summary: 'Search by a body (RFC 7644 §3.4.3)', status: 200 },
  { end: '/Bulk', summary: 'Many operations in one request (RFC 7644 §3.7)', status: 200 },
  { end: '/Me', summary: 'Not offered: no token stands for a user (RFC 7644 §3.11)', status: 501 },
]

function describe(route: Route): Operation {
  const usual = { POST: 201, DELETE: 204, GET: 200, PUT: 200, PATCH: 200 }[route.method]
  const special = SPECIAL.find(({ end }) => route.path.endsWith(end))
  const status = special?.status ?? usual
  return {
    route,
    summary: `SCIM 2.0: ${special?.summary ?? SUMMARIES[route.method]}`,
    request: route.body === 'none' ? undefined : Type.Object({}),
    status,
    answer: status === 204 ? undefined : Type.Object({}),
    query: {},
    media: SCIM_MEDIA_TYPE,
  }
}
