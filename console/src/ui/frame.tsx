import { Burger } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { BrandMark } from './brand-mark.tsx'
import classes from './frame.module.css'
import { NavigationList } from './navigation-list.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { useLater } from './use-later.ts'

const loadDrawer = async () => (await import('./navigation-drawer.tsx')).NavigationDrawer

type FrameProps = {
  readonly tenantName: string
  /** What stands at the right end of the bar. */
  readonly tools: ReactNode
  readonly children: ReactNode
}

/** Bar, side navigation and page. Below 48em the navigation moves into a drawer. */
export function Frame({ tenantName, tools, children }: FrameProps) {
  const t = useText()
  const [NavigationDrawer, wantDrawer] = useLater(loadDrawer)
  const [isOpen, drawer] = useDisclosure(false, { onOpen: wantDrawer })
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip}>
        {t('frame.skip')}
      </a>
      <header className={classes.bar}>
        <Burger hiddenFrom="sm" size="sm" opened={isOpen} onClick={drawer.toggle} aria-label={t('nav.open')} />
        <Link to="/" className={classes.brand}>
          <BrandMark />
          <span className={classes.name}>Muster</span>
          <bdi className={classes.tenant}>{tenantName}</bdi>
        </Link>
        <div className={classes.tools}>{tools}</div>
      </header>
      <aside className={classes.side}>
        <div className={classes.stuck}>
          <NavigationList />
        </div>
      </aside>
      {NavigationDrawer !== undefined && <NavigationDrawer opened={isOpen} onClose={drawer.close} />}
      <main id="page" className={classes.page} tabIndex={-1}>
        <OfflineBanner />
        {children}
      </main>
    </div>
  )
}
