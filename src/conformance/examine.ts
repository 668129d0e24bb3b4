import { AssertionError } from 'node:assert'
import type { Check } from './check.ts'
import { NotOffered } from './expect.ts'
import type { Scim } from './scim.ts'

/** What came of one check. */
export type Outcome =
  | { readonly kind: 'met' }
  | { readonly kind: 'not offered'; readonly why: string }
  | { readonly kind: 'not met'; readonly why: string }

/** Holds the conversation of a check, and removes what it created. What is no assertion is a fault of ours and thrown. */
export async function examine(scim: Scim, check: Check): Promise<Outcome> {
  const missing = check.needs.find((feature) => !scim.offers(feature))
  if (missing !== undefined) return { kind: 'not offered', why: `the ServiceProviderConfig offers no ${missing}` }
  try {
    await check.run(scim)
    return { kind: 'met' }
  } catch (error) {
    if (error instanceof NotOffered) return { kind: 'not offered', why: error.message }
    if (error instanceof AssertionError) return { kind: 'not met', why: error.message }
    throw error
  } finally {
    await scim.cleanUp()
  }
}
