import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { waitingForSignIn } from '../api/reauthentication.ts'
import { sessionQuery } from '../api/session.ts'
import { Frame } from '../ui/frame.tsx'
import { useLater } from '../ui/use-later.ts'
import { AccountMenu } from './account-menu.tsx'
import { ExpiryBanner } from './expiry-banner.tsx'
import { AppearanceMenu } from './appearance-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { PaletteButton } from './palette-button.tsx'

const loadDialog = async () => (await import('./session-dialog.tsx')).SessionDialog

/** Everything around a page of somebody who is signed in. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const hasEnded = waitingForSignIn.use() !== undefined
  const [SessionDialog, wantDialog] = useLater(loadDialog, () => waitingForSignIn.get()?.giveUp())
  useEffect(() => {
    if (hasEnded && SessionDialog === undefined) wantDialog()
    // `wantDialog` is another function each time and always does the same
  }, [hasEnded, SessionDialog])
  return (
    <Frame
      tenantName={session.tenant.name}
      tools={
        <>
          <PaletteButton />
          <LanguageMenu />
          <AppearanceMenu />
          <AccountMenu session={session} />
        </>
      }
    >
      <ExpiryBanner />
      <Outlet />
      {SessionDialog !== undefined && <SessionDialog username={session.administrator.username} />}
    </Frame>
  )
}
