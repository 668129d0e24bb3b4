import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { waitingForSignIn } from '../api/reauthentication.ts'
import { sessionQuery } from '../api/session.ts'
import { Frame } from '../ui/frame.tsx'
import { AccountMenu } from './account-menu.tsx'
import { AppearanceMenu } from './appearance-menu.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { PaletteButton } from './palette-button.tsx'

const SessionDialog = lazy(async () => ({ default: (await import('./session-dialog.tsx')).SessionDialog }))

/** Everything around a page of somebody who is signed in. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const hasEnded = waitingForSignIn.use() !== undefined
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
      {hasEnded && (
        <Suspense>
          <SessionDialog username={session.administrator.username} />
        </Suspense>
      )}
    </Frame>
  )
}
