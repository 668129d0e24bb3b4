import type { CDPSession, Page } from 'playwright-core'

export type VirtualAuthenticator = {
  /** How many passkeys it holds. */
  passkeys(): Promise<number>
  /** What it answers when it is asked to verify the person from now on. */
  verify(verified: boolean): Promise<void>
  remove(): Promise<void>
}

/** Gives the browser an authenticator of its own devising (Chrome DevTools Protocol, `WebAuthn`) that holds passkeys. */
export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devtools = await sessionOf(page)
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    passkeys: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    verify: async (isUserVerified) =>
      void (await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    remove: async () => void (await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
  }
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** WebAuthn is switched on once for a page: a second session would see none of the first one's authenticators. */
async function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known !== undefined) return known
  const made = page.context().newCDPSession(page)
  sessions.set(page, made)
  await (await made).send('WebAuthn.enable', { enableUI: false })
  return made
}
