import { entra, entraFlag } from './entra/providers.ts'
import { microsoftValidator } from './microsoft-validator/provider.ts'
import { oktaCatalogue, oktaWizard, oktaWorkspaceOne } from './okta/providers.ts'
import { authentik } from './profiles/authentik.ts'
import { cyberark } from './profiles/cyberark.ts'
import { google } from './profiles/google.ts'
import { jumpcloud } from './profiles/jumpcloud.ts'
import { keycloak } from './profiles/keycloak.ts'
import { onelogin } from './profiles/onelogin.ts'
import { ping } from './profiles/ping.ts'
import { rippling } from './profiles/rippling.ts'
import { sailpoint } from './profiles/sailpoint.ts'
import { quirks } from './quirks/provider.ts'
import type { Provider } from './provider.ts'

/** Everybody who can be played, under the name that the command line knows. */
export const PROVIDERS = {
  'okta-wizard': oktaWizard,
  'okta-catalogue': oktaCatalogue,
  'okta-workspace-one': oktaWorkspaceOne,
  entra,
  'entra-flag': entraFlag,
  'microsoft-validator': microsoftValidator,
  authentik,
  cyberark,
  google,
  jumpcloud,
  keycloak,
  onelogin,
  ping,
  rippling,
  sailpoint,
  quirks,
} as const satisfies Record<string, Provider>

export type Dialect = keyof typeof PROVIDERS

export const DIALECTS = Object.keys(PROVIDERS) as readonly Dialect[]
