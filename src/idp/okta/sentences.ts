import { STATUS_CODES } from 'node:http'
import { textAt } from '../read-json.ts'
import type { Answer } from '../wire/transport.ts'

/** What Okta was doing, in the words of its task list. */
export const doing = {
  authenticating: () => 'Error authenticating',
  verifying: (userName: string) =>
    `Automatic provisioning of user ${userName} failed: Error while verifying if user ${userName} exists`,
  creating: (userName: string) =>
    `Automatic provisioning of user ${userName} failed: Error while creating user ${userName}`,
  updating: (userName: string) =>
    `Automatic profile push of user ${userName} failed: Error while trying to push profile update for ${userName}`,
  deactivating: (userName: string) =>
    `Automatic deprovisioning of user ${userName} failed: Error while deactivating user ${userName}`,
  passwording: (userName: string) => `Automatic password push of user ${userName} failed`,
  pushing: (group: string) => `Failed on group push of ${group}`,
  deletingGroup: (group: string) => `Unable to delete group ${group}`,
  importing: () => 'Import failed',
} as const

export const EMPTY_USER = 'Create new user returned empty user'
export const NOT_REACTIVATED = 'provision to app failed due to delay in reactivating remote User. Rescheduling'
export const NO_USERS = 'Error authenticating: No results for users returned'

/** The sentence an administrator of Okta reads about a refused request. */
export function sentence(what: string, answer: Answer): string {
  return `${what}: ${reason(answer)}`
}

// Okta has no words for an answer that never came, nor for a refused Accept header: it prints "null" for both.
function reason(answer: Answer): string {
  if (answer.problem === 'unreachable' || answer.problem === 'timeout' || answer.status === 406) return 'null'
  if (answer.problem === 'not JSON')
    return `Errors reported by remote server: Invalid JSON: Unrecognized token '${firstToken(answer.text)}'`
  const name = STATUS_CODES[answer.status] ?? String(answer.status)
  return `${name}. Errors reported by remote server: ${saidIn(answer) ?? (answer.text || 'null')}`
}

/** SCIM 2.0, SCIM 1.1, and what Access says outside of SCIM. */
const saidIn = ({ json }: Answer): string | undefined =>
  textAt(json, 'detail') ?? textAt(json, 'Errors', 0, 'description') ?? textAt(json, 'errors', 0, 'message')

const firstToken = (text: string): string => (/\S{1,40}/.exec(text) ?? [''])[0]
