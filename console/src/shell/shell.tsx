import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { sessionQuery } from '../api/session.ts'
import { Frame } from '../ui/frame.tsx'
import { AccountMenu } from './account-menu.tsx'
import { AppearanceMenu } from './appearance-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { PaletteButton } from './palette-button.tsx'
import { SessionDialog } from './session-dialog.tsx'

/** Everything around a page of somebody who is signed in. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery)
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
      <Outlet />
      <SessionDialog username={session.administrator.username} />
    </Frame>
  )
}
