import assert from 'node:assert/strict'
import { apiOf, send, type ApiAnswer, type Caller } from './admin-api.ts'
import { createDirectory, startApp, type RunningApp } from './start-app.ts'

/** A program with two directories, and how tests of definitions speak to the first. */
export type SchemaScene = {
  readonly app: RunningApp
  /** `/api/v1/directories/{first}`. */
  readonly api: Caller
  readonly otherApi: Caller
  /** SCIM in the first directory. */
  readonly scim: Caller
  readonly otherScim: Caller
}

export async function schemaScene(): Promise<SchemaScene> {
  const app = await startApp()
  await createDirectory(app.base, app.token, 'Other People', ['OTHER.EXAMPLE'])
  return { app, ...directoryCallers(app, 'okta-universal-directory'), ...named(directoryCallers(app, 'other-people')) }
}

export function directoryCallers(app: RunningApp, slug: string): { readonly api: Caller; readonly scim: Caller } {
  const authorization = `Bearer ${app.token}`
  const api = apiOf(app.base, authorization)
  return {
    api: (method, path, body) => api(method, `/directories/${slug}${path}`, body),
    scim: (method, path, body) =>
      send(app.base, method, `/directories/${slug}/scim/v2${path}`, body, { authorization }),
  }
}

const named = ({ api, scim }: ReturnType<typeof directoryCallers>) => ({ otherApi: api, otherScim: scim })

export function done(answer: ApiAnswer, status: number): ApiAnswer['json'] {
  assert.equal(answer.status, status, JSON.stringify(answer.json))
  return answer.json
}

/** A SCIM error of this status, with this type, whose detail says this. */
export function scimRefused(answer: ApiAnswer, status: number, scimType: string | undefined, words: RegExp): void {
  assert.deepEqual([answer.status, answer.json['scimType']], [status, scimType], JSON.stringify(answer.json))
  assert.deepEqual(answer.json['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
  assert.match(String(answer.json['detail']), words)
}

/** The ids that a filter finds, in order. */
export async function found(scim: Caller, path: string): Promise<readonly unknown[]> {
  const list = done(await scim('GET', path), 200)
  return (list['Resources'] as Record<string, unknown>[]).map(({ id }) => id)
}

export const patch = (...operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
})

export const filterOf = (text: string): string => `?filter=${encodeURIComponent(text)}`
