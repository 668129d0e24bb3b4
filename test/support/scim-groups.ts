import assert from 'node:assert/strict'
import type { Json } from '../../src/shared/json.ts'
import { ask, type V1Answer as Answer } from './scim-v1.ts'
import { startApp, type RunningApp, type StartOptions } from './start-app.ts'

export type Member = {
  readonly value: string
  readonly type?: string
  readonly display?: string
  readonly $ref?: string
}

/** A text of an answer's body, by name. */
export const textOf = ({ json }: Answer, name: string): string => json[name] as string

/** The whole program, spoken to in 2.0 about groups. */
export type Groups = {
  readonly app: RunningApp
  ask(method: string, path: string, body?: Json, headers?: Record<string, string>): Promise<Answer>
  /** Creates one and gives its id. */
  user(userName: string, more?: { readonly [name: string]: Json }): Promise<string>
  group(displayName: string, ...members: readonly string[]): Promise<string>
  patch(id: string, ...operations: readonly Json[]): Promise<Answer>
  add(id: string, ...members: readonly string[]): Promise<Answer>
  members(id: string): Promise<readonly Member[]>
  /** Sorted. */
  memberIds(id: string): Promise<readonly string[]>
  /** `display` of those that a filter finds, or `userName`, sorted. */
  found(endpoint: 'Users' | 'Groups', filter: string): Promise<readonly string[]>
  close(): Promise<void>
}

export async function startGroups(options: StartOptions = {}): Promise<Groups> {
  const app = await startApp(options)
  const call: Groups['ask'] = (method, path, body, headers) =>
    ask(app.token, method, app.scimBase + path, body, headers)
  const create = async (path: string, body: Json): Promise<string> => {
    const answer = await call('POST', path, body)
    assert.equal(answer.status, 201, answer.text)
    return textOf(answer, 'id')
  }
  const patch: Groups['patch'] = (id, ...operations) => call('PATCH', `/Groups/${id}`, { Operations: operations })
  const members: Groups['members'] = async (id) => {
    const answer = await call('GET', `/Groups/${id}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.json['members'] as unknown as readonly Member[]
  }
  return {
    app,
    ask: call,
    user: (userName, more = {}) => create('/Users', { userName, ...more }),
    group: (displayName, ...ids) =>
      create('/Groups', { displayName, ...(ids.length === 0 ? {} : { members: ids.map((value) => ({ value })) }) }),
    patch,
    add: (id, ...ids) => patch(id, { op: 'add', path: 'members', value: ids.map((value) => ({ value })) }),
    members,
    memberIds: async (id) => (await members(id)).map(({ value }) => value).toSorted(),
    found: async (endpoint, filter) => {
      const answer = await call('GET', `/${endpoint}?filter=${encodeURIComponent(filter)}`)
      assert.equal(answer.status, 200, `${filter}: ${answer.text}`)
      const resources = answer.json['Resources'] as readonly { userName?: string; displayName?: string }[]
      return resources.map(({ userName, displayName }) => userName ?? displayName ?? '').toSorted()
    },
    close: () => app.close(),
  }
}
