import { createRequire } from 'node:module'

type Execution = {
  readonly item: { readonly name: string }
  readonly request: { readonly url: { toString(): string } }
  readonly response?: { readonly code: number; text(): string }
  readonly assertions?: readonly { readonly assertion: string; readonly error?: Error }[]
}
export type NewmanSummary = {
  readonly run: { readonly executions: readonly Execution[]; readonly failures: readonly { readonly error: Error }[] }
}

/** What is used of newman, which brings no types. As a library it asks nobody for updates. */
type Newman = { run(options: object, done: (error: Error | null, summary: NewmanSummary) => void): void }

const newman: Newman = createRequire(import.meta.url)('newman')

/** Sends every request of a Postman collection, in its order, as Postman would. */
export const runPostman = (options: object): Promise<NewmanSummary> =>
  new Promise((resolve, reject) => {
    newman.run({ reporters: [], timeoutRequest: 30_000, ...options }, (error, summary) =>
      error === null ? resolve(summary) : reject(error),
    )
  })
