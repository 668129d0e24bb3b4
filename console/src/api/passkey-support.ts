/**
 * Why this page cannot use passkeys: browsers offer them to pages that came over https or from this machine, and only
 * under a name (WebAuthn Level 3 §13.4.9, §5.1.3 step 7). `byName` is the same page under one, where there is such.
 */
export type PasskeyObstacle =
  | { readonly kind: 'insecure' | 'address' | 'browser' }
  | { readonly kind: 'loopback'; readonly byName: string }

export function passkeyObstacle(): PasskeyObstacle | undefined {
  const { hostname, href } = window.location
  if (/^(?:127\.[\d.]+|\[::1\])$/.test(hostname)) {
    return { kind: 'loopback', byName: href.replace(hostname, 'localhost') }
  }
  if (/^(?:[\d.]+|\[.+\])$/.test(hostname)) return { kind: 'address' }
  if (!window.isSecureContext) return { kind: 'insecure' }
  return 'PublicKeyCredential' in window ? undefined : { kind: 'browser' }
}

/** Whether the browser can offer passkeys where the name is typed. */
export async function offersPasskeysInFields(): Promise<boolean> {
  if (passkeyObstacle() !== undefined) return false
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true
}

const SYSTEMS = [/iPhone/, /iPad/, /Android/, /Windows/, /Mac(?:intosh| OS X)/, /CrOS/, /Linux/] as const
const NAMES = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Chromebook', 'Linux'] as const

/** What a new passkey may be called: the system it is made on, which is what people tell their devices apart by. */
export function suggestedPasskeyName(): string {
  const at = SYSTEMS.findIndex((system) => system.test(navigator.userAgent))
  return NAMES[at] ?? 'Passkey'
}
