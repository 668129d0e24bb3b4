/** Why a request did not do what it was for. */
export type Problem =
  /** The server said no, in its own words (RFC 9457). `field` names the input that caused it. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly detail: string
      readonly field?: string
    }
  /** No answer: the server is away, or the network is. */
  | { readonly kind: 'unreachable' }
  /** An answer that is none of ours, from something in between. */
  | { readonly kind: 'unreadable'; readonly status: number }
  /** The authenticator gave nothing, or has a passkey already. */
  | { readonly kind: 'passkey'; readonly reason: 'declined' | 'known' | 'failed' }

export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.kind === 'refused' ? problem.detail : problem.kind)
    this.name = 'ApiError'
    this.problem = problem
  }
}

export const problemOf = (error: unknown): Problem | undefined =>
  error instanceof ApiError ? error.problem : undefined

export function isRefusal(error: unknown, code: string): boolean {
  const problem = problemOf(error)
  return problem?.kind === 'refused' && problem.code === code
}

export function hasStatus(error: unknown, status: number): boolean {
  const problem = problemOf(error)
  return problem?.kind === 'refused' && problem.status === status
}
