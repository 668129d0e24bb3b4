import { oktaCatalogue, oktaWizard, oktaWorkspaceOne } from './okta/providers.ts'
import type { Provider } from './provider.ts'

/** Everybody who can be played, under the name that the command line knows. */
export const PROVIDERS = {
  'okta-wizard': oktaWizard,
  'okta-catalogue': oktaCatalogue,
  'okta-workspace-one': oktaWorkspaceOne,
} as const satisfies Record<string, Provider>

export type Dialect = keyof typeof PROVIDERS

export const DIALECTS = Object.keys(PROVIDERS) as readonly Dialect[]
